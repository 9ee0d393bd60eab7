import { crc32, deflateSync } from 'node:zlib';
import test from 'ava';
import sharp from 'sharp';
import { loadColour } from '../lib/colour/icc.js';
import { readImage } from '../lib/image/open.js';
import { loadRgb } from '../lib/metrics/load.js';
import { greyProfile, rgbProfile, SPACES, tableProfile } from './support/icc.js';
import { writeTiff } from './support/tiff.js';

// Colour profiles in files. Expected levels are Pillow's (ImageCms.profileToProfile), as in icc.test.ts.

const SAMPLES = [30, 200, 40, 250, 240, 20, 128, 128, 128];
const PROFILES: [name: string, profile: Buffer, expected: number[]][] = [
  ['sRGB', rgbProfile(), [30, 200, 40, 250, 240, 20, 128, 128, 128]],
  [
    'Adobe RGB',
    rgbProfile({ primaries: SPACES.adobeRgb, gamma: 563 / 256 }),
    [0, 201, 0, 254, 240, 0, 129, 129, 129],
  ],
  ['Display P3', rgbProfile({ primaries: SPACES.p3, version: 4 }), [0, 204, 0, 252, 240, 0, 128, 128, 128]],
  ['linear', rgbProfile({ gamma: 1 }), [96, 229, 110, 253, 248, 79, 188, 188, 188]],
];
const GREYS = [20, 60, 128, 200];
const GREY: [string, Buffer, number[]][] = [
  ['grey of gamma 2.2', greyProfile({ gamma: 2.2 }), [12, 57, 129, 201]],
  ['linear grey', greyProfile({ gamma: 1 }), [79, 133, 188, 229]],
];

const size = { width: 3, height: 1 };

for (const [name, profile, expected] of PROFILES) {
  test(`${name}, 8 and 16 bits, in PNG and TIFF`, async (t) => {
    const eight = await sharp(Uint8Array.from(SAMPLES), { raw: { ...size, channels: 3 } })
      .png()
      .toBuffer();
    const deep = Uint16Array.from(SAMPLES, (sample) => 257 * sample);
    const sixteen = await sharp(deep, { raw: { ...size, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer();
    const icc = { 34675: { type: 'BYTE' as const, values: [...profile] } };
    const tiff = { ...size, bands: 3, tags: icc };
    for (const [file, bytes] of Object.entries({
      'PNG, 8 bits': withProfile(eight, profile),
      'PNG, 16 bits': withProfile(sixteen, profile),
      'TIFF, 8 bits': writeTiff({ ...tiff, samples: SAMPLES }),
      'TIFF, 16 bits': writeTiff({ ...tiff, bits: 16, samples: deep }),
      'TIFF, float': writeTiff({ ...tiff, bits: 32, format: 'float', samples: SAMPLES.map((s) => s / 255) }),
      'TIFF, planar': writeTiff({ ...tiff, planar: true, samples: SAMPLES }),
      'TIFF with alpha': writeTiff({
        ...{ ...tiff, bands: 4, extraSamples: [2] },
        samples: [0, 1, 2].flatMap((i) => [...SAMPLES.slice(3 * i, 3 * i + 3), 9]),
      }),
    })) {
      const { image, stretch, warnings } = await readImage(bytes, 'target');
      t.true(
        image.data.every((level, i) => Math.abs(level - expected[i]!) <= 1),
        `${file}: ${image.data}`,
      );
      t.is(stretch.method, 'full', file);
      t.false(
        warnings.some(({ code }) => code === 'IMAGE_PROFILE'),
        file,
      );
    }
  });

  test(`${name} in JPEG`, async (t) => {
    const [r, g, b] = SAMPLES as [number, number, number];
    const flat = sharp({ create: { width: 16, height: 16, channels: 3, background: { r, g, b } } });
    const plain = await flat.clone().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    // Exactly what the file holds is converted.
    const stored = await sharp(plain).raw().toBuffer();
    const png = await sharp(stored, { raw: { width: 16, height: 16, channels: 3 } })
      .png()
      .toBuffer();
    const { data } = await loadRgb(withJpegProfile(plain, profile));
    t.deepEqual(data, (await loadRgb(withProfile(png, profile))).data);
    t.true(
      [0, 1, 2].every((i) => Math.abs(data[i]! - expected[i]!) <= 3),
      `${data.subarray(0, 3)}`,
    );
  });
}

for (const [name, profile, expected] of GREY) {
  test(`${name}, 8 and 16 bits, in PNG and TIFF`, async (t) => {
    const grey = { width: GREYS.length, height: 1, channels: 1 } as const;
    const rgb = expected.flatMap((level) => [level, level, level]);
    const eight = await sharp(Uint8Array.from(GREYS), { raw: grey }).toColourspace('b-w').png().toBuffer();
    const deep = Uint16Array.from(GREYS, (sample) => 257 * sample);
    const sixteen = await sharp(deep, { raw: grey }).toColourspace('grey16').png().toBuffer();
    const icc = { 34675: { type: 'BYTE' as const, values: [...profile] } };
    for (const [file, bytes] of Object.entries({
      'PNG, 8 bits': withProfile(eight, profile),
      'PNG, 16 bits': withProfile(sixteen, profile),
      'TIFF, 8 bits': writeTiff({ width: 4, height: 1, tags: icc, samples: GREYS }),
      'TIFF, 16 bits': writeTiff({ width: 4, height: 1, bits: 16, tags: icc, samples: deep }),
    })) {
      const { data } = await loadRgb(bytes);
      t.true(
        data.every((level, i) => Math.abs(level - rgb[i]!) <= 1),
        `${file}: ${data}`,
      );
    }
  });
}

test('CMYK JPEGs are converted by their profile', async (t) => {
  const [r, g, b] = [180, 90, 60];
  const image = sharp({ create: { width: 16, height: 16, channels: 3, background: { r, g, b } } });
  const cmyk = await image.withIccProfile('cmyk').jpeg({ quality: 100 }).toBuffer();
  t.is((await sharp(cmyk).metadata()).space, 'cmyk');
  const { data } = await loadRgb(cmyk);
  // An inverted ink would be far off. How near it gets is a matter of the profile's tables.
  t.true(
    [r, g, b].every((level, i) => Math.abs(level - data[i]!) <= 40),
    `${data.subarray(0, 3)}`,
  );
  const { icc } = await sharp(cmyk).metadata();
  const inks = await sharp(cmyk, { ignoreIcc: true }).toColourspace('cmyk').raw().toBuffer();
  const profile = (await loadColour()).open(icc!, 4)!;
  t.deepEqual(data, profile.toSrgb(new Uint8Array(inks), 256));
});

test('a profile that cannot be used gives a warning, and the colours are treated as sRGB', async (t) => {
  // libpng leaves out such profiles by itself.
  const noise = Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 31) % 256));
  const inks = tableProfile({ channels: 4, lab: () => [50, 0, 0] });
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#4080c0' } })
    .jpeg()
    .toBuffer();
  const tags = { 34675: { type: 'BYTE' as const, values: [...noise] } };
  for (const bytes of [
    writeTiff({ ...size, bands: 3, samples: SAMPLES, tags }),
    withJpegProfile(jpeg, noise),
    withJpegProfile(jpeg, inks),
  ]) {
    const { image, warnings } = await readImage(bytes, 'source');
    t.deepEqual(Buffer.from(image.data), await sharp(bytes, { ignoreIcc: true }).raw().toBuffer());
    t.is(warnings[0]?.code, 'IMAGE_PROFILE');
    t.regex(warnings[0]!.message, /source image has a colour profile that cannot be used/);
  }
});

test('without a usable profile, inks are shown as inks', async (t) => {
  const tags = { 34675: { type: 'BYTE' as const, values: [...rgbProfile()] } };
  const file = writeTiff({
    width: 2,
    height: 1,
    bands: 4,
    photometric: 5,
    samples: [0, 0, 0, 0, 255, 0, 0, 0],
    tags,
  });
  const { image, warnings } = await readImage(file, 'target');
  t.deepEqual([...image.data], [255, 255, 255, 0, 255, 255]);
  t.is(warnings[0]?.code, 'IMAGE_PROFILE');
});

test('a stretch changes samples before their profile applies, in every format', async (t) => {
  const profile = rgbProfile({ primaries: SPACES.p3, version: 4 });
  const png = withProfile(
    await sharp(Uint8Array.from(SAMPLES), { raw: { ...size, channels: 3 } })
      .png()
      .toBuffer(),
    profile,
  );
  const tags = { 34675: { type: 'BYTE' as const, values: [...profile] } };
  const tiff = writeTiff({ ...size, bands: 3, samples: SAMPLES, tags });
  const read = async (bytes: Buffer, stretch: 'full' | 'percentile' | { range: [number, number] }) =>
    (await readImage(bytes, 'target', undefined, { stretch })).image.data;
  t.deepEqual(await read(png, 'full'), (await readImage(png, 'target')).image.data);
  for (const stretch of ['full', 'percentile', { range: [10, 240] }] as const) {
    const [a, b] = [await read(png, stretch as never), await read(tiff, stretch as never)];
    t.true(
      a.every((level, i) => Math.abs(level - b[i]!) <= 1),
      `${JSON.stringify(stretch)}: ${a} and ${b}`,
    );
  }
  const inks = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fa2828' } })
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer();
  t.deepEqual(await read(inks, 'full'), (await readImage(inks, 'target')).image.data);
  await t.throwsAsync(readImage(inks, 'target', undefined, { bands: [1] }), {
    code: 'IMAGE_UNSUPPORTED',
    message: /inks \(CMYK\) and so no bands/,
  });
});

test('a profile describes colours, and not bands that are chosen', async (t) => {
  const png = await sharp(Uint8Array.from(SAMPLES), { raw: { ...size, channels: 3 } })
    .png()
    .toBuffer();
  const bytes = withProfile(png, rgbProfile({ gamma: 1 }));
  const { data } = await loadRgb(bytes, 'target', undefined, { bands: [3, 2, 1] });
  t.deepEqual([...data], [40, 200, 30, 20, 240, 250, 128, 128, 128]);
});

/** A PNG with a profile, whatever its samples are. */
function withProfile(png: Buffer, profile: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from('Profile\0\0'), deflateSync(profile)]);
  const chunk = Buffer.concat([Buffer.from('iCCP'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(chunk));
  // Behind the signature and the header. sharp writes no profile of its own.
  return Buffer.concat([png.subarray(0, 33), length, chunk, check, png.subarray(33)]);
}

function withJpegProfile(jpeg: Buffer, profile: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile]);
  const head = Buffer.of(0xff, 0xe2, 0, 0);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}
