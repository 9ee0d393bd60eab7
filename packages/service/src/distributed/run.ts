import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QueueError } from './errors.js';
import { cleanJson } from './json.js';
import type { SharedFolder } from './shared-folder.js';

/** The kinds of work that a manifest can ask for. */
export type KindName = 'composites' | 'scenes' | 'set';

/** What all jobs of a run have in common. It is a file in the folder of the results, so that jobs need not carry it. */
export interface Run {
  run: 'harmonidiff';
  kind: KindName;
  /** Version of harmonidiff. */
  version: string;
  /** SHA-256 of the model. */
  model: string;
  /** How composites are made, as far as it was given. */
  settings: Record<string, unknown>;
  /** The rest, in the form of the kind. */
  common: unknown;
}

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
/** Bytes that a worker reads of a run. */
const LARGEST_FILE = 16_000_000;

/**
 * Begins a run in the folder of its results, or joins the one in it.
 *
 * @throws QueueError (`RUN_DIFFERS`) for a folder with results of another run
 */
export async function joinRun(shared: SharedFolder, out: string, given: Run): Promise<StoredRun> {
  const path = join(out, FILE);
  const run = cleanJson(given);
  const text = `${JSON.stringify(run, null, 1)}\n`;
  const found = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) {
    await mkdir(out, { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    try {
      await writeFile(temporary, text, { flag: 'wx' });
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  } else if (found !== text) throw differs(out, found, run);
  return stored(run, await shared.nameOf(path), text);
}

/**
 * Reads the run in a folder of results.
 *
 * @throws QueueError (`RUN_NOT_FOUND`)
 */
export async function readRun(shared: SharedFolder, out: string): Promise<StoredRun> {
  const path = join(out, FILE);
  try {
    const text = await readFile(path, 'utf8');
    return stored(parseRun(text), await shared.nameOf(path), text);
  } catch (cause) {
    if (cause instanceof QueueError) throw cause;
    throw new QueueError(
      'RUN_NOT_FOUND',
      `${out} holds no run: ${(cause as Error).message}. Pass the folder that was given to submit as --out.`,
      { cause },
    );
  }
}

/**
 * Reads the run that a job names.
 *
 * @throws QueueError (`JOB_INVALID`) if it is not the file that the job was submitted with
 */
export async function openRun(shared: SharedFolder, file: string, digest: string): Promise<StoredRun> {
  const path = await shared.resolve(file);
  const { size } = await stat(path);
  if (size > LARGEST_FILE)
    throw new QueueError(
      'JOB_INVALID',
      `${file} has ${size} bytes; the limit is ${LARGEST_FILE}. Submit the manifest again.`,
    );
  const text = await readFile(path, 'utf8');
  // Before it is read, because a job may name any file.
  if (sha256(text) === digest) return stored(parseRun(text), file, text);
  throw new QueueError(
    'JOB_INVALID',
    `${file} has changed since the job was submitted. Submit the manifest again.`,
  );
}

function parseRun(text: string): Run {
  const run = JSON.parse(text) as Run;
  if (run?.run === 'harmonidiff' && typeof run.version === 'string' && typeof run.model === 'string')
    return run;
  throw new Error('its run.json is not one that submit has written');
}

function stored(run: Run, file: string, text: string): StoredRun {
  const digest = sha256(text);
  return { run, file, digest, id: sha256(`${file}\n${digest}`).slice(0, 16) };
}

/** SHA-256 of a value as JSON, in hexadecimal. */
export function digestOf(value: unknown): string {
  return sha256(JSON.stringify(value));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function differs(out: string, found: string, wanted: Run): QueueError {
  const [before, now] = [fieldsOf(found), fieldsOf(JSON.stringify(wanted))];
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const different = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
  return new QueueError(
    'RUN_DIFFERS',
    `${out} holds the results of another run, with different ${different.join(', ') || 'contents of run.json'}. Use another --out, or submit with the same manifest, model, version and settings.`,
  );
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const { settings, common, ...fields } = JSON.parse(text);
    return { ...fields, ...common, ...settings };
  } catch {
    return {};
  }
}
