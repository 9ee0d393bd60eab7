import { open as openFd, type Stats } from 'node:fs';
import { constants, type FileHandle, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { promisify } from 'node:util';
import { ImageError } from '../errors.js';
import { openUnblocked } from '../files/read.js';
import { onAbort, throwIfAborted } from '../values/abort.js';
import { reasonOf, show } from '../values/show.js';
import { type Format, formatOf } from './format.js';

/** The content of an image's file. Whatever is read later is read from the open file, not by its name. */
export type Content =
  | { format: Format; bytes: Uint8Array<ArrayBuffer> }
  /** A TIFF stays open, because only a part of it may be needed. */
  | { format: 'tiff'; file: FileHandle; size: number; path: string };

/** Bytes that are read first: all of a small image, and enough to recognise the format of any. */
const FIRST = 1 << 20;
/** Largest image that is read into memory, in bytes. */
const MOST_BYTES = 2 ** 30;

/**
 * Reads an image's file: a regular file, or a pipe to its end. Waiting for a pipe occupies no thread and ends with the
 * signal.
 *
 * @param label names the image in errors
 * @throws ImageError
 * @throws AbortError
 */
export async function readContent(path: string, label: string, signal?: AbortSignal): Promise<Content> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) return await readFile(path, label);
    if (stats.isFIFO() || stats.isSocket()) {
      const bytes = await readPipe(path, stats, label, signal);
      return { format: formatOf(bytes, label), bytes };
    }
    const what = stats.isDirectory() ? 'a folder' : 'a device';
    throw new ImageError('IMAGE_INVALID', `The ${label} image ${path} is ${what}; give a file or a pipe.`);
  } catch (cause) {
    throwIfAborted(signal);
    if (cause instanceof ImageError) throw cause;
    // An image passed as text, such as a data URL, would fill the screen.
    const named = path.length > 1000 ? show(path) : path;
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new ImageError('IMAGE_NOT_FOUND', `The ${label} image ${named} does not exist. Check the path.`, {
        cause,
      });
    // Node's own messages end with the path.
    const [reason] = reasonOf(cause).split(', ');
    throw new ImageError(
      'IMAGE_NOT_FOUND',
      `The ${label} image ${named} cannot be read (${reason}). Check the path and its permissions.`,
      { cause },
    );
  }
}

/** Reads a pipe to its end, which can be done only once. Anything else stays a path. */
export async function holdPipe(
  path: string,
  label: string,
  signal?: AbortSignal,
): Promise<string | Uint8Array> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFIFO() && !stats?.isSocket()) return path;
  const content = await readContent(path, label, signal);
  return 'bytes' in content ? content.bytes : path;
}

async function readFile(path: string, label: string): Promise<Content> {
  const file = await openUnblocked(path);
  let keep = false;
  try {
    const stats = await file.stat();
    if (stats.size === 0) throw empty(label);
    const head = new Uint8Array(Buffer.allocUnsafeSlow(Math.min(stats.size, FIRST)).buffer);
    const first = await file.read(head, 0, head.length, 0);
    const format = formatOf(head, label);
    keep = format === 'tiff';
    if (keep) return { format: 'tiff', file, size: stats.size, path };
    if (stats.size > MOST_BYTES) throw tooLarge(label, stats.size);
    // It may have become shorter. Whatever is left is decoded, or refused as damaged.
    if (first.bytesRead < head.length || head.length === stats.size)
      return { format, bytes: head.subarray(0, first.bytesRead) };
    return { format, bytes: await readRest(file, head, stats.size) };
  } finally {
    if (!keep) await file.close();
  }
}

/** Reads a large file in parts at the same time, because most of the time goes into new memory. */
async function readRest(file: FileHandle, head: Uint8Array, size: number): Promise<Uint8Array<ArrayBuffer>> {
  // Zeros would cost time, and all that is not read is cut off.
  const bytes = Buffer.allocUnsafeSlow(size);
  bytes.set(head);
  const middle = Math.ceil((head.length + size) / 2);
  const [first, second] = await Promise.all([
    file.read(bytes, head.length, middle - head.length, head.length),
    file.read(bytes, middle, size - middle, middle),
  ]);
  const isCut = first.bytesRead < middle - head.length;
  return new Uint8Array(bytes.buffer, 0, isCut ? head.length + first.bytesRead : middle + second.bytesRead);
}

async function readPipe(
  path: string,
  stats: Stats,
  label: string,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const own = stats.isSocket() ? ownDescriptor(path) : undefined;
  if (stats.isSocket() && own === undefined) throw new Error('it is a socket');
  // libuv waits for data from a pipe without a thread.
  const fd = own ?? (await promisify(openFd)(path, constants.O_RDONLY | constants.O_NONBLOCK));
  const stream = new Socket({ fd, readable: true, writable: false });
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stop = () => stream.destroy();
  const ignoreAbort = onAbort(signal, stop);
  try {
    if (signal?.aborted) stop();
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > MOST_BYTES) throw tooLarge(label, length);
      chunks.push(chunk);
    }
  } finally {
    ignoreAbort();
    stream.destroy();
  }
  throwIfAborted(signal);
  if (length === 0) throw empty(label);
  return new Uint8Array(Buffer.concat(chunks));
}

/** Standard input may be a socket, which cannot be opened by name. */
function ownDescriptor(path: string): number | undefined {
  if (path === '/dev/stdin') return 0;
  const [, fd] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path) ?? [];
  return fd === undefined ? undefined : Number(fd);
}

function empty(label: string): ImageError {
  return new ImageError('IMAGE_INVALID', `The ${label} image is empty: it has 0 bytes.`);
}

function tooLarge(label: string, bytes: number): ImageError {
  return new ImageError(
    'IMAGE_TOO_LARGE',
    `The ${label} image has ${bytes} bytes or more; the limit is 1 GiB. Cut out the part you need, or give a TIFF.`,
  );
}
