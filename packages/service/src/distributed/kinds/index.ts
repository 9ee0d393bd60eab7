import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { ManifestError } from 'harmonidiff';
import type { KindName } from '../run.js';
import { composites } from './composites.js';
import type { Kind } from './kind.js';
import { scenes } from './scenes.js';
import { set } from './set.js';

export const KINDS: Readonly<Record<KindName, Kind>> = { composites, scenes, set };

/** What the first line of a manifest calls itself. */
const MANIFESTS: Readonly<Record<string, Kind>> = {
  harmonidiff: composites,
  'harmonidiff augment': set,
  'harmonidiff scenes': scenes,
};

/** Characters of a first line. */
const LONGEST = 16_000_000;

/** The kind of a manifest. @throws ManifestError */
export async function kindOf(manifest: string): Promise<Kind> {
  const name = await nameIn(manifest);
  if (Object.hasOwn(MANIFESTS, name)) return MANIFESTS[name]!;
  throw new ManifestError(
    'MANIFEST_INVALID',
    `${manifest} is not a manifest. The "manifest" field in its first line must be one of ${Object.keys(
      MANIFESTS,
    )
      .map((name) => `"${name}"`)
      .join(', ')}.`,
  );
}

async function nameIn(manifest: string): Promise<string> {
  const unreadable = (cause: Error) =>
    new ManifestError('MANIFEST_NOT_FOUND', `The manifest cannot be read: ${cause.message}.`, { cause });
  // With O_NONBLOCK, opening a pipe does not wait for a writer.
  const handle = await open(manifest, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause) => {
    throw unreadable(cause);
  });
  try {
    if (!(await handle.stat()).isFile()) throw unreadable(new Error(`${manifest} is not a regular file`));
    for await (const line of createInterface(handle.createReadStream({ end: LONGEST, autoClose: false }))) {
      if (line.trim() !== '') return String(JSON.parse(line)?.manifest);
    }
  } catch (error) {
    if (error instanceof ManifestError) throw error;
    // Neither text nor JSON.
  } finally {
    await handle.close();
  }
  return '';
}
