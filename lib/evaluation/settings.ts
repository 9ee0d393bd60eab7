import { readFile } from 'node:fs/promises';
import { EvaluationError } from '../errors.js';
import { writeAtomically } from '../files/write.js';
import type { Size } from '../image/raw-image.js';
import type { Files } from './files.js';

/** What all rows of a folder have in common; checksums are SHA-256 in hexadecimal. */
export interface RunSettings {
  evaluation: 'harmonidiff';
  /** Of this package. */
  version: string;
  /** Checksum of the manifest. */
  manifest: string;
  canvas: Size;
  /** Pixels to a latent pixel, by which the edge band is measured that no variant has to keep. */
  factor: number;
  /** Checksum of the model that variants have which name none. */
  model: string;
  /** Checksum of the classifier that scores all variants. */
  classifier: string;
  /** Checksum of the image encoder of the CLIP similarity; `null`: it is not measured. */
  clip: string | null;
  /** Engine, kind of device and precision; `null` before the first model was loaded. */
  engine: string | null;
  /** Checksums of the other models, by the names that variants have for them. */
  models: Record<string, string>;
  /** Names, in the order of the table. */
  variants: string[];
}

/**
 * Makes a folder the evaluation's, or goes on with one that is: variants and models are added to it.
 *
 * @param found what the folder has been made for
 * @throws EvaluationError (`RUN_DIFFERS`) that says what is not the same
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

/** Notes what the first model of a run was loaded on. @throws EvaluationError when that is another than before */
export async function joinEngine(path: string, settings: RunSettings, engine: string): Promise<RunSettings> {
  if (settings.engine === engine) return settings;
  if (settings.engine !== null) refuseOther(path, [`the engine was ${settings.engine} and is ${engine}`]);
  const joined = { ...settings, engine };
  await writeSettings(path, joined);
  return joined;
}

/** @throws EvaluationError (`RUN_DIFFERS`) for a file that no evaluation wrote */
export async function readSettings(path: string): Promise<RunSettings | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw foreign(path, cause);
  }
  try {
    const settings = JSON.parse(text) as RunSettings;
    const whole = settings.evaluation === 'harmonidiff' && Array.isArray(settings.variants);
    if (whole && typeof settings.models === 'object' && settings.models !== null) return settings;
  } catch (cause) {
    throw foreign(path, cause);
  }
  throw foreign(path);
}

async function writeSettings(path: string, settings: RunSettings): Promise<void> {
  await writeAtomically(path, [Buffer.from(`${JSON.stringify(settings, null, 1)}\n`)]);
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
    // A band of whole latent pixels of all models has already been measured by another.
    ...(wanted.factor > found.factor ? compare('VAE factor', found.factor, wanted.factor) : []),
  ];
}

function refuseOther(path: string, differences: readonly string[]): void {
  if (differences.length === 0) return;
  throw new EvaluationError(
    'RUN_DIFFERS',
    `${path} is of another evaluation: ${differences.join(', ')}. Give another folder, or go on with what it began with.`,
  );
}

function foreign(path: string, cause?: unknown): EvaluationError {
  return new EvaluationError('RUN_DIFFERS', `${path} is not what an evaluation wrote. Give another folder.`, {
    cause,
  });
}

/** For rows without settings, of which nobody knows what they are of. @throws EvaluationError (`RUN_DIFFERS`), always */
export function refuseUnknown({ rows, settings }: Files): never {
  throw new EvaluationError(
    'RUN_DIFFERS',
    `${rows} has results, and ${settings}, which says what they are of, is not there. Give another folder.`,
  );
}
