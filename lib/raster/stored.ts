import { read } from 'node:fs';
import { promisify } from 'node:util';
import { type ByteSource, fromBytes } from './tags.js';

/** The bytes of a file or its open descriptor, either of which can be sent to a thread. */
export type Stored = Uint8Array | { fd: number };

export function sourceOf(stored: Stored): ByteSource {
  if (stored instanceof Uint8Array) return fromBytes(stored);
  const readFrom = promisify(read);
  return {
    read: (target, offset, length, position) => readFrom(stored.fd, target, offset, length, position),
  };
}
