import { readFile } from 'node:fs/promises';
import { EvaluationError } from '../errors.js';
import { writeAtomically } from '../files/write.js';
import type { Size } from '../image/raw-image.js';
import type { Files } from './files.js';

/** What all rows in a folder have in common. Checksums are SHA-256 in hexadecimal. */
export interface RunSettings {
  evaluation: 'harmonidiff';
  /** Version of this package. */
  version: string;
  /** Checksum of the manifest. */
  manifest: string;
  canvas: Size;
  /** Pixels per latent pixel. It sets the width of the edge band, in which variants may change the target. */
  factor: number;
  /** Checksum of the model of variants that name none. */
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
    // A larger factor would change the edge band that the existing rows were measured with.
    ...(wanted.factor > found.factor ? compare('VAE factor', found.factor, wanted.factor) : []),
  ];
}

function refuseOther(path: string, differences: readonly string[]): void {
  if (differences.length === 0) return;
  throw new EvaluationError(
    'RUN_DIFFERS',
    `${path} belongs to another evaluation: ${differences.join(', ')}. Give another folder, or the inputs of ` +
      'that evaluation.',
  );
}

function foreign(path: string, cause?: unknown): EvaluationError {
  return new EvaluationError(
    'RUN_DIFFERS',
    `${path} was not written by an evaluation. Give another folder.`,
    {
      cause,
    },
  );
}

/** For rows without the settings that they were made with. @throws EvaluationError (`RUN_DIFFERS`), always */
export function refuseUnknown({ rows, settings }: Files): never {
  throw new EvaluationError(
    'RUN_DIFFERS',
    `${rows} has results, but ${settings}, which describes them, is missing. Give another folder.`,
  );
}
