import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { type Finished, Journal } from '../../../lib/patches/journal.js';
import type { Patch } from '../../../lib/raster/patch.js';
import { savePatched } from '../../../lib/raster/save-patched.js';
import { readOutline, readPatch, storePatch } from '../../../lib/raster/stored-patch.js';
import { writeTiff } from '../../support/tiff.js';
import { mutatedBytes } from '../bytes.js';
import { newFolder } from '../folder.js';
import { mutatedJson } from '../json.js';
import { expect, type Parser } from '../parser.js';

// Patches that composePatches keeps beside its output, so that it can go on after an interruption.

const folder = newFolder();
const path = join(folder, 'patch');
const scene = join(folder, 'scene.tif');
await writeFile(scene, writeTiff({ width: 20, height: 14, bands: 2 }));

const WINDOW = { x: 3, y: 2, width: 5, height: 4 };
const PIXELS = WINDOW.width * WINDOW.height;
const PATCHES: Patch[] = [
  [new Uint8Array(PIXELS).fill(9), undefined],
  [new Uint8Array(PIXELS), new Uint8Array(PIXELS).fill(7)],
].map((planes) => ({ window: WINDOW, planes, changed: new Uint8Array(PIXELS).fill(1), makesValid: false }));
const stored = await Promise.all(
  PATCHES.map(async (patch, i) => {
    const path = join(folder, `stored-${i}`);
    await storePatch(path, patch);
    return readFileSync(path);
  }),
);

/** A checksum, the length of the header, the header, and the rest: the checksum is right. */
function fileOf(header: Uint8Array, rest: Uint8Array): Buffer {
  const start = Buffer.alloc(8);
  start.writeUInt32LE(header.length, 4);
  const bytes = Buffer.concat([start, header, rest]);
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
  return bytes;
}

const headerOf = (file: Buffer) => JSON.parse(file.subarray(8, 8 + file.readUInt32LE(4)).toString());

const HEADERS = [
  ...stored.map(headerOf),
  // As many bytes as a patch has, in other forms.
  { ...headerOf(stored[0]!), window: { x: 3, y: 2, width: -5, height: -4 } },
  { ...headerOf(stored[0]!), window: { x: 18, y: 2, width: 2.5, height: '8' } },
  { ...headerOf(stored[0]!), planes: ['Float64Array', 'Int8Array', null] },
];

/** Usually, as many bytes as the header asks for. */
function restOf(header: Uint8Array): number {
  try {
    const { window, planes } = JSON.parse(Buffer.from(header).toString());
    const bytes = planes.map((type: string | null) => (type ? Number(/\d+/.exec(type)) / 8 : 0));
    const length = window.width * window.height * bytes.reduce((a: number, b: number) => a + b, 1);
    return length >= 0 && length < 1e5 ? Math.round(length) : 3 * PIXELS;
  } catch {
    return 3 * PIXELS;
  }
}

export const storedPatches: Parser<Uint8Array> = {
  name: 'stored-patches',
  arbitrary: fc.oneof(
    {
      weight: 3,
      arbitrary: mutatedJson(HEADERS).map((header) => fileOf(header, Buffer.alloc(restOf(header), 1))),
    },
    { weight: 1, arbitrary: mutatedBytes(stored) },
  ),
  async run(bytes) {
    await writeFile(path, bytes);
    const outline = await readOutline(path);
    const { window, planes, changed } = await readPatch(path);
    const { x, y, width, height } = window;
    expect([x, y].every(Number.isSafeInteger), 'a window has no place');
    expect(width >= 1 && height >= 1 && changed.length === width * height, 'a window has another size');
    expect(
      planes.every((plane) => plane === undefined || plane.length === changed.length),
      'a plane has another size',
    );
    expect(isDeepStrictEqual(outline.window, window), 'its outline is another');
    await savePatched(scene, join(folder, 'out.tif'), [path]);
  },
};

const KEY = 'ab'.repeat(16);
const followed: Finished['followed'] = {
  placement: { sourceWindow: { x: 0, y: 0, width: 5, height: 4 }, rotation: 0, box: WINDOW },
  mask: {
    window: WINDOW,
    rows: Uint32Array.of(0, 2, 4, 6, 8),
    ends: Int32Array.of(3, 8, 3, 8, 3, 8, 3, 8),
  },
};
const result = { window: WINDOW, timestep: 400, warnings: [] } as unknown as Finished['result'];
const out = join(folder, 'composed.tif');
const file = (ending: string) => join(`${out}.patches`, `0${ending}`);
const opened = await Journal.open(out);
const kept = await opened.keep(0, PATCHES[0]!, { key: KEY, followed, result });
const [record, patch] = [readFileSync(file('.json')), readFileSync(file('.patch'))];

/** The record of a finished patch, or the patch itself. What was damaged is made again. */
export const journals: Parser<{ ending: '.json' | '.patch'; bytes: Uint8Array }> = {
  name: 'journals',
  arbitrary: fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .oneof(mutatedBytes([record]), mutatedJson([JSON.parse(record.toString().split('\n')[1]!)]))
        .map((bytes) => ({
          ending: '.json' as const,
          bytes,
        })),
    },
    {
      weight: 1,
      arbitrary: mutatedBytes([patch]).map((bytes) => ({ ending: '.patch' as const, bytes })),
    },
  ),
  async run({ ending, bytes }) {
    await writeFile(file('.json'), record);
    await writeFile(file('.patch'), patch);
    await writeFile(file(ending), bytes);
    const found = await opened.find(0, KEY);
    if (found === undefined) return 'made again';
    expect(isDeepStrictEqual(found, kept), 'a finished patch is not what was kept');
    return undefined;
  },
};
