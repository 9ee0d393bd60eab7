import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import sharp from 'sharp';
import { ImageError, LabelsError } from '../lib/errors.js';
import { classPatch } from '../lib/labels/class-patch.js';
import {
  type ClassRaster,
  openClassRaster,
  requireClasses,
  requireFits,
  requireSize,
} from '../lib/labels/class-raster.js';
import type { Placement } from '../lib/labels/place.js';
import { runsOf } from '../lib/labels/runs.js';
import type { Raster } from '../lib/raster/layout.js';
import { intersect, type Window, whole } from '../lib/raster/window.js';
import { readSource } from '../lib/scene/source.js';
import { at } from './support/labels.js';
import { rasterOf } from './support/patches.js';
import { generator, randomBytes } from './support/random.js';
import { type TiffImage, writeTiff } from './support/tiff.js';

const test = anyTest as TestFn<{ folder: string }>;
type Context = ExecutionContext<{ folder: string }>;

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-classes-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

const SIZE = { width: 40, height: 30 };
const SOURCE = { path: 'source.tif', size: SIZE };
/** Class of a pixel of the source. */
const CLASSES = randomBytes(3, SIZE.height, SIZE.width).data.map((value) => value % 7);

async function fileOf(t: Context, name: string, bytes: Uint8Array): Promise<string> {
  const path = join(t.context.folder, name);
  await writeFile(path, bytes);
  return path;
}

/** The class raster of a scene of 100 x 80 px. */
async function sceneOf(t: Context, image: Partial<TiffImage> = {}): Promise<Raster> {
  return rasterOf(await fileOf(t, 'scene.tif', writeTiff({ width: 100, height: 80, ...image })));
}

async function opened<T>(
  t: Context,
  name: string,
  bytes: Uint8Array,
  use: (raster: ClassRaster) => Promise<T>,
) {
  const raster = await openClassRaster(await fileOf(t, name, bytes), SOURCE);
  try {
    return await use(raster);
  } finally {
    await raster.close();
  }
}

const ALL = whole(SIZE);
const nodata = (value: string) => ({ 42113: { type: 'ASCII', values: value } }) as const;

test('TIFFs of whole numbers, also with a palette', async (t) => {
  const palette = { 320: { type: 'SHORT', values: Array(768).fill(9) } } as const;
  const images: Partial<TiffImage>[] = [
    {},
    { bits: 16, bigEndian: true, tile: { width: 16, height: 16 } },
    { bits: 4 },
    { format: 'int', bits: 32 },
    { photometric: 3, tags: palette },
    { photometric: 0 },
  ];
  for (const image of images) {
    const tiff = writeTiff({ ...SIZE, samples: CLASSES, ...image });
    await opened(t, 'classes.tif', tiff, async (raster) => {
      t.deepEqual([...(await raster.read(ALL))], [...CLASSES], JSON.stringify(image));
      t.deepEqual([...(await raster.read(at(3, 5, 4, 1)))], [...CLASSES.subarray(203, 207)]);
      t.is(raster.nodata, undefined);
    });
  }
  const tiff = writeTiff({ ...SIZE, tags: nodata('255') });
  t.is(await opened(t, 'classes.tif', tiff, async (raster) => raster.nodata), 255);
});

test('PNGs: the indices of a palette, and grey of any depth as stored', async (t) => {
  const raw = { raw: { ...SIZE, channels: 1 as const } };
  // sharp sorts the colours of a palette, so that only which pixels are the same can be compared.
  const indexed = await sharp(CLASSES, raw).toColourspace('b-w').png({ palette: true }).toBuffer();
  await opened(t, 'palette.png', indexed, async (raster) => {
    const found = await raster.read(ALL);
    const pairs = new Set(CLASSES.map((value, i) => value * 1000 + found[i]!));
    t.is(pairs.size, 7);
  });
  const grey = await sharp(CLASSES, raw).toColourspace('b-w').png().toBuffer();
  await opened(t, 'grey.png', grey, async (raster) =>
    t.deepEqual([...(await raster.read(ALL))], [...CLASSES]),
  );
  for (const bits of [1, 2, 4, 8, 16])
    for (const filter of [0, 1, 2, 3, 4]) {
      const classes = CLASSES.map((value) => value % 2 ** Math.min(bits, 8));
      const png = pngOf(classes, bits, filter);
      await opened(t, 'any.png', png, async (raster) => {
        t.deepEqual([...(await raster.read(ALL))], [...classes], `${bits} bits, filter ${filter}`);
        t.deepEqual([...(await raster.read(at(38, 29, 2, 1)))], [...classes.slice(-2)]);
      });
      if (bits === 8)
        t.deepEqual(new Uint8Array(await sharp(png).extractChannel(0).raw().toBuffer()), classes);
    }
});

/** A greyscale PNG with one filter for all rows. */
function pngOf(classes: Uint8Array, bits: number, filter: number, header: number[] = [0, 0, 0, 0]): Buffer {
  const { width, height } = SIZE;
  const rowBytes = Math.ceil((width * bits) / 8);
  const rows = Buffer.alloc(rowBytes * height);
  for (const [i, value] of classes.entries()) {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (bits === 16) rows.writeUInt16BE(value, y * rowBytes + 2 * x);
    else rows[y * rowBytes + ((x * bits) >> 3)]! |= value << (8 - bits - ((x * bits) % 8));
  }
  const step = Math.max(1, bits / 8);
  const filtered = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y++) {
    filtered[y * (rowBytes + 1)] = filter;
    for (let i = 0; i < rowBytes; i++) {
      const byte = (back: number, up: number) =>
        i < back || y < up ? 0 : rows[(y - up) * rowBytes + i - back]!;
      const [a, b, c] = [byte(step, 0), byte(0, 1), byte(step, 1)];
      const [pa, pb, pc] = [a, b, c].map((value) => Math.abs(a + b - c - value)) as [number, number, number];
      const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      const predicted = [0, a, b, (a + b) >> 1, paeth][filter]!;
      filtered[y * (rowBytes + 1) + 1 + i] = rows[y * rowBytes + i]! - predicted;
    }
  }
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  ihdr.set([bits, ...header], 8);
  return pngFile(['IHDR', ihdr], ['IDAT', deflateSync(filtered)], ['IEND', Buffer.alloc(0)]);
}

function pngFile(...chunks: [type: string, content: Buffer][]): Buffer {
  const parts = chunks.map(([type, content]) => {
    const typed = Buffer.concat([Buffer.from(type), content]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    crc.writeUInt32BE(crcOf(typed));
    return Buffer.concat([length, typed, crc]);
  });
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

function crcOf(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

const REFUSED: [name: string, file: () => Uint8Array | Promise<Uint8Array>, said: RegExp, isImage?: true][] =
  [
    [
      'another size',
      () => writeTiff({ width: 41, height: 30 }),
      /classes has 41 x 30 px, and source\.tif has 40 x 30 px\. Give the class raster/,
    ],
    [
      'floating-point numbers',
      () => writeTiff({ ...SIZE, format: 'float', bits: 32 }),
      /classes has floating-point numbers; it must have one band of whole numbers/,
    ],
    ['three bands', () => writeTiff({ ...SIZE, bands: 3 }), /classes has 3 bands; /],
    [
      'a JPEG',
      () =>
        sharp(CLASSES, { raw: { ...SIZE, channels: 1 } })
          .jpeg()
          .toBuffer(),
      /classes is neither a TIFF nor a PNG\. Convert it without loss/,
    ],
    [
      'a PNG in colour',
      () =>
        sharp({ create: { ...SIZE, channels: 3, background: 'red' } })
          .png()
          .toBuffer(),
      /has colours or alpha/,
      true,
    ],
    ['an interlaced PNG', () => pngOf(CLASSES, 8, 0, [0, 0, 0, 1]), /is interlaced/, true],
    [
      'a PNG that is cut off',
      () => pngOf(CLASSES, 8, 0).subarray(0, 300),
      /cannot be decoded \(it has no header or no data\)/,
      true,
    ],
    ['a damaged PNG', () => pngOf(CLASSES, 8, 0).fill(0, 41, 60), /cannot be decoded/, true],
    [
      'a PNG with an unknown filter',
      () => pngOf(CLASSES, 8, 7),
      /cannot be decoded \(a row has an unknown filter\)/,
      true,
    ],
    [
      'a PNG that unpacks to more',
      () =>
        pngFile(
          ['IHDR', Buffer.from([0, 0, 0, 40, 0, 0, 0, 30, 8, 0, 0, 0, 0])],
          ['IDAT', deflateSync(Buffer.alloc(5_000_000))],
        ),
      /cannot be decoded/,
      true,
    ],
    [
      'a PNG of too many pixels',
      () =>
        pngFile(['IHDR', Buffer.from([0, 9, 0, 0, 0, 9, 0, 0, 8, 0, 0, 0, 0])], ['IDAT', Buffer.alloc(9)]),
      /megapixels/,
      true,
    ],
  ];

for (const [name, file, said, isImage] of REFUSED)
  test(`refused: ${name}`, async (t) => {
    const path = await fileOf(t, 'classes', await file());
    const error = await t.throwsAsync(openClassRaster(path, SOURCE), {
      instanceOf: isImage ? ImageError : LabelsError,
    });
    t.regex(error.message, said);
  });

test('a scene has one band of whole numbers, and the size of its image', async (t) => {
  const deep = await sceneOf(t, { bits: 16 });
  t.notThrows(() => requireClasses(deep, 'scene.tif'));
  const three = await sceneOf(t, { bands: 3 });
  t.throws(() => requireClasses(three, 'scene.tif'), { instanceOf: LabelsError, message: /3 bands/ });
  const image = { path: 'a.tif', size: { width: 100, height: 81 } };
  t.throws(() => requireSize(three, image, 'scene.tif'), {
    message: /scene\.tif has 100 x 80 px, and a\.tif has 100 x 81/,
  });
});

const PLACEMENTS: [name: string, placement: Placement][] = [
  ['as it is', { sourceWindow: ALL, rotation: 0, box: at(10, 20, 40, 30) }],
  ['a window, larger', { sourceWindow: at(5, 3, 20, 17), rotation: 0, box: at(30, 20, 77, 50) }],
  ['smaller', { sourceWindow: ALL, rotation: 0, box: at(-5, 60, 21, 37) }],
  ['a quarter turn', { sourceWindow: at(0, 3, 40, 27), rotation: 270, box: at(0, 0, 27, 40) }],
  ['turned', { sourceWindow: ALL, rotation: -31, box: at(10, -10, 80, 70) }],
];

for (const [name, placement] of PLACEMENTS)
  test(`each pixel gets the class of the source's pixel there: ${name}`, async (t) => {
    const { sourceWindow, rotation, box } = placement;
    const place = intersect(box, whole({ width: 100, height: 80 }));
    // The number of each pixel, which interpolation keeps in the middle of pixels only
    const part = { ...place, x: place.x - box.x, y: place.y - box.y };
    const positions = Float32Array.from({ length: 3 * 1200 }, (_, i) => {
      const pixel = Math.floor(i / 3);
      return [pixel % 40, Math.floor(pixel / 40), 0][i % 3]!;
    });
    const raw = { ...SIZE, data: positions, channels: 3 } as never;
    const pixels = await readSource({ raw }, [0, 1], { window: sourceWindow, rotation, box, part });
    const mask = pixels.valid ?? new Uint8Array(place.width * place.height).fill(1);
    const runs = runsOf(mask, place);
    const scene = await sceneOf(t, { bits: 16 });
    const tiff = writeTiff({ ...SIZE, samples: CLASSES });
    const patch = await opened(t, 'classes.tif', tiff, (classes) =>
      classPatch({ placement, mask: runs, classes }, scene, 'patch'),
    );
    t.true(patch.planes[0] instanceof Uint16Array);
    let compared = 0;
    each(patch.window, (x, y, i) => {
      const from = (y - place.y) * place.width + x - place.x;
      t.is(patch.changed[i], mask[from]!);
      if (mask[from] === 0) return;
      const [column, row] = [pixels.planes[0]![from]!, pixels.planes[1]![from]!];
      // Not between two pixels, where the one or the other is right
      const isClear = [column, row].every((value) => Math.abs(value - Math.round(value)) < 0.3);
      if (!isClear) return;
      compared++;
      const expected = CLASSES[Math.round(row) * 40 + Math.round(column)]!;
      t.is(patch.planes[0]![i], expected, `${x}, ${y}`);
    });
    t.true(compared > 80, String(compared));
  });

function each({ x, y, width, height }: Window, visit: (x: number, y: number, i: number) => void): void {
  for (let i = 0; i < width * height; i++) visit(x + (i % width), y + Math.floor(i / width), i);
}

test('a large source is read in parts', async (t) => {
  const size = { width: 9000, height: 7000 };
  const reads: Window[] = [];
  const classes: ClassRaster = {
    ...{ ...size, path: 'large.tif', nodata: 0, close: async () => {} },
    read: async (window) => {
      reads.push(window);
      return Uint8Array.from({ length: window.width * window.height }, (_, i) => {
        const [x, y] = [window.x + (i % window.width), window.y + Math.floor(i / window.width)];
        return (Math.floor(x / 90) + Math.floor(y / 70)) % 5;
      });
    },
  };
  const box = at(0, 0, 100, 80);
  const runs = runsOf(new Uint8Array(8000).fill(1), box);
  const scene = await sceneOf(t, { tags: nodata('99') });
  const placement = { sourceWindow: whole(size), rotation: 0, box };
  const { planes, makesValid } = await classPatch({ placement, mask: runs, classes }, scene, 'patch');
  t.true(makesValid);
  t.true(reads.length > 3 && reads.every(({ width, height }) => width * height <= 16_000_000));
  // The middle of the scene's pixel is in this pixel of the source. Pixels without a class become the scene's nodata.
  const expected = Array.from({ length: 8000 }, (_, i) => {
    const [x, y] = [Math.floor(((i % 100) + 0.5) * 90), Math.floor((Math.floor(i / 100) + 0.5) * 87.5)];
    return (Math.floor(x / 90) + Math.floor(y / 70)) % 5 || 99;
  });
  t.deepEqual([...planes[0]!], expected);
});

test('one class for the whole patch, only inside its mask', async (t) => {
  const next = generator(2);
  const place = at(20, 10, 12, 9);
  const mask = Uint8Array.from({ length: 108 }, () => Number(next() < 0.5));
  const runs = runsOf(mask, place);
  const placement = { sourceWindow: ALL, rotation: 0, box: place };
  const patch = await classPatch({ placement, mask: runs, classes: 12 }, await sceneOf(t), 'patch');
  t.deepEqual(patch.window, runs.window);
  each(patch.window, (x, y, i) => {
    const inside = mask[(y - 10) * 12 + x - 20]!;
    t.deepEqual([patch.changed[i], patch.planes[0]![i]], [inside, inside * 12]);
  });
});

test('a class that the scene cannot hold is refused', async (t) => {
  const placement = { sourceWindow: ALL, rotation: 0, box: at(0, 0, 40, 30) };
  const runs = runsOf(new Uint8Array(1200).fill(1), at(0, 0, 40, 30));
  const run = async (classes: ClassRaster | number, image: Partial<TiffImage>) =>
    classPatch({ placement, mask: runs, classes }, await sceneOf(t, image), 'patches.geojson: features[2]');
  const { code, message } = await t.throwsAsync(run(256, {}), { instanceOf: LabelsError });
  t.is(code, 'LABELS_INVALID');
  t.regex(
    message,
    /^patches\.geojson: features\[2\] has the class 256, and .* whole numbers from 0 to 255\. Convert/,
  );
  await t.throwsAsync(run(-1, {}), { message: /the class -1/ });
  await t.throwsAsync(run(2.5, {}), { message: /the class 2\.5/ });
  await t.notThrowsAsync(run(-1, { format: 'int', bits: 16 }));
  await t.throwsAsync(run(32_768, { format: 'int', bits: 16 }), { message: /from -32768 to 32767/ });
  await t.throwsAsync(run(16, { bits: 4 }), { message: /from 0 to 15/ });
});

test('the classes of a source are checked before its patch is made, as far as they are used', async (t) => {
  const samples = Array.from({ length: 1200 }, (_, i) => (i % 40 === 39 ? 300 : i % 40 === 38 ? 999 : 7));
  const tiff = writeTiff({ ...SIZE, bits: 16, samples, tags: nodata('999') });
  await opened(t, 'classes.tif', tiff, async (raster) => {
    const scene = await sceneOf(t, {});
    await t.notThrowsAsync(requireFits(raster, at(0, 0, 39, 30), scene, 'classes.tif'));
    await t.throwsAsync(requireFits(raster, at(39, 4, 1, 1), scene, 'classes.tif'), {
      instanceOf: LabelsError,
      message: /^classes\.tif has the class 300, .* from 0 to 255/,
    });
    await t.notThrowsAsync(requireFits(raster, ALL, await sceneOf(t, { bits: 16 }), 'classes.tif'));
  });
});
