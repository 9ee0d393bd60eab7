import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import anyTest, { type TestFn } from 'ava';
import { composeScene, Harmonizer } from '../lib/index.js';
import { mini } from './support/fixtures.js';
import { folderFor, makeScene, readAll, utmTags } from './support/scene.js';

// Decoded pixels as the source of a scene, and the files that are written beside it.

const test = anyTest as TestFn<{ harmonizer: Harmonizer; folder: string; scene: string }>;

const [WIDTH, HEIGHT] = [200, 160];
const BOX = { x: 60, y: 40, width: 8, height: 6 };

test.before(async (t) => {
  const folder = await folderFor();
  const scene = await makeScene(
    join(folder, 'scene.tif'),
    { width: WIDTH, height: HEIGHT, bands: 3, bits: 16 },
    (x, y, band) => 1000 + 300 * band + 8 * x + 5 * y,
  );
  t.context = { harmonizer: await Harmonizer.load(mini.folder), folder, scene };
});
test.after.always((t) => t.context.harmonizer.close());

test('decoded pixels are inserted with their own samples, except those that alpha hides', async (t) => {
  const { harmonizer, folder, scene } = t.context;
  const { width, height } = BOX;
  const sampleAt = (x: number, y: number, band: number) => 2000 + 500 * band + 10 * x + 3 * y;
  const data = Uint16Array.from({ length: width * height * 4 }, (_, i) => {
    const [x, y] = [Math.floor(i / 4) % width, Math.floor(i / 4 / width)];
    return i % 4 === 3 ? (x < 2 ? 0 : 30_000) : sampleAt(x, y, i % 4);
  });
  const out = join(folder, 'decoded.tif');
  const { place } = await composeScene(harmonizer, {
    ...{ scene, out, place: { box: BOX }, method: 'copy-paste', sourceUnits: 'same' },
    source: { data, width, height, channels: 4 },
  });
  t.is(place.pixels, 6 * 6);
  const old = await readAll(scene);
  for (const [band, plane] of (await readAll(out)).entries())
    plane.forEach((sample, i) => {
      const [x, y] = [(i % WIDTH) - BOX.x, Math.floor(i / WIDTH) - BOX.y];
      const isNew = x >= 2 && x < width && y >= 0 && y < height;
      const expected = isNew ? sampleAt(x, y, band) : old[band]![i];
      if (sample !== expected) t.fail(`${x}, ${y}, band ${band}: ${sample} for ${expected}`);
    });
});

test('the stretch of decoded pixels leaves out those that alpha hides', async (t) => {
  const { harmonizer, scene } = t.context;
  const { width, height } = BOX;
  const data = Float64Array.from({ length: width * height * 2 }, (_, i) =>
    i % 2 === 1 ? (i < 20 ? 0 : 1) : i < 20 ? -500 : i,
  );
  const { sourceStretch } = await composeScene(harmonizer, {
    ...{ scene, place: { box: BOX }, method: 'copy-paste', sourceStretch: 'percentile', dryRun: true },
    source: { data, width, height, channels: 2 },
  });
  t.deepEqual(sourceStretch, { method: 'percentile', range: [20, 94] });
});

test('a preview does not replace the scene', async (t) => {
  const { harmonizer, scene } = t.context;
  const before = await readFile(scene);
  await t.throwsAsync(
    composeScene(harmonizer, {
      ...{ scene, place: { box: BOX }, method: 'copy-paste', dryRun: true, preview: scene },
      source: { data: new Uint8Array(48), width: 8, height: 6, channels: 1 },
    }),
    { code: 'OPTION_INVALID', message: /^preview is .*, which is the scene itself/ },
  );
  t.deepEqual(await readFile(scene), before);
});

test('a point far outside the scene is refused as such', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await makeScene(
    join(folder, 'map.tif'),
    { width: WIDTH, height: HEIGHT, bands: 1, bits: 8, tags: { ...utmTags(500_000, 4_500_000, 10) } },
    (x) => x,
  );
  await t.throwsAsync(
    composeScene(harmonizer, {
      ...{ scene, place: { atPixel: { x: 1e12, y: 5 } }, method: 'copy-paste', dryRun: true, sourceGsd: 10 },
      source: { data: new Uint8Array(48), width: 8, height: 6, channels: 1 },
    }),
    { code: 'PLACEMENT_INVALID', message: /outside the scene/ },
  );
});
