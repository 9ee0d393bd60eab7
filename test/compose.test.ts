import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import anyTest, { type TestFn } from 'ava';
import sharp from 'sharp';
import { type ComposeOptions, composeScene, Harmonizer } from '../lib/index.js';
import { mini } from './support/fixtures.js';
import { folderFor, makeScene, readAll, utmTags } from './support/scene.js';

// A patch in a large scene. What other readers make of the files is tested in compose-gdal.test.ts.

const test = anyTest as TestFn<{ harmonizer: Harmonizer; folder: string }>;

test.before(async (t) => {
  t.context = { harmonizer: await Harmonizer.load(mini.folder), folder: await folderFor() };
});
test.after.always((t) => t.context.harmonizer.close());

const BOX = { x: 60, y: 40, width: 40, height: 32 };
const NODATA = { 42113: { type: 'ASCII', values: '0' } } as const;

const isInside = (x: number, y: number, { x: left, y: top, width, height } = BOX) =>
  x >= left && x < left + width && y >= top && y < top + height;

/** A scene of uint16 in four bands, 200 × 160 px, and a source of the size of the box. */
async function deep(folder: string, name: string) {
  const scene = await makeScene(
    join(folder, `${name}.tif`),
    { width: 200, height: 160, bands: 4, bits: 16, tile: { width: 64, height: 64 } },
    (x, y, band) => 1000 + 300 * band + 8 * x + 5 * y + ((x * 7 + y * 13) % 11),
  );
  const source = await makeScene(
    join(folder, `${name}-source.tif`),
    { width: 40, height: 32, bands: 4, bits: 16 },
    (x, y, band) => 2000 + 200 * band + 10 * x + 3 * y + ((x * 5 + y * 3) % 7),
  );
  return { scene, source, out: join(folder, `${name}-out.tif`), place: { box: BOX } };
}

/** Positions and bands where two scenes of one size differ. */
function differences(before: ArrayLike<number>[], after: ArrayLike<number>[], width: number) {
  return before.flatMap((plane, band) =>
    Array.from(plane).flatMap((sample, i) =>
      Object.is(sample, after[band]![i]) ? [] : [{ x: i % width, y: Math.floor(i / width), band }],
    ),
  );
}

test("a plain paste in the same units writes the source's own samples, and nothing else", async (t) => {
  const { harmonizer, folder } = t.context;
  const files = await deep(folder, 'plain');
  const before = await readFile(files.scene);
  const result = await composeScene(harmonizer, {
    ...files,
    method: 'copy-paste',
    sourceUnits: 'same',
    otherBands: 'copy',
  });
  t.deepEqual(result.place, { box: BOX, pixels: 40 * 32 });
  t.is(result.scale, 1);
  t.deepEqual([result.window.width, result.window.height], [128, 128]);
  t.deepEqual(result.targetBands, [1, 2, 3]);
  t.deepEqual(await readFile(files.scene), before, 'the scene itself stays');
  const [old, found, source] = await Promise.all([files.scene, files.out, files.source].map(readAll));
  for (let band = 0; band < 4; band++)
    for (let y = 0, i = 0; y < 160; y++)
      for (let x = 0; x < 200; x++, i++) {
        const expected = isInside(x, y)
          ? source![band]![(y - BOX.y) * BOX.width + x - BOX.x]
          : old![band]![i];
        if (found![band]![i] !== expected) t.fail(`${x}, ${y}, band ${band}: ${found![band]![i]}`);
      }
});

test('in the same units, a source of three bands is seen in the same bands as the scene', async (t) => {
  const { harmonizer, folder } = t.context;
  const files = await deep(folder, 'same');
  const source = await makeScene(
    join(folder, 'same-three.tif'),
    { width: 40, height: 32, bands: 3, bits: 16 },
    (x, y, band) => 2000 + 200 * band + 10 * x + 3 * y,
  );
  const [expected, old] = [await readAll(source), await readAll(files.scene)];
  for (const targetBands of [[3, 2, 1], [2]]) {
    const { sourceBands } = await composeScene(harmonizer, {
      ...{ ...files, source, targetBands },
      method: 'copy-paste',
      sourceUnits: 'same',
      otherBands: 'copy',
    });
    t.deepEqual(sourceBands, targetBands);
    const found = await readAll(files.out);
    for (const [band, plane] of expected.entries())
      t.deepEqual(
        Array.from(found[band]!).filter((_, i) => isInside(i % 200, Math.floor(i / 200))),
        Array.from(plane),
      );
    t.deepEqual(found[3], old[3]);
  }
});

test('harmonising changes only the patch and the band around it, in 16 bits without banding', async (t) => {
  const { harmonizer, folder } = t.context;
  const files = await deep(folder, 'harmonised');
  const result = await composeScene(harmonizer, { ...files, prompts: mini.prompts, steps: 4 });
  t.true(result.candidates.some(({ timestep }) => timestep === result.timestep));
  t.truthy(result.scores);
  const [old, found] = await Promise.all([files.scene, files.out].map(readAll));
  const changed = differences(old!, found!, 200);
  // The patch has 5 × 4 latent pixels, so the band has one on each side.
  const around = { x: BOX.x - 8, y: BOX.y - 8, width: BOX.width + 16, height: BOX.height + 16 };
  t.true(changed.length > 3 * 40 * 32);
  t.true(changed.every(({ x, y }) => isInside(x, y, around)));
  t.true(
    changed.filter(({ band }) => band === 3).every(({ x, y }) => isInside(x, y)),
    'the band that the model does not see changes only in the patch',
  );
  const inside = changed.filter(({ x, y, band }) => band === 0 && isInside(x, y));
  t.true(new Set(inside.map(({ x, y }) => found![0]![200 * y + x])).size > 256);
});

test('the band that the model does not see is shifted to the mean around the patch, copied or kept', async (t) => {
  const { harmonizer, folder } = t.context;
  const files = await deep(folder, 'others');
  const [old, source] = await Promise.all([files.scene, files.source].map(readAll));
  const compose = async (otherBands: ComposeOptions['otherBands']) => {
    const out = join(folder, `others-${otherBands}.tif`);
    const { window } = await composeScene(harmonizer, {
      ...files,
      ...{ out, otherBands },
      method: 'copy-paste',
      sourceUnits: 'same',
    });
    return { window, plane: (await readAll(out))[3]! };
  };
  const { window, plane } = await compose('shift');
  let [sum, count] = [0, 0];
  for (let y = window.y; y < window.y + window.height; y++)
    for (let x = window.x; x < window.x + window.width; x++)
      if (x >= 0 && y >= 0 && x < 200 && y < 160 && !isInside(x, y)) {
        sum += old![3]![200 * y + x]!;
        count++;
      }
  const own = source![3]!;
  const shift = sum / count - Array.from(own).reduce((total, sample) => total + sample, 0) / own.length;
  for (let y = 0; y < BOX.height; y++)
    for (let x = 0; x < BOX.width; x++) {
      const expected = Math.round(own[y * BOX.width + x]! + shift);
      const found = plane[(BOX.y + y) * 200 + BOX.x + x]!;
      if (Math.abs(found - expected) > 1e-9) t.fail(`${x}, ${y}: ${found}, not ${expected}`);
    }
  t.deepEqual((await compose('keep')).plane, old![3]);
  const copied = (await compose('copy')).plane;
  t.is(copied[BOX.y * 200 + BOX.x], own[0]);
});

test('pixels without data stay, and no pixel of the patch gets the nodata value', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await makeScene(
    join(folder, 'nodata.tif'),
    { width: 160, height: 140, bands: 3, bits: 16, tags: NODATA },
    (x, y) => (x < 70 ? 0 : 500 + x + y),
  );
  const source = await makeScene(
    join(folder, 'nodata-source.tif'),
    { width: 40, height: 32, bands: 3, bits: 16 },
    (x) => (x < 20 ? 600 : 0),
  );
  const options = { scene, source, place: { box: BOX }, sourceUnits: 'same', method: 'copy-paste' } as const;
  const out = join(folder, 'nodata-out.tif');
  const { place } = await composeScene(harmonizer, { ...options, out });
  t.is(place.pixels, 30 * 32);
  const [found] = await readAll(out);
  t.is(found![50 * 160 + 65], 0);
  t.is(found![50 * 160 + 75], 600);
  // The source's own 0 would mean no data in this scene.
  t.is(found![50 * 160 + 90], 1);

  const filled = join(folder, 'nodata-filled.tif');
  await composeScene(harmonizer, { ...options, out: filled, fillNodata: true });
  t.is((await readAll(filled))[0]![50 * 160 + 65], 600);
});

test('a patch that lies only on pixels without data is refused', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await makeScene(
    join(folder, 'empty.tif'),
    { width: 160, height: 140, bands: 1, bits: 8, tags: NODATA },
    () => 0,
  );
  const out = join(folder, 'empty-out.tif');
  const error = await t.throwsAsync(
    composeScene(harmonizer, {
      ...{ scene, out, source: mini.file('source.png') },
      place: { box: BOX },
      method: 'copy-paste',
    }),
    { code: 'PLACEMENT_INVALID' },
  );
  t.regex(error!.message, /without data.*fillNodata/);
});

test('a scene of one band is seen as grey, and the source becomes grey', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await makeScene(
    join(folder, 'grey.tif'),
    { width: 160, height: 140, bands: 1, bits: 8 },
    (x, y) => 50 + ((x + y) % 100),
  );
  const source = await makeScene(
    join(folder, 'grey-source.tif'),
    { width: 40, height: 32, bands: 3, bits: 8 },
    (x, y, band) => 60 + 30 * band + ((x + y) % 3),
  );
  const out = join(folder, 'grey-out.tif');
  const result = await composeScene(harmonizer, {
    ...{ scene, source, out },
    place: { box: BOX },
    method: 'copy-paste',
  });
  t.deepEqual(result.targetBands, [1]);
  const [found] = await readAll(out);
  t.is(found![BOX.y * 160 + BOX.x], 90);
});

test("a larger patch is harmonised at the canvas' scale, and keeps the detail of the source", async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await makeScene(
    join(folder, 'large.tif'),
    { width: 700, height: 600, bands: 3, bits: 8 },
    (x, y) => 100 + ((x + y) % 2),
  );
  const source = await makeScene(
    join(folder, 'large-source.tif'),
    { width: 400, height: 300, bands: 3, bits: 8 },
    (x, y) => 150 + 40 * ((x + y) % 2),
  );
  const out = join(folder, 'large-out.tif');
  const result = await composeScene(harmonizer, {
    ...{ scene, source, out },
    place: { box: { x: 150, y: 150, width: 400, height: 300 } },
    method: 'poisson',
  });
  t.is(result.scale, Math.ceil(400 / 0.75) / 128);
  t.true(result.warnings.some(({ code }) => code === 'PATCH_LARGE'));
  const [found] = await readAll(out);
  // A checkerboard is lost on the canvas, and has its full contrast in the scene, around the scene's mean.
  for (const [x, y] of [
    [350, 300],
    [200, 200],
    [500, 400],
  ] as const) {
    const pair = [found![700 * y + x]!, found![700 * y + x + 1]!].sort((a, b) => a - b);
    t.true(Math.abs(pair[1]! - pair[0]! - 40) <= 2, `${pair}`);
    t.true(Math.abs((pair[0]! + pair[1]!) / 2 - 100.5) <= 3, `${pair}`);
  }
});

test('with a point, the size follows from the two ground sampling distances', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await makeScene(
    join(folder, 'utm.tif'),
    { width: 200, height: 160, bands: 3, bits: 8, tags: utmTags(400_000, 5_800_000, 2)! },
    (x, y) => 80 + ((x + y) % 50),
  );
  const source = await makeScene(
    join(folder, 'utm-source.tif'),
    { width: 20, height: 10, bands: 3, bits: 8, tags: utmTags(500_000, 5_700_000, 4)! },
    () => 120,
  );
  const base = { scene, source, out: join(folder, 'utm-out.tif'), method: 'copy-paste' } as const;
  const { place } = await composeScene(harmonizer, { ...base, place: { atPixel: { x: 100, y: 80 } } });
  // The scale of the projection differs by less than a thousandth between the two places.
  t.deepEqual(place.box, { x: 80, y: 70, width: 40, height: 20 });
  const turned = await composeScene(harmonizer, {
    ...base,
    place: { atPixel: { x: 100, y: 80 } },
    sourceRotation: 90,
    sourceGsd: 2,
  });
  t.deepEqual(turned.place.box, { x: 95, y: 70, width: 10, height: 20 });
  const cut = await composeScene(harmonizer, { ...base, place: { atPixel: { x: 2, y: 80 } } });
  t.deepEqual(cut.place.box, { x: 0, y: 70, width: 22, height: 20 });
  t.deepEqual(
    cut.warnings.map(({ code }) => code),
    ['PATCH_CUT'],
  );
  // Latitude before longitude, as maps on the web show them.
  const at = { longitude: 52.3, latitude: 13.5 };
  const error = await t.throwsAsync(composeScene(harmonizer, { ...base, place: { at } }), {
    code: 'PLACEMENT_INVALID',
    message: /^The patch at longitude 52\.3, latitude 13\.5 is outside the scene, which is at longitude /,
  });
  const numbers = error.message.match(/\d+\.\d{5}/g)!.map(Number);
  // From pyproj, EPSG:32633 to 4326.
  const limits = [13.5321218, 13.5380861, 52.3382994, 52.3412481];
  t.true(numbers.length === 4 && numbers.every((value, i) => Math.abs(value - limits[i]!) < 1e-5));
  await t.throwsAsync(composeScene(harmonizer, { ...base, place: { atPixel: { x: -50, y: 80 } } }), {
    code: 'PLACEMENT_INVALID',
  });
});

test('without a georeference, the GSD of a STAC item gives the size', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await makeScene(
    join(folder, 'stac.tif'),
    { width: 200, height: 160, bands: 3, bits: 8 },
    (x, y) => 80 + ((x + y) % 50),
  );
  const item = {
    ...{ type: 'Feature', stac_version: '1.0.0', id: 'stac', geometry: null, links: [] },
    properties: { datetime: '2020-07-01T10:00:00Z', gsd: 2 },
    assets: { data: { href: './stac.tif' } },
  };
  await writeFile(join(folder, 'stac.json'), JSON.stringify(item));
  const { place, metadata } = await composeScene(harmonizer, {
    ...{ scene, source: mini.file('source.png'), sourceGsd: 1, out: join(folder, 'stac-out.tif') },
    place: { atPixel: { x: 100, y: 80 } },
    sourceWindow: { x: 0, y: 0, width: 40, height: 32 },
    method: 'copy-paste',
  });
  t.deepEqual(place.box, { x: 90, y: 72, width: 20, height: 16 });
  t.is(metadata.gsd, 2);
});

test('a mask of the size of the scene says which pixels change', async (t) => {
  const { harmonizer, folder } = t.context;
  const files = await deep(folder, 'masked');
  const inMask = (x: number, y: number) => (x - 80) ** 2 + (y - 56) ** 2 < 15 ** 2;
  const mask = await makeScene(
    join(folder, 'masked-mask.tif'),
    { width: 200, height: 160, bands: 1, bits: 8 },
    (x, y) => Number(inMask(x, y)),
  );
  const { place } = await composeScene(harmonizer, { ...files, place: { mask }, method: 'copy-paste' });
  t.deepEqual(place.box, { x: 66, y: 42, width: 29, height: 29 });
  const [old, found] = await Promise.all([files.scene, files.out].map(readAll));
  const changed = differences(old!, found!, 200);
  t.true(changed.every(({ x, y }) => inMask(x, y)));
  t.true(changed.length > 0.9 * 3 * place.pixels);
  await t.throwsAsync(
    composeScene(harmonizer, { ...files, place: { mask: mini.file('target.png') }, method: 'copy-paste' }),
    { code: 'PLACEMENT_INVALID', message: /200 x 160/ },
  );
});

test('a candidate is chosen by its timestep', async (t) => {
  const { harmonizer, folder } = t.context;
  const files = await deep(folder, 'candidate');
  const options = { ...files, prompts: mini.prompts, steps: 10 };
  const error = await t.throwsAsync(composeScene(harmonizer, { ...options, candidate: 1 }), {
    code: 'OPTION_INVALID',
  });
  const timesteps = /candidate: ([\d, ]+)\./.exec(error!.message)![1]!.split(', ').map(Number);
  for (const candidate of timesteps.slice(0, 2)) {
    const { timestep } = await composeScene(harmonizer, { ...options, candidate });
    t.is(timestep, candidate);
  }
  await t.throwsAsync(composeScene(harmonizer, { ...files, method: 'poisson', candidate: 1 }), {
    code: 'OPTION_INVALID',
  });
});

test('a dry run writes a preview and nothing else', async (t) => {
  const { harmonizer, folder } = t.context;
  const files = await deep(folder, 'dry');
  const preview = join(folder, 'dry-preview.png');
  const before = await readdir(folder);
  // Without prompts, which only the networks need.
  const result = await composeScene(harmonizer, { ...files, dryRun: true, preview });
  t.is(result.out, null);
  t.is(result.scores, null);
  t.true(result.memory.samples > 0 && result.memory.model! > 0);
  const { width, height } = await sharp(preview).metadata();
  t.deepEqual([width, height], [128, 128]);
  const added = (await readdir(folder)).filter((name) => !before.includes(name) && name.startsWith('dry'));
  t.deepEqual(added, ['dry-preview.png']);
});

test('an output never replaces a file that is read', async (t) => {
  const { harmonizer, folder } = t.context;
  const { place, ...files } = await deep(folder, 'inputs');
  const mask = join(folder, 'inputs-mask.png');
  const drawn = sharp({ create: { width: 200, height: 160, channels: 3, background: 'white' } });
  await writeFile(mask, await drawn.png().toBuffer());
  const inputs = [files.scene, files.source, mask];
  const before = await Promise.all(inputs.map((path) => readFile(path)));
  const options = {
    scene: files.scene,
    source: files.source,
    place: { mask },
    method: 'copy-paste',
  } as const;
  for (const [i, input] of ['scene', 'source', 'mask'].entries()) {
    const path = inputs[i]!;
    for (const output of [{ out: path }, { preview: path, dryRun: true }])
      await t.throwsAsync(composeScene(harmonizer, { ...options, ...output }), {
        code: 'OPTION_INVALID',
        message: new RegExp(`^(out|preview) is .*, which is the ${input} itself; write to another file`),
      });
  }
  t.deepEqual(await Promise.all(inputs.map((path) => readFile(path))), before);
});

test('a picture of the window shows the composite', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await makeScene(
    join(folder, 'picture.tif'),
    { width: 200, height: 160, bands: 3, bits: 8 },
    (x, y, band) => (x + 2 * y + 40 * band) % 256,
  );
  const out = join(folder, 'picture.png');
  const source = { data: new Uint8Array(40 * 32 * 3).fill(77), width: 40, height: 32, channels: 3 } as const;
  const pending = composeScene(harmonizer, { scene, source, out, place: { box: BOX }, method: 'copy-paste' });
  // What the caller changes after the call has no effect.
  source.data.fill(1);
  const { window } = await pending;
  const { data, info } = await sharp(out).raw().toBuffer({ resolveWithObject: true });
  const [whole] = [await readAll(scene)];
  t.deepEqual([info.width, info.height, info.channels], [128, 128, 3]);
  for (let y = 0, i = 0; y < 128; y++)
    for (let x = 0; x < 128; x++)
      for (let band = 0; band < 3; band++, i++) {
        const [column, row] = [window.x + x, window.y + y];
        const expected = isInside(column, row) ? 77 : whole![band]![200 * row + column];
        if (data[i] !== expected) t.fail(`${column}, ${row}: ${data[i]}, not ${expected}`);
      }
});

test('in place, the scene itself changes', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, source, place } = await deep(folder, 'inplace');
  const [before] = [await readAll(scene)];
  const result = await composeScene(harmonizer, {
    ...{ scene, source, place },
    inPlace: true,
    method: 'poisson',
  });
  t.is(result.out, scene);
  t.true(differences(before, await readAll(scene), 200).every(({ x, y }) => isInside(x, y)));
  t.regex(await readFile(`${scene}.xmp`, 'utf8'), /compositeCapture/);
});

test('bad input is refused with a code, and the scene stays as it was', async (t) => {
  const { harmonizer, folder } = t.context;
  const files = await deep(folder, 'bad');
  const before = await readFile(files.scene);
  const text = join(folder, 'bad.txt');
  await writeFile(text, 'not a TIFF');
  const palette = await makeScene(
    join(folder, 'bad-palette.tif'),
    {
      ...{ width: 200, height: 160, bands: 1, bits: 8, photometric: 3 },
      tags: { 320: { type: 'SHORT', values: Array.from({ length: 768 }, (_, i) => 257 * (i % 256)) } },
    },
    (x) => x,
  );
  const cut = join(folder, 'bad-cut.tif');
  await writeFile(cut, before.subarray(0, before.length / 2));
  const cases: [Partial<ComposeOptions>, string][] = [
    [{ scene: join(folder, 'missing.tif') }, 'IMAGE_NOT_FOUND'],
    [{ scene: text }, 'IMAGE_INVALID'],
    [{ scene: mini.file('target.png') }, 'IMAGE_UNSUPPORTED'],
    [{ scene: palette }, 'IMAGE_UNSUPPORTED'],
    [{ scene: cut }, 'IMAGE_INVALID'],
    [{ source: join(folder, 'missing.png') }, 'IMAGE_NOT_FOUND'],
    [{ place: { box: { x: 180, y: 0, width: 40, height: 10 } } }, 'PLACEMENT_INVALID'],
    [{ place: { box: { x: 0, y: 0, width: 0, height: 10 } } }, 'PLACEMENT_INVALID'],
    [{ place: {} }, 'OPTION_INVALID'],
    [{ place: { box: BOX, atPixel: { x: 1, y: 1 } } }, 'OPTION_INVALID'],
    [{ place: { atPixel: { x: 50, y: 50 } } }, 'OPTION_INVALID'],
    [{ place: { at: { longitude: 13, latitude: 52 } } }, 'OPTION_INVALID'],
    [{ place: { polygon: text } }, 'OPTION_INVALID'],
    [{ sourceWindow: { x: 0, y: 0, width: 41, height: 1 } }, 'OPTION_INVALID'],
    [{ targetBands: [5] }, 'OPTION_INVALID'],
    [{ out: files.scene }, 'OPTION_INVALID'],
    [{ out: undefined }, 'OPTION_INVALID'],
    [{ inPlace: true }, 'OPTION_INVALID'],
    [{ preview: join(folder, 'bad.png') }, 'OPTION_INVALID'],
    [{ out: join(folder, 'no', 'folder.tif') }, 'OUTPUT_FAILED'],
    [{ out: join(folder, 'bad.xyz') }, 'OUTPUT_FAILED'],
    [{ sourceUnits: 'same', sourceStretch: 'full' }, 'OPTION_INVALID'],
    [{ metadata: { gsd: -1 } }, 'OPTION_INVALID'],
    [{ stretch: 'full' } as Partial<ComposeOptions>, 'OPTION_INVALID'],
  ];
  for (const [options, code] of cases) {
    const error = await t.throwsAsync(
      composeScene(harmonizer, { ...files, method: 'copy-paste', ...options }),
      undefined,
      JSON.stringify(options),
    );
    t.is((error as { code?: string }).code, code, `${JSON.stringify(options)}: ${error!.message}`);
  }
  t.deepEqual(await readFile(files.scene), before);
  t.false((await readdir(folder)).some((name) => name.startsWith('bad-out')));
});

test('an abort ends a composition, and leaves no file', async (t) => {
  const { harmonizer } = t.context;
  // Other tests have temporary files in theirs.
  const folder = await folderFor();
  const files = await deep(folder, 'abort');
  for (const delay of [0, 20, 60, 150]) {
    await t.throwsAsync(
      composeScene(harmonizer, { ...files, prompts: mini.prompts, signal: AbortSignal.timeout(delay) }),
      { code: 'ABORT_ERR' },
    );
  }
  t.false((await readdir(folder)).some((name) => name.startsWith('abort-out') || name.endsWith('.tmp')));
});
