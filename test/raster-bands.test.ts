import test from 'ava';
import sharp from 'sharp';
import { openImage, readImage } from '../lib/image/open.js';
import { ImageError, OptionError } from '../lib/index.js';
import { loadRgb } from '../lib/metrics/load.js';
import { levelOf, PICTURE, PIXELS, SIZE, short, withBands } from './support/raster.js';
import { type TiffImage, writeTiff } from './support/tiff.js';

// Bands and colours.

// Bands and colours

test('the bands that are shown: the photometric interpretation, else 1, 2 and 3, else 1', async (t) => {
  const show = async (image: Partial<TiffImage>) => {
    const { image: shown, bands } = await readImage(writeTiff({ ...SIZE, ...image }), 'target');
    return { data: shown.data, bands };
  };
  for (const bands of [3, 4, 8]) {
    const shown = await show({ bands, photometric: 1, samples: withBands(bands) });
    t.deepEqual(shown, { data: PICTURE, bands: [1, 2, 3] }, `${bands} bands`);
  }
  const red = PICTURE.filter((_, i) => i % 3 === 0);
  const grey = Uint8Array.from(PICTURE, (_, i) => red[Math.floor(i / 3)]!);
  t.deepEqual(await show({ samples: red }), { data: grey, bands: [1] });
  const two = [...red].flatMap((level) => [level, 255 - level]);
  t.deepEqual(await show({ bands: 2, photometric: 1, extraSamples: [0], samples: two }), {
    data: grey,
    bands: [1],
  });
  const alpha = [...red].flatMap((level) => [level, 200, 255]);
  t.deepEqual(await show({ bands: 3, photometric: 1, extraSamples: [0, 2], samples: alpha }), {
    data: grey,
    bands: [1],
  });
  const inverted = Uint8Array.from(grey, (level) => 255 - level);
  t.deepEqual(await show({ photometric: 0, samples: red }), { data: inverted, bands: [1] });
});

test('a warning says that bands were shown unasked', async (t) => {
  const codes = async (image: Partial<TiffImage>, bands?: number[]) => {
    const file = writeTiff({ ...SIZE, ...image, samples: withBands(image.bands!) });
    const { warnings } = await readImage(file, 'target', undefined, { bands });
    return warnings.map(({ code }) => code);
  };
  t.deepEqual(await codes({ bands: 13, photometric: 1 }), ['IMAGE_BANDS']);
  t.deepEqual(await codes({ bands: 13, photometric: 1 }, [4, 3, 2]), []);
  t.deepEqual(await codes({ bands: 4, photometric: 2, extraSamples: [0] }), []);
  t.deepEqual(await codes({ bands: 3, photometric: 1 }), []);
  const file = writeTiff({ ...SIZE, bands: 5, photometric: 1, samples: withBands(5) });
  const { warnings } = await readImage(file, 'source');
  t.regex(warnings[0]!.message, /source image has 5 bands .* Bands 1, 2, 3 are shown; .* sourceBands/);
});

test('a palette, of 16 bits as the standard has it and of 8 as some writers do', async (t) => {
  const indices = Array.from({ length: PIXELS }, (_, i) => i % 256);
  const colours = Array.from({ length: 768 }, (_, i) => (i * 7) % 256);
  for (const scale of [1, 257]) {
    const map = short(...colours.map((level) => level * scale));
    const file = writeTiff({ ...SIZE, photometric: 3, samples: indices, tags: { 320: map } });
    const expected = indices.flatMap((index) => [0, 256, 512].map((plane) => colours[plane + index]!));
    t.deepEqual([...(await loadRgb(file)).data], expected);
    await t.throwsAsync(loadRgb(file, 'target', undefined, { bands: [1] }), {
      instanceOf: ImageError,
      code: 'IMAGE_UNSUPPORTED',
      message: /palette.*gdal_translate -expand rgb/,
    });
  }
});

test('CMYK without a profile', async (t) => {
  const file = writeTiff({
    width: 2,
    height: 1,
    bands: 4,
    photometric: 5,
    samples: [0, 51, 255, 0, 0, 51, 255, 128],
  });
  t.deepEqual([...(await loadRgb(file)).data], [255, 204, 0, 127, 102, 0]);
});

test('bands that are asked for', async (t) => {
  const file = writeTiff({ ...SIZE, bands: 8, photometric: 1, samples: withBands(8) });
  const band = (n: number) => withBands(8).filter((_, i) => i % 8 === n - 1);
  const rgb = await readImage(file, 'target', undefined, { bands: [5, 1, 8] });
  t.deepEqual(rgb.bands, [5, 1, 8]);
  t.deepEqual(
    [...rgb.image.data],
    band(5).flatMap((level, i) => [level, band(1)[i]!, band(8)[i]!]),
  );
  for (const planar of [false, true]) {
    const same = writeTiff({ ...SIZE, bands: 8, planar, photometric: 1, samples: withBands(8) });
    const { data } = await loadRgb(same, 'target', undefined, { bands: [4, 4, 2] });
    const expected = band(4).flatMap((level, i) => [level, level, band(2)[i]!]);
    t.deepEqual([...data], expected, 'a band twice');
  }
  const grey = await loadRgb(file, 'target', undefined, { bands: [4] });
  t.deepEqual(
    [...grey.data],
    band(4).flatMap((level) => [level, level, level]),
  );
  await t.throwsAsync(loadRgb(file, 'target', undefined, { bands: [1, 2, 9] }), {
    instanceOf: OptionError,
    message: /targetBands is \[ 1, 2, 9 \], but the target image has 8 bands; choose from 1 to 8/,
  });
  for (const bands of [[], [0], [1, 2], [1.5], ['1'], 3, [1, 2, 3, 4]])
    await t.throwsAsync(loadRgb(file, 'target', undefined, { bands: bands as number[] }), {
      instanceOf: OptionError,
      message: /bands is .*one band or three/,
    });
});

test('associated alpha is divided out, and unassociated alpha is dropped', async (t) => {
  const samples = [100, 50, 0, 127, 100, 50, 0, 255, 9, 9, 9, 0];
  const image = { width: 3, height: 1, bands: 4, samples };
  t.deepEqual(
    [...(await loadRgb(writeTiff({ ...image, extraSamples: [2] }))).data],
    [100, 50, 0, 100, 50, 0, 9, 9, 9],
  );
  t.deepEqual(
    [...(await loadRgb(writeTiff({ ...image, extraSamples: [1] }))).data],
    [201, 100, 0, 100, 50, 0, 9, 9, 9],
  );
});

test('alpha of 12 bits, and alpha before the other bands', async (t) => {
  const samples = [1600, 800, 0, 4095, 1600, 800, 0, 2048];
  const file = writeTiff({ width: 2, height: 1, bands: 4, bits: 12, extraSamples: [1], samples });
  const { data } = await loadRgb(file, 'target', undefined, { stretch: 'full' });
  t.deepEqual(
    [...data],
    [1600, 800, 0, 3199, 1600, 0].map((sample) => levelOf(sample, [0, 4095])),
  );
  const first = { width: 1, height: 1, bands: 5, photometric: 1, extraSamples: [2, 0, 0, 0] };
  const { bands } = await readImage(writeTiff({ ...first, samples: [10, 255, 20, 30, 40] }), 'target');
  t.deepEqual(bands, [1, 3, 4]);
});

test('the orientation', async (t) => {
  for (let orientation = 1; orientation <= 8; orientation++) {
    const file = writeTiff({ ...SIZE, bands: 3, samples: PICTURE, tags: { 274: short(orientation) } });
    const jpeg = await sharp(PICTURE, { raw: { ...SIZE, channels: 3 } })
      .withMetadata({ orientation })
      .png()
      .toBuffer();
    const upright = await sharp(jpeg).autoOrient().raw().toBuffer({ resolveWithObject: true });
    const opened = await openImage(file, 'target');
    const { data, width, height } = (await opened.rgb()).image;
    t.deepEqual({ width, height }, { width: upright.info.width, height: upright.info.height });
    t.deepEqual([opened.width, opened.height], [width, height]);
    t.deepEqual(Buffer.from(data), upright.data, `${orientation}`);
  }
});
