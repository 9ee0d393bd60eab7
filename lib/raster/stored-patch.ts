import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { ImageError } from '../errors.js';
import { openRegular } from '../files/read.js';
import { replaceFile } from '../files/write.js';
import { reasonOf } from '../values/show.js';
import type { Patch } from './patch.js';
import type { BandData } from './samples.js';
import { readBytes } from './tags.js';
import type { Window } from './window.js';

// A patch in a file of its own: a checksum of all that follows, the length of the header, the header as JSON, `changed`,
// and the planes of the bands that change. Such a file is read on the machine that wrote it, in its byte order.

const ARRAYS = {
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
};

interface Header {
  window: Window;
  makesValid: boolean;
  /** Per band: the type of its samples; null where the band stays. */
  planes: (keyof typeof ARRAYS | null)[];
}

/** Bytes of the checksum and of the length of the header, each. */
const WORD = 4;
/** Bytes that are read at a time. The system reads less than 2 GB. */
const PART = 1 << 30;
/** Bytes of patches that are written into a scene in one pass. */
const MOST_BYTES = 256 << 20;

/** A patch without its samples. */
export interface Outline {
  window: Window;
  makesValid: boolean;
  /** Per band: the type and the number of its samples; undefined where the band stays. */
  planes: readonly ({ type: string; length: number } | undefined)[];
  /** Length of `changed`. */
  pixels: number;
}

/**
 * Writes a patch into a file of its own, in one step.
 *
 * @param path in a folder of our own
 * @throws OutputError
 */
export async function storePatch(
  path: string,
  { window, planes, changed, makesValid }: Patch,
): Promise<void> {
  const header: Header = {
    ...{ window, makesValid },
    planes: planes.map((plane) => plane?.[Symbol.toStringTag] ?? null),
  };
  const text = Buffer.from(JSON.stringify(header));
  const parts = [word(text.length), text, changed, ...planes.flatMap((plane) => (plane ? [plane] : []))];
  const bytes = parts.map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  const checksum = bytes.reduce((sum, part) => crc32(part, sum), 0);
  await replaceFile(path, [word(checksum), ...bytes]);
}

/**
 * Reads a stored patch.
 *
 * @throws ImageError when the file cannot be read (`IMAGE_NOT_FOUND`) or damaged (`IMAGE_INVALID`)
 */
export async function readPatch(path: string): Promise<Patch> {
  return withPatch(path, async (file, { window, makesValid, planes }, at, checksum) => {
    const pixels = window.width * window.height;
    let [position, sum] = [WORD, 0];
    const read = async <T extends BandData>(array: T): Promise<T> => {
      const bytes = new Uint8Array(array.buffer);
      for (let done = 0; done < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, done, Math.min(PART, bytes.length - done), position);
        if (bytesRead === 0) throw new Error('the file ends too early');
        done += bytesRead;
        position += bytesRead;
      }
      sum = crc32(bytes, sum);
      return array;
    };
    await read(new Uint8Array(at - WORD));
    const changed = await read(new Uint8Array(pixels));
    const found: Patch['planes'][number][] = [];
    for (const type of planes) found.push(type ? await read(new ARRAYS[type](pixels)) : undefined);
    if (sum !== checksum) throw new Error('its checksum is another');
    return { window, makesValid, changed, planes: found };
  });
}

/**
 * Reads what a stored patch is like, and not its samples. Its checksum is not checked.
 *
 * @throws as `readPatch`
 */
export async function readOutline(path: string): Promise<Outline> {
  return withPatch(path, async (_, { window, makesValid, planes }) => {
    const pixels = window.width * window.height;
    return {
      ...{ window, makesValid, pixels },
      planes: planes.map((type) => (type ? { type, length: pixels } : undefined)),
    };
  });
}

export function outlineOf({ window, makesValid, planes, changed }: Patch): Outline {
  return {
    ...{ window, makesValid, pixels: changed.length },
    planes: planes.map((plane) => plane && { type: plane[Symbol.toStringTag], length: plane.length }),
  };
}

/**
 * Reads stored patches in their order, and yields as many at a time as fit into memory, but at least one.
 *
 * @param most bytes of their samples
 * @throws as `readPatch`
 */
export async function* readInChunks(
  paths: readonly string[],
  most: number = MOST_BYTES,
): AsyncGenerator<Patch[]> {
  let [chunk, bytes]: [Patch[], number] = [[], 0];
  for (const path of paths) {
    const patch = await readPatch(path);
    const size = patch.planes.reduce((sum, plane) => sum + (plane?.byteLength ?? 0), patch.changed.length);
    if (chunk.length > 0 && bytes + size > most) {
      yield chunk;
      [chunk, bytes] = [[], 0];
    }
    chunk.push(patch);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

async function withPatch<T>(
  path: string,
  work: (file: FileHandle, header: Header, at: number, checksum: number) => Promise<T>,
): Promise<T> {
  let file: FileHandle | undefined;
  try {
    file = await openRegular(path);
    const start = Buffer.from(await readBytes(file, 0, 2 * WORD));
    const { size } = await file.stat();
    const at = 2 * WORD + start.readUInt32LE(WORD);
    if (at > size) throw new Error('the file ends too early');
    const text = Buffer.from(await readBytes(file, 2 * WORD, at - 2 * WORD)).toString();
    const header = parseHeader(text);
    const { window, planes } = header;
    const bytes = planes.reduce((sum, type) => sum + (type ? ARRAYS[type].BYTES_PER_ELEMENT : 0), 1);
    if (size !== at + window.width * window.height * bytes) throw new Error('its size is another');
    return await work(file, header, at, start.readUInt32LE(0));
  } catch (cause) {
    const isOfSystem = (cause as NodeJS.ErrnoException).syscall !== undefined;
    throw new ImageError(
      isOfSystem ? 'IMAGE_NOT_FOUND' : 'IMAGE_INVALID',
      `The stored patch ${path} cannot be read (${reasonOf(cause)}). Remove it, and run this again.`,
      { cause },
    );
  } finally {
    await file?.close();
  }
}

function parseHeader(text: string): Header {
  const { window, makesValid, planes }: Header = JSON.parse(text) ?? {};
  const isWindow =
    [window?.x, window?.y].every((place) => Number.isSafeInteger(place) && place >= 0) &&
    [window?.width, window?.height].every((side) => Number.isSafeInteger(side) && side >= 1);
  const isType = (type: unknown) =>
    type === null || (typeof type === 'string' && Object.hasOwn(ARRAYS, type));
  if (isWindow && typeof makesValid === 'boolean' && Array.isArray(planes) && planes.every(isType))
    return { window, makesValid, planes };
  throw new Error('its header is damaged');
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(WORD);
  bytes.writeUInt32LE(value);
  return bytes;
}
