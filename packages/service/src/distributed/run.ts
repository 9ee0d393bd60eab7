import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fieldsOf as optionsOf } from 'harmonidiff/fields';
import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { quoted } from '../quoted.js';
import { QueueError } from './errors.js';
import { cleanJson } from './json.js';
import { readText, reasonOf } from './read.js';
import { Results } from './results.js';
import type { SharedFolder } from './shared-folder.js';
import { writing } from './writing.js';

/** What all jobs of a run have in common. It is a file in the folder of the results, so that jobs need not carry it. */
const RUN = Type.Object(
  {
    run: Type.Literal('harmonidiff'),
    /** The kinds of work that a manifest can ask for. */
    kind: Type.Union([Type.Literal('composites'), Type.Literal('scenes'), Type.Literal('set')]),
    /** Version of harmonidiff. */
    version: Type.String(),
    /** SHA-256 of the model. */
    model: Type.String(),
    /** How composites are made, as far as it was given. None of these options names a file; their values are checked later. */
    settings: Type.Object(
      Object.fromEntries(optionsOf('settings').map(({ name }) => [name, Type.Optional(Type.Unknown())])),
      { additionalProperties: false },
    ),
    /** The rest, in the form of the kind. */
    common: Type.Unknown(),
  },
  { additionalProperties: false },
);

export type Run = Omit<Static<typeof RUN>, 'settings'> & { settings: Record<string, unknown> };
export type KindName = Run['kind'];

/** A run, and where its file is. */
export interface StoredRun {
  run: Run;
  /** Name of the file in the shared folder. */
  file: string;
  /** SHA-256 of the file. */
  digest: string;
  /** Tells its jobs from others in the queue. */
  id: string;
}

const FILE = 'run.json';
/** Bytes of the file: the settings, and the first line of a manifest. */
const LARGEST = 32_000_000;

/**
 * Begins a run in the folder of its results, or joins the one in it.
 *
 * @param isQueued whether jobs of another run wait or are in progress
 * @throws QueueError (`RUN_DIFFERS`) for a folder with results or jobs of another run
 */
export async function joinRun(
  shared: SharedFolder,
  out: string,
  given: Run,
  isQueued: (other: StoredRun) => Promise<boolean>,
): Promise<StoredRun> {
  const path = join(out, FILE);
  const run = cleanJson(given);
  const text = textOf(run);
  await writing(out, () => mkdir(out, { recursive: true }));
  let found = await checkRun(out, run);
  // Nothing depends on a run without results and jobs, such as one whose settings were wrong.
  if (found !== undefined && found !== text) {
    const other = storedIfAny(found, await shared.nameOf(path));
    if (other && (await isQueued(other))) throw waits(out, shared.path);
    await rm(path, { force: true });
    found = undefined;
  }
  found ??= (await writing(out, () => create(path, text))) ? text : await readIfAny(path);
  if (found !== text) throw differs(out, found ?? '', run);
  return stored(run, await shared.nameOf(path), text);
}

/**
 * Checks that a run may begin in a folder, and writes nothing.
 *
 * @returns the file of the run in it, if any
 * @throws QueueError (`RUN_DIFFERS`) for a folder with results of another run
 * @throws QueueError (`SHARED_FOLDER`) for what is not a folder
 */
export async function checkRun(out: string, run: Run): Promise<string | undefined> {
  const found = await readIfAny(join(out, FILE)).catch((cause) => {
    throw new QueueError(
      'SHARED_FOLDER',
      `--out is ${out}, which cannot be opened: ${reasonOf(cause)}. Pass a folder, which may not exist yet.`,
      { cause },
    );
  });
  if (found === undefined || found === textOf(run)) return found;
  if (!(await new Results(out).isEmpty())) throw differs(out, found, run);
  return found;
}

function textOf(run: Run): string {
  return `${JSON.stringify(cleanJson(run), null, 1)}\n`;
}

/** Creates a complete file, unless another process has been faster. */
async function create(path: string, text: string): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await link(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function readIfAny(path: string): Promise<string | undefined> {
  return readText(path, LARGEST).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/**
 * Reads the run in a folder of results.
 *
 * @throws QueueError (`RUN_NOT_FOUND`)
 */
export async function readRun(shared: SharedFolder, out: string): Promise<StoredRun> {
  const path = join(out, FILE);
  try {
    const text = await readText(path, LARGEST);
    return stored(parseRun(text), await shared.nameOf(path), text);
  } catch (cause) {
    const isForeign = cause instanceof QueueError && cause.code === 'JOB_INVALID';
    if (cause instanceof QueueError && !isForeign) throw cause;
    throw new QueueError(
      'RUN_NOT_FOUND',
      `${out} holds no run: ${FILE} ${isForeign ? 'was not written by this version of submit' : `cannot be read: ${reasonOf(cause)}`}. Pass the folder that was given to submit as --out.`,
      { cause },
    );
  }
}

/**
 * Reads the run that a job names.
 *
 * @throws QueueError (`RUN_NOT_FOUND`) if it cannot be read, and (`JOB_INVALID`) if it is not the file that the job was
 * submitted with; it says nothing of what is in another file
 */
export async function openRun(shared: SharedFolder, file: string, digest: string): Promise<StoredRun> {
  const path = await shared.resolve(file);
  if (basename(file) !== FILE)
    throw new QueueError(
      'JOB_INVALID',
      `The job names ${file} as its run; it must be a file named ${FILE}. Submit the manifest again.`,
    );
  const text = await readText(path, LARGEST).catch((cause) => {
    throw new QueueError(
      'RUN_NOT_FOUND',
      `${file} cannot be read in ${shared.path}: ${reasonOf(cause)}. --root must be the same folder on all machines.`,
      { cause },
    );
  });
  if (sha256(text) === digest) return stored(parseRun(text), file, text);
  throw new QueueError(
    'JOB_INVALID',
    `${file} has changed since the job was submitted. Submit the manifest again.`,
  );
}

/** @throws QueueError (`JOB_INVALID`) */
function parseRun(text: string): Run {
  try {
    const run = JSON.parse(text);
    if (Check(RUN, run)) return run as Run;
  } catch {
    // Not JSON.
  }
  throw new QueueError(
    'JOB_INVALID',
    `The ${FILE} was not written by this version of submit. Submit the manifest again.`,
  );
}

/** @returns undefined for what is not a run of this version */
function storedIfAny(text: string, file: string): StoredRun | undefined {
  try {
    return stored(parseRun(text), file, text);
  } catch {
    return undefined;
  }
}

function stored(run: Run, file: string, text: string): StoredRun {
  const digest = sha256(text);
  return { run, file, digest, id: sha256(`${file}\n${digest}`).slice(0, 16) };
}

/**
 * SHA-256 of a value as JSON, in hexadecimal.
 *
 * @throws QueueError (`JOB_INVALID`) for a value that is nested too deeply, which JSON can be read from but not written to
 */
export function digestOf(value: unknown): string {
  try {
    return sha256(JSON.stringify(value));
  } catch (cause) {
    throw new QueueError('JOB_INVALID', 'The job is nested too deeply. Submit the manifest again.', {
      cause,
    });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function waits(out: string, root: string): QueueError {
  return new QueueError(
    'RUN_DIFFERS',
    `${out} belongs to another run, whose jobs are still in the queue. Use another --out, or cancel that run first: npx harmonidiff-service cancel ${quoted(out)} --root ${quoted(root)}`,
  );
}

function differs(out: string, found: string, wanted: Run): QueueError {
  const [before, now] = [fieldsOf(found), fieldsOf(JSON.stringify(wanted))];
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  // Manifests of another kind have other fields.
  const different = (before.kind === now.kind ? names : ['kind'])
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
    .map((name) => `${name} was ${shown(before[name])} and is ${shown(now[name])}`);
  return new QueueError(
    'RUN_DIFFERS',
    `${out} holds the results of another run: ${different.join(', ') || 'its run.json is damaged'}. Use another --out, or submit with the same manifest, model, version and settings.`,
  );
}

/** Characters of a value in a message. */
const LONGEST = 50;

function shown(value: unknown): string {
  const text = value === undefined ? 'not set' : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const { settings, common, ...fields } = JSON.parse(text);
    const { settings: ofSet, ...others } = common ?? {};
    return { ...fields, ...others, ...settings, ...ofSet };
  } catch {
    return {};
  }
}
