import test from 'ava';
import { loadRgb } from '../lib/metrics/load.js';
import { PICTURE, SIZE, short, withBands } from './support/raster.js';
import { type TiffImage, writeTiff } from './support/tiff.js';

// However samples are stored, the picture is the same.

/** IEEE half precision of whole numbers up to 255. */
function half(level: number): number {
  if (level === 0) return 0;
  const exponent = Math.floor(Math.log2(level));
  return ((exponent + 15) << 10) | Math.round((level / 2 ** exponent - 1) * 1024);
}

const TYPES: [
  name: string,
  image: Partial<TiffImage>,
  map: (level: number) => number,
  range: [number, number],
][] = [
  ['uint8', { bits: 8 }, (v) => v, [0, 255]],
  ['12 bits', { bits: 12 }, (v) => 16 * v, [0, 4080]],
  ['uint16', { bits: 16 }, (v) => 200 + 10 * v, [200, 2750]],
  ['uint32', { bits: 32 }, (v) => 16_000_000 * v, [0, 4_080_000_000]],
  ['int8', { bits: 8, format: 'int' }, (v) => v - 128, [-128, 127]],
  ['int16', { bits: 16, format: 'int' }, (v) => 100 * v - 5000, [-5000, 20_500]],
  ['int32', { bits: 32, format: 'int' }, (v) => -1_000_000 * v, [-255_000_000, 0]],
  ['float16', { bits: 16, tags: { 339: short(3, 3, 3) } }, half, [0, 255]],
  ['float32', { bits: 32, format: 'float' }, (v) => v / 256 - 0.5, [-0.5, 255 / 256 - 0.5]],
  ['float64', { bits: 64, format: 'float' }, (v) => 1e12 + v, [1e12, 1e12 + 255]],
];

for (const [name, image, map, range] of TYPES) {
  test(`${name}: every layout and byte order holds the same picture`, async (t) => {
    const unsigned =
      image.format === 'int' ? (v: number) => (map(v) < 0 ? map(v) + 2 ** image.bits! : map(v)) : map;
    const samples = withBands(3, unsigned);
    const inverted = name === 'int32';
    for (const planar of [false, true])
      for (const tile of [undefined, { width: 16, height: 16 }])
        for (const bigEndian of [false, true])
          for (const bigTiff of [false, true]) {
            // Without a photometric interpretation of colours, as GDAL writes most types.
            const layout = { planar, bigEndian, bigTiff, photometric: 1, ...(tile && { tile }) };
            const file = writeTiff({ ...SIZE, bands: 3, samples, ...layout, ...image });
            const { data } = await loadRgb(file, 'target', undefined, { stretch: { range } });
            const expected = inverted ? PICTURE.map((level) => 255 - level) : PICTURE;
            t.deepEqual(data, expected, JSON.stringify(layout));
          }
  });
}

test('bits up to 8 and more than 8', async (t) => {
  for (const bits of [1, 2, 4] as const) {
    const most = 2 ** bits - 1;
    const samples = withBands(3, (level) => level >> (8 - bits));
    const { data } = await loadRgb(writeTiff({ ...SIZE, bands: 3, bits, samples }));
    t.deepEqual(
      [...data],
      samples.map((sample) => Math.round((255 * sample) / most)),
      `${bits} bits`,
    );
  }
});
