import { createInterface } from 'node:readline';
import { ManifestError } from 'harmonidiff';
import { openRegular, reasonOf } from '../read.js';
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

const NAMES = Object.keys(MANIFESTS).map((name) => JSON.stringify(name));

/** Characters of a first line. */
const LONGEST = 16_000_000;

/** The kind of a manifest. @throws ManifestError */
export async function kindOf(manifest: string): Promise<Kind> {
  const name = await nameIn(manifest);
  if (Object.hasOwn(MANIFESTS, name)) return MANIFESTS[name]!;
  throw new ManifestError(
    'MANIFEST_INVALID',
    `${manifest} is not a manifest. The "manifest" field in its first line must be ${NAMES.slice(0, -1).join(', ')} or ${NAMES.at(-1)}.`,
  );
}

async function nameIn(manifest: string): Promise<string> {
  const handle = await openRegular(manifest).catch((cause) => {
    throw new ManifestError(
      'MANIFEST_NOT_FOUND',
      `The manifest ${manifest} cannot be read: ${reasonOf(cause)}. Create one with "harmonidiff dataset" or "harmonidiff augment --plan", or write a list of scenes.`,
      { cause },
    );
  });
  try {
    for await (const line of createInterface(handle.createReadStream({ end: LONGEST, autoClose: false }))) {
      if (line.trim() !== '') return String(JSON.parse(line.replace(/^\uFEFF/, ''))?.manifest);
    }
  } catch {
    // Neither text nor JSON.
  } finally {
    await handle.close();
  }
  return '';
}
