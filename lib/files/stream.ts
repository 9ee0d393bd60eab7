import { close, constants, open, write } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { throwIfAborted } from '../values/abort.js';
import { type Destination, STDERR, STDOUT } from './destination.js';

// Pipes, devices and open files are written through. Opening a pipe waits for its reader, and a write waits until the
// reader has read. Each of these would block a thread of Node's pool, so they are opened with O_NONBLOCK and tried again.

type Stream = Exclude<Destination, { kind: 'file' }>;

/** In milliseconds. */
const [READER_INTERVAL, LONGEST_WAIT, WRITE_INTERVAL] = [50, 10_000, 1];

/**
 * @param signal ends the wait for a reader
 * @throws the system's error
 */
export async function writeThrough(
  destination: Stream,
  chunks: readonly Uint8Array[],
  signal?: AbortSignal,
): Promise<void> {
  if (destination.kind === 'descriptor') {
    const { fd } = destination;
    const standard = fd === STDOUT ? process.stdout : fd === STDERR ? process.stderr : undefined;
    for (const chunk of chunks) {
      if (standard) await writeToStream(standard, chunk);
      else await writeAll(fd, chunk, signal);
    }
    return;
  }
  const fd = await openStream(destination, signal);
  try {
    for (const chunk of chunks) await writeAll(fd, chunk, signal);
  } finally {
    await promisify(close)(fd);
  }
}

/**
 * Waits up to 10 s until a pipe has a reader, which no other kind of destination needs.
 *
 * @throws the system's error ENXIO for a pipe without a reader
 * @returns keeps the pipe open until it is disposed of, so that the reader is not told that it has ended
 * @throws AbortError
 */
export async function waitForReader(destination: Destination, signal: AbortSignal): Promise<AsyncDisposable> {
  const fd =
    destination.kind === 'stream' && destination.isPipe ? await openStream(destination, signal) : undefined;
  return {
    async [Symbol.asyncDispose]() {
      if (fd !== undefined) await promisify(close)(fd);
    },
  };
}

/** Writes to one of Node's own streams. Rejects with the stream's error. */
function writeToStream(stream: NodeJS.WriteStream, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    // The stream also emits the error, which ends the process if nothing listens.
    stream.on('error', reject);
    stream.write(chunk, (error) => {
      if (error) reject(error);
      else {
        stream.off('error', reject);
        resolve();
      }
    });
  });
}

async function openStream(
  { path, isPipe }: Extract<Stream, { kind: 'stream' }>,
  signal: AbortSignal | undefined,
): Promise<number> {
  for (let waited = 0; ; waited += READER_INTERVAL) {
    throwIfAborted(signal);
    try {
      return await promisify(open)(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch (error) {
      const isWaiting = isPipe && (error as NodeJS.ErrnoException).code === 'ENXIO';
      if (!isWaiting || waited >= LONGEST_WAIT) throw error;
    }
    await pause(READER_INTERVAL, signal);
  }
}

async function writeAll(fd: number, chunk: Uint8Array, signal: AbortSignal | undefined): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    throwIfAborted(signal);
    try {
      const { bytesWritten } = await promisify(write)(fd, chunk, written);
      written += bytesWritten;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      await pause(WRITE_INTERVAL, signal);
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => throwIfAborted(signal));
}
