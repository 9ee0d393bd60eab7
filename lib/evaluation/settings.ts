import * as v from 'valibot';
import { EvaluationError, OptionError } from '../errors.js';
import { readRegular } from '../files/read.js';
import { replaceFile } from '../files/write.js';
import { copied, type Kind, object, whole } from '../request/option.js';
import { check } from '../request/read.js';
import { reasonOf } from '../values/show.js';
import type { Size } from '../values/size.js';
import type { Files } from './files.js';
import { readName } from './variants.js';

/** The settings that all rows in a folder share. Checksums are SHA-256 in hexadecimal. */
export interface RunSettings {
  evaluation: 'harmonidiff';
  /** Version of this package. */
  version: string;
  /** Checksum of the manifest. */
  manifest: string;
  canvas: Size;
  /** Pixels per latent pixel. It sets the width of the edge band, in which variants may change the target. */
  factor: number;
  /** Checksum of the model of variants that do not name one. */
  model: string;
  /** Checksum of the classifier that scores all variants. */
  classifier: string;
  /** Checksum of the image encoder of the CLIP similarity; `null` if it is not measured. */
  clip: string | null;
  /** Engine, kind of device and precision; `null` before the first model is loaded. */
  engine: string | null;
  /** Checksums of the other models, by their names in the variants. */
  models: Record<string, string>;
  /** Names of the variants, in the order of the table. */
  variants: string[];
}

/**
 * Starts an evaluation in a folder, or resumes the one in it and adds variants and models.
 *
 * @param found the settings of the evaluation in the folder
 * @throws EvaluationError (`RUN_DIFFERS`) that says what differs
 */
export async function joinRun(
  path: string,
  found: RunSettings | undefined,
  wanted: RunSettings,
): Promise<RunSettings> {
  if (found) refuseOther(path, differences(found, wanted));
  const joined: RunSettings = {
    ...wanted,
    factor: found?.factor ?? wanted.factor,
    engine: found?.engine ?? wanted.engine,
    models: { ...found?.models, ...wanted.models },
    variants: [...new Set([...(found?.variants ?? []), ...wanted.variants])],
  };
  await writeSettings(path, joined);
  return joined;
}

/** Records what the first model of a run was loaded on. @throws EvaluationError when it differs from before */
export async function joinEngine(path: string, settings: RunSettings, engine: string): Promise<RunSettings> {
  if (settings.engine === engine) return settings;
  if (settings.engine !== null) refuseOther(path, [`the engine was ${settings.engine} and is ${engine}`]);
  const joined = { ...settings, engine };
  await writeSettings(path, joined);
  return joined;
}

const LARGEST_FILE = 4_000_000;

/** @throws EvaluationError (`RUN_DIFFERS`) for a file that no evaluation wrote */
export async function readSettings(path: string): Promise<RunSettings | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readRegular(path, LARGEST_FILE);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw foreign(path, cause);
  }
  try {
    return check(SETTINGS, JSON.parse(bytes.toString()), 'the file');
  } catch (cause) {
    if (!(cause instanceof OptionError) && !(cause instanceof SyntaxError)) throw cause;
    throw foreign(path, cause);
  }
}

// The messages of these schemas complete "it must be …".

const MOST_VARIANTS = 10_000;
const CHECKSUM = /^[0-9a-f]{64}$/;
const checksum = v.pipe(v.string('64 hexadecimal digits'), v.regex(CHECKSUM, '64 hexadecimal digits'));
const text = v.string('a string');
const side = whole(1, 2 ** 16).schema;

const SETTINGS: Kind<RunSettings> = {
  schema: object(
    {
      evaluation: v.literal('harmonidiff', '"harmonidiff"'),
      version: text,
      manifest: checksum,
      canvas: object({ width: side, height: side }, 'an object'),
      factor: whole(1, 2 ** 16).schema,
      model: checksum,
      classifier: checksum,
      clip: v.nullable(checksum),
      engine: v.nullable(text),
      // Any name is allowed, even one that valibot's record would drop, such as "constructor".
      models: copied((value) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
        const isChecksum = (entry: unknown) => typeof entry === 'string' && CHECKSUM.test(entry);
        return Object.values(value).every(isChecksum) ? (value as Record<string, string>) : undefined;
      }, 'an object of checksums'),
      variants: v.pipe(
        v.array(v.string('the name of a variant'), 'an array'),
        v.maxLength(MOST_VARIANTS, `at most ${MOST_VARIANTS} variants`),
        v.everyItem(isName, 'a list of variant names'),
      ),
    },
    'an object',
  ),
  expected: 'an object',
};

function isName(name: string): boolean {
  try {
    readName(name);
    return true;
  } catch (error) {
    if (error instanceof OptionError) return false;
    throw error;
  }
}

async function writeSettings(path: string, settings: RunSettings): Promise<void> {
  await replaceFile(path, [Buffer.from(`${JSON.stringify(settings, null, 1)}\n`)]);
}

const COMPARED = ['version', 'manifest', 'canvas', 'model', 'classifier', 'clip'] as const;

function differences(found: RunSettings, wanted: RunSettings): string[] {
  const said = (value: unknown) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text && text.length > 16 && typeof value === 'string' ? `${text.slice(0, 12)}…` : text;
  };
  const compare = (name: string, before: unknown, now: unknown) =>
    JSON.stringify(before) === JSON.stringify(now)
      ? []
      : [`the ${name} was ${said(before)} and is ${said(now)}`];
  return [
    ...COMPARED.flatMap((name) => compare(name, found[name], wanted[name])),
    // A larger factor would change the edge band that the existing rows were measured with.
    ...(wanted.factor > found.factor ? compare('VAE factor', found.factor, wanted.factor) : []),
  ];
}

function refuseOther(path: string, differences: readonly string[]): void {
  if (differences.length === 0) return;
  throw new EvaluationError(
    'RUN_DIFFERS',
    `${path} belongs to another evaluation: ${differences.join(', ')}. Use another folder, or the inputs of ` +
      'that evaluation.',
  );
}

function foreign(path: string, cause: unknown): EvaluationError {
  const why = reasonOf(cause)
    .replace(/^the file\./, '')
    .replace(/\.?$/, '.');
  return new EvaluationError(
    'RUN_DIFFERS',
    `${path} was not written by an evaluation: ${why} Use another folder.`,
    { cause },
  );
}

/** For rows without the settings that they were made with. @throws EvaluationError (`RUN_DIFFERS`), always */
export function refuseUnknown({ rows, settings }: Files): never {
  throw new EvaluationError(
    'RUN_DIFFERS',
    `${rows} has results, but ${settings}, which describes them, is missing. Use another folder.`,
  );
}
