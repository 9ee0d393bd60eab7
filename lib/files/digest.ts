import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { openRegular } from './read.js';

// SHA-256, in hexadecimal.

export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Digest of a regular file's contents. Rejects as `openRegular` does. */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await openRegular(path);
  await pipeline(handle.createReadStream({ highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Digest of a list. Lists with different parts differ even if the parts join to the same text. */
export function digestList(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest('hex');
}
