import { join } from 'node:path';
import anyTest, { type TestFn } from 'ava';
import { composeScene, Harmonizer } from '../lib/index.js';
import { mini } from './support/fixtures.js';
import { folderFor, makeScene, readAll } from './support/scene.js';

// Bands that lack data where others have it, in the scene and in the source.

const test = anyTest as TestFn<{ harmonizer: Harmonizer; folder: string }>;

test.before(async (t) => {
  t.context = { harmonizer: await Harmonizer.load(mini.folder), folder: await folderFor() };
});
test.after.always((t) => t.context.harmonizer.close());

const BOX = { x: 60, y: 40, width: 40, height: 32 };
const NONE = -9999;
const NODATA = { 42113: { type: 'ASCII', values: `${NONE}` } } as const;

const SCENE = { width: 200, height: 160, bands: 4, bits: 32, format: 'float', tags: NODATA } as const;
const SOURCE = { ...SCENE, width: BOX.width, height: BOX.height };

const sceneAt = (x: number, y: number, band: number) => 100 + 10 * band + ((x * 7 + y * 13) % 11);
const sourceAt = (x: number, y: number, band: number) => 110 + 10 * band + ((x * 5 + y * 3) % 7);
const isInside = (x: number, y: number) =>
  x >= BOX.x && x < BOX.x + BOX.width && y >= BOX.y && y < BOX.y + BOX.height;
/** Samples of a band of the result in the patch. */
const patchOf = (plane: ArrayLike<number>) =>
  Array.from(plane).filter((_, i) => isInside(i % SCENE.width, Math.floor(i / SCENE.width)));

test('the mean around the patch leaves out samples without data of the band itself', async (t) => {
  const { harmonizer, folder } = t.context;
  const lacks = (x: number, y: number, band: number) => band === 3 && x > 105 && x < 130 && y > 30;
  const scene = await makeScene(join(folder, 'mean.tif'), SCENE, (x, y, band) =>
    lacks(x, y, band) ? NONE : sceneAt(x, y, band),
  );
  const source = await makeScene(join(folder, 'mean-source.tif'), SOURCE, sourceAt);
  const out = join(folder, 'mean-out.tif');
  await composeScene(harmonizer, {
    ...{ scene, source, out, place: { box: BOX }, method: 'copy-paste', sourceUnits: 'same' },
  });
  const patch = patchOf((await readAll(out))[3]!);
  const mean = patch.reduce((sum, sample) => sum + sample, 0) / patch.length;
  t.true(Math.abs(mean - 135) < 0.5, `${mean}`);
});

for (const method of ['copy-paste', 'poisson', 'harmonidiff'] as const)
  for (const none of [NONE, Number.NaN, Number.POSITIVE_INFINITY])
    test(`${method}: bands of the source with ${none} where others have data are filled in from the pixels around`, async (t) => {
      const { harmonizer, folder } = t.context;
      const name = join(folder, `source-${method}-${none}`);
      const scene = await makeScene(`${name}.tif`, SCENE, sceneAt);
      const lacks = (x: number, y: number, band: number) => (band === 1 || band === 3) && x < 9 && y > 20;
      const source = await makeScene(`${name}-source.tif`, SOURCE, (x, y, band) =>
        lacks(x, y, band) ? none : sourceAt(x, y, band),
      );
      const { place } = await composeScene(harmonizer, {
        ...{ scene, source, method, out: `${name}-out.tif`, place: { box: BOX } },
        ...(method === 'harmonidiff' && { prompts: mini.prompts, steps: 4 }),
        targetStretch: { range: [80, 160] },
        sourceStretch: { range: [80, 160] },
      });
      t.is(place.pixels, BOX.width * BOX.height);
      for (const plane of await readAll(`${name}-out.tif`))
        for (const sample of patchOf(plane))
          if (!(sample > 70 && sample < 170))
            return t.fail(`${sample} is neither the scene's nor the source's`);
      t.pass();
    });

test('a larger patch is averaged without samples that lack data in one band', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await makeScene(join(folder, 'large.tif'), SCENE, sceneAt);
  const source = await makeScene(
    join(folder, 'large-source.tif'),
    { ...SOURCE, width: 2 * BOX.width, height: 2 * BOX.height },
    (x, y, band) => (band === 2 && x % 2 === 0 ? NONE : sourceAt(x, y, band)),
  );
  const out = join(folder, 'large-out.tif');
  await composeScene(harmonizer, {
    ...{ scene, source, out, place: { box: BOX }, method: 'copy-paste', sourceUnits: 'same' },
  });
  t.true(patchOf((await readAll(out))[2]!).every((sample) => sample >= 130 && sample <= 136));
});

test('pixels count in the context if they have data in a band that the model sees, whatever the other bands have', async (t) => {
  const { harmonizer, folder } = t.context;
  const lacks = (x: number, band: number) => band < 3 && x > 104;
  const source = await makeScene(join(folder, 'context-source.tif'), SOURCE, sourceAt);
  const compose = async (name: string, sampleAt: (x: number, y: number, band: number) => number) => {
    const scene = await makeScene(join(folder, `${name}.tif`), SCENE, sampleAt);
    const out = join(folder, `${name}-out.tif`);
    await composeScene(harmonizer, {
      ...{ scene, source, out, place: { box: BOX }, prompts: mini.prompts, steps: 4 },
      targetStretch: { range: [80, 160] },
      sourceUnits: 'same',
    });
    return (await readAll(out)).slice(0, 3).map(patchOf);
  };
  const some = await compose('visible', (x, y, band) => (lacks(x, band) ? NONE : sceneAt(x, y, band)));
  const none = await compose('all', (x, y, band) => (lacks(x, 0) ? NONE : sceneAt(x, y, band)));
  t.deepEqual(some, none);
});

test('fillNodata fills bands in the patch, but not those in the band around it', async (t) => {
  const { harmonizer, folder } = t.context;
  const lacks = (x: number, y: number, band: number) => band === 1 && x >= 50 && x < 70 && y >= 30 && y < 50;
  const scene = await makeScene(join(folder, 'fill.tif'), SCENE, (x, y, band) =>
    lacks(x, y, band) ? NONE : sceneAt(x, y, band),
  );
  const source = await makeScene(join(folder, 'fill-source.tif'), SOURCE, sourceAt);
  const out = join(folder, 'fill-out.tif');
  await composeScene(harmonizer, {
    ...{ scene, source, out, place: { box: BOX }, fillNodata: true, prompts: mini.prompts, steps: 4 },
    targetStretch: { range: [80, 160] },
    sourceUnits: 'same',
  });
  (await readAll(out))[1]!.forEach((sample, i) => {
    const [x, y] = [i % SCENE.width, Math.floor(i / SCENE.width)];
    const expected = lacks(x, y, 1) && !isInside(x, y);
    if ((sample === NONE) !== expected || (!expected && !(sample > 70 && sample < 170)))
      t.fail(`${x}, ${y}: ${sample}`);
  });
  t.pass();
});

test('a source without any data in a band that the model sees is refused', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await makeScene(join(folder, 'whole.tif'), SCENE, sceneAt);
  const source = await makeScene(join(folder, 'whole-source.tif'), SOURCE, (x, y, band) =>
    band === 1 ? NONE : sourceAt(x, y, band),
  );
  const out = join(folder, 'whole-out.tif');
  await t.throwsAsync(
    composeScene(harmonizer, {
      ...{ scene, source, out, place: { box: BOX }, method: 'copy-paste', sourceUnits: 'same' },
    }),
    { code: 'PLACEMENT_INVALID', message: /band 2.*sourceBands/ },
  );
});
