import { access, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import anyTest, { type TestFn } from 'ava';
import sharp from 'sharp';
import { composePatches, composeScene, Harmonizer, type PatchesOptions } from '../lib/index.js';
import { readMap } from '../lib/raster/map.js';
import { mini } from './support/fixtures.js';
import { folderFor, makeScene, readAll, utmTags } from './support/scene.js';

// Many patches in one scene.

const test = anyTest as TestFn<{ harmonizer: Harmonizer; folder: string }>;

test.before(async (t) => {
  t.context = { harmonizer: await Harmonizer.load(mini.folder), folder: await folderFor() };
});
test.after.always((t) => t.context.harmonizer.close());

const SCENE = { width: 600, height: 400, bands: 4, bits: 16, tile: { width: 64, height: 64 } } as const;
const sampleOfScene = (x: number, y: number, band: number) =>
  1000 + 300 * band + 3 * x + 2 * y + ((x * 7 + y * 13) % 11);

/** A scene of uint16 in four bands, and three sources of 40 × 32 px, whose samples tell them apart. */
async function files(folder: string, name: string) {
  const scene = await makeScene(
    join(folder, `${name}.tif`),
    { ...SCENE, tags: utmTags(400_000, 5_800_000, 2)! },
    sampleOfScene,
  );
  const sources = await Promise.all(
    [0, 1, 2].map((i) =>
      makeScene(
        join(folder, `${name}-${i}.tif`),
        { width: 40, height: 32, bands: 4, bits: 16, tags: utmTags(500_000, 5_700_000, 2)! },
        (x, y, band) => 4000 + 1000 * i + 200 * band + 10 * x + 3 * y + ((x * 5 + y * 3) % 7),
      ),
    ),
  );
  return { scene, sources, out: join(folder, `${name}-out.tif`) };
}

type Properties = Record<string, unknown>;

function feature(geometry: object | null, properties: Properties = {}) {
  return { type: 'Feature', geometry, properties };
}

function collection(...features: object[]) {
  return { type: 'FeatureCollection', features };
}

/** The outline of a box in pixels. */
function box(x: number, y: number, width: number, height: number) {
  const [right, bottom] = [x + width, y + height];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [right, y],
        [right, bottom],
        [x, bottom],
        [x, y],
      ],
    ],
  };
}

function point(x: number, y: number) {
  return { type: 'Point', coordinates: [x, y] };
}

const PLAIN = { method: 'copy-paste', sourceUnits: 'same', otherBands: 'copy', patchesCrs: 'pixel' } as const;
const HARMONISED = { prompts: mini.prompts, steps: 4, targetStretch: { range: [0, 8000] } } as const;

test('plain pastes are in the result in the order of the file', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, sources, out } = await files(folder, 'plain');
  const boxes = [
    [100, 80],
    [120, 90],
    [400, 300],
  ] as const;
  const patches = collection(...boxes.map(([x, y], i) => feature(box(x, y, 40, 32), { source: sources[i] })));
  const before = await readFile(scene);
  const result = await composePatches(harmonizer, { scene, patches, out, ...PLAIN });
  t.deepEqual(await readFile(scene), before, 'the scene itself stays');
  t.deepEqual(
    result.patches.map(({ index, place }) => [index, place.box.x, place.box.y, place.pixels]),
    boxes.map(([x, y], i) => [i, x, y, 40 * 32]),
  );
  t.deepEqual([result.out, result.failed, result.resumed, result.warnings], [out, [], 0, []]);

  const [expected, found] = [await readAll(scene), await readAll(out)];
  for (const [i, [left, top]] of boxes.entries()) {
    const source = await readAll(sources[i]!);
    for (const [band, plane] of expected.entries())
      for (let y = 0; y < 32; y++)
        for (let x = 0; x < 40; x++) plane[(top + y) * SCENE.width + left + x] = source[band]![y * 40 + x]!;
  }
  t.deepEqual(found, expected);
  t.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('plain-out')).sort(),
    ['plain-out.tif', 'plain-out.tif.xmp'],
    'nothing is left of the work',
  );
});

test('harmonised patches that overlap equal one composition after another', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, sources, out } = await files(folder, 'overlap');
  const boxes = [
    { x: 100, y: 80, width: 40, height: 32 },
    { x: 130, y: 100, width: 48, height: 40 },
    { x: 420, y: 300, width: 40, height: 32 },
    { x: 150, y: 90, width: 30, height: 30 },
  ];
  const sourceOf = (i: number) => sources[i % 3]!;
  const patches = collection(
    ...boxes.map(({ x, y, width, height }, i) =>
      feature(box(x, y, width, height), { source: sourceOf(i), rotation: 30 * i }),
    ),
  );
  const fractions: number[] = [];
  const result = await composePatches(harmonizer, {
    ...{ scene, patches, out, patchesCrs: 'pixel', ...HARMONISED },
    onProgress: ({ fraction }) => fractions.push(fraction),
  });
  let previous = scene;
  for (const [i, place] of boxes.entries()) {
    const next = join(folder, `overlap-${i}-next.tif`);
    const alone = await composeScene(harmonizer, {
      ...{ scene: previous, source: sourceOf(i), out: next, place: { box: place } },
      ...{ sourceRotation: 30 * i, ...HARMONISED },
    });
    const { index: _, ...patch } = result.patches[i]!;
    t.like(patch, { place: alone.place, window: alone.window, timestep: alone.timestep });
    t.deepEqual(patch.scores, alone.scores);
    previous = next;
  }
  t.deepEqual(await readAll(out), await readAll(previous));
  t.is(fractions.at(-1), 1);
  t.true(fractions.every((fraction, i) => i === 0 || fraction >= fractions[i - 1]! - 1e-9));
});

test('footprints are read in each system, also with heights, and as QGIS writes them', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, sources, out } = await files(folder, 'systems');
  const map = (await readMap(scene, SCENE))!;
  const at = map.toGeographic(200, 150)!;
  const outline = box(180, 134, 40, 32).coordinates[0]!;
  const toCrs = ([x, y]: number[]) => [400_000 + 2 * x!, 5_800_000 - 2 * y!];
  const multi = (positions: number[][]) => ({ type: 'MultiPolygon', coordinates: [[positions]] });
  const urn = (name: string) => ({ crs: { type: 'name', properties: { name } } });
  const cases: [string, PatchesOptions['patchesCrs'], object, object?][] = [
    ['point', 'wgs84', { type: 'Point', coordinates: [...at, 12.5] }, urn('urn:ogc:def:crs:OGC:1.3:CRS84')],
    ['multipoint', undefined, { type: 'MultiPoint', coordinates: [at] }],
    ['degrees', 'wgs84', multi(outline.map(([x, y]) => map.toGeographic(x!, y!)!))],
    ['metres', 'scene', multi(outline.map((p) => [...toCrs(p), 0])), urn('urn:ogc:def:crs:EPSG::32633')],
    ['centre in metres', 'scene', { type: 'Point', coordinates: toCrs([200, 150]) }],
    ['pixels', 'pixel', box(180, 134, 40, 32)],
    ['pixels below the axis', 'pixel', multi(outline.map(([x, y]) => [x!, -y!]))],
  ];
  for (const [name, patchesCrs, geometry, more] of cases) {
    const patches = { ...collection(feature(geometry, { source: sources[0], fid: 1 })), ...more };
    const result = await composePatches(harmonizer, { ...PLAIN, scene, patches, patchesCrs, dryRun: true });
    t.is(result.out, null);
    t.deepEqual(
      result.patches.map(({ place }) => place),
      [{ box: { x: 180, y: 134, width: 40, height: 32 }, pixels: 1280 }],
      name,
    );
  }
  await t.throwsAsync(access(`${out}.patches`), undefined, 'a dry run writes nothing');
});

test('properties are read by name, as text where a layer has only text, and paths are relative to the file', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, out } = await files(folder, 'properties');
  const file = join(folder, 'properties.geojson');
  const features = [
    feature(box(100, 80, 40, 32), { source: 'properties-0.tif', sourceBands: '3,2,1', steps: '5' }),
    feature(box(300, 80, 40, 32), {
      ...{ source: 'properties-1.tif', method: null, rotation: 90, candidate: '', sourcePromt: 'a pond' },
      ...{ sourceUnits: 'own', sourcePrompt: 'a pond', targetPrompt: 'a meadow', fid: 7, name: 'pond' },
    }),
  ];
  await writeFile(file, JSON.stringify(collection({ ...features[0]!, id: 'first' }, features[1]!)));
  const result = await composePatches(harmonizer, {
    ...{ scene, patches: file, out, patchesCrs: 'pixel' },
    ...{ ...HARMONISED, prompts: { ...HARMONISED.prompts } },
  });
  t.deepEqual(
    result.patches.map(({ index, id }) => [index, id]),
    [
      [0, 'first'],
      [1, undefined],
    ],
  );
  t.true(
    result.patches[0]!.candidates.length > result.patches[1]!.candidates.length,
    'more steps, more candidates',
  );
  t.deepEqual(result.warnings, [
    {
      code: 'PATCH_PROPERTY',
      message: `${file} has the property sourcePromt, which is ignored; did you mean sourcePrompt?`,
    },
  ]);
});

test('a file that is wrong is refused with the feature, the value and the remedy', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, sources, out } = await files(folder, 'wrong');
  const source = sources[0];
  const good = feature(box(100, 80, 40, 32), { source });
  const bare = await makeScene(join(folder, 'wrong-bare.tif'), SCENE, sampleOfScene);
  const crs = (name: string) => ({ crs: { type: 'name', properties: { name } } });
  const cases: [string, object, Partial<PatchesOptions>, ...RegExp[]][] = [
    [
      'PATCH_FAILED',
      collection(good, feature(null, { source })),
      {},
      /features\[1\]: The feature has no geometry; draw/,
    ],
    ['PATCH_FAILED', collection(good, feature(point(900, 900), { source })), {}, /features\[1\]: .*outside/],
    ['PATCH_FAILED', collection(feature(box(100, 80, 40, 32))), {}, /source is missing; name/],
    ['PATCH_FAILED', collection(feature(box(1, 1, 9, 9), { source: 'no.tif' })), {}, /no\.tif/],
    [
      'PATCH_FAILED',
      collection(feature(box(1, 1, 9, 9), { source, rotation: 999 })),
      {},
      /rotation is 999; it must be/,
    ],
    [
      'PATCH_FAILED',
      collection(feature(box(1, 1, 9, 9), { source, rotation: 'left' })),
      {},
      /rotation must be/,
    ],
    [
      'PATCH_FAILED',
      collection(feature({ type: 'LineString', coordinates: [] }, { source })),
      {},
      /LineString/,
    ],
    [
      'PATCH_FAILED',
      collection(
        feature(
          {
            type: 'MultiPoint',
            coordinates: [
              [1, 1],
              [2, 2],
            ],
          },
          { source },
        ),
      ),
      {},
      /2 points.*Split/,
    ],
    ['PATCH_FAILED', collection(good), { patchesCrs: 'wgs84' }, /100, 80|longitude/, /patchesCrs/],
    ['PATCH_FAILED', collection(good), { patchesCrs: 'scene', scene: bare }, /no georeference.*pixel/],
    [
      'PATCH_FAILED',
      collection(feature(point(13, 52), { source })),
      { patchesCrs: 'wgs84', scene: bare },
      /no known coordinate reference system.*pixel/,
    ],
    [
      'OPTION_INVALID',
      { ...collection(good), ...crs('EPSG:32633') },
      { patchesCrs: 'wgs84' },
      /EPSG:32633.*patchesCrs/,
    ],
    ['OPTION_INVALID', collection(), {}, /holds no feature; draw/],
    [
      'PATCH_FAILED',
      { type: 'FeatureCollection', features: [{ type: 'feature' }] },
      {},
      /features\[0\]\.type/,
    ],
    ['OPTION_INVALID', collection(good), { out: join(folder, 'picture.png') }, /picture\.png.*\.tif/],
    ['OPTION_INVALID', collection(good), { out: scene }, /scene itself/],
    ['OPTION_INVALID', collection(good), { out: undefined }, /out is missing/],
    ['OPTION_INVALID', collection(good), { place: { at: 1 } } as object, /Unknown option place/],
  ];
  for (const [code, patches, more, ...words] of cases) {
    const error = await t.throwsAsync(
      composePatches(harmonizer, { scene, patches, out, ...PLAIN, ...more }),
      { code },
      JSON.stringify(patches),
    );
    for (const word of words) t.regex(error!.message, word);
  }
  t.false(
    (await readdir(folder)).some((name) => name.startsWith('wrong-out')),
    'nothing is written',
  );
});

const OPEN = [
  [1, 1],
  [50, 1],
  [50, 50],
];

test('keepGoing leaves out the patches that fail', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, sources, out } = await files(folder, 'going');
  const patches = collection(
    feature(box(100, 80, 40, 32), { source: sources[0] }),
    { ...feature(null, { source: sources[1] }), id: 'lost' },
    feature(box(110, 90, 40, 32), { source: join(folder, 'missing.tif') }),
    feature(box(400, 80, 40, 32), { source: sources[2] }),
    feature({ type: 'Polygon', coordinates: [OPEN] }, { source: sources[0] }),
  );
  const result = await composePatches(harmonizer, { scene, patches, out, keepGoing: true, ...PLAIN });
  t.deepEqual(
    result.patches.map(({ index }) => index),
    [0, 3],
  );
  t.deepEqual(
    result.failed.map(({ index, id, code }) => [index, id, code]),
    [
      [1, 'lost', 'PLACEMENT_INVALID'],
      [2, undefined, 'IMAGE_NOT_FOUND'],
      [4, undefined, 'OPTION_INVALID'],
    ],
  );
  t.regex(result.failed[2]!.message, /features\[4\]: The feature is not valid GeoJSON: .*a closed ring/);
  t.regex(result.failed[1]!.message, /features\[2\].*missing\.tif/);
  const found = await readAll(out);
  const source = await readAll(sources[2]!);
  t.is(found[0]![80 * SCENE.width + 400], source[0]![0]);

  const error = await t.throwsAsync(
    composePatches(harmonizer, {
      ...{ scene, out: join(folder, 'going-none.tif'), keepGoing: true, ...PLAIN },
      patches: collection(feature(null), feature(point(5, 5))),
    }),
    { code: 'PATCH_FAILED', message: /features\[0\]/ },
  );
  t.is((error as { index?: number }).index, 0);
  await t.throwsAsync(access(join(folder, 'going-none.tif')));
});

test('an interrupted run resumes, and makes again only what has changed', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, sources, out } = await files(folder, 'resumed');
  const features = [
    feature(box(100, 80, 40, 32), { source: sources[0] }),
    feature(box(420, 300, 40, 32), { source: sources[1] }),
    feature(box(130, 90, 40, 32), { source: sources[2] }),
    feature(box(420, 80, 40, 32), { source: sources[1] }),
  ];
  const options = { scene, patchesCrs: 'pixel', ...HARMONISED } as const;
  const whole = join(folder, 'resumed-whole.tif');
  await composePatches(harmonizer, { ...options, patches: collection(...features), out: whole });

  /** Stops when some patches are finished. */
  const interrupt = async (patches: object, finished: number) => {
    const stop = new AbortController();
    await t.throwsAsync(
      composePatches(harmonizer, {
        ...{ ...options, patches, out, signal: stop.signal },
        onProgress: ({ step }) => step >= finished && stop.abort(),
      }),
      { code: 'ABORT_ERR' },
    );
    await t.throwsAsync(access(out), undefined, 'nothing is written yet');
  };
  await interrupt(collection(...features), 2);
  const resumed = await composePatches(harmonizer, { ...options, patches: collection(...features), out });
  t.is(resumed.resumed, 2);
  t.is(resumed.patches.length, 4);
  t.deepEqual(await readFile(out), await readFile(whole), 'the same bytes');
  await t.throwsAsync(access(`${out}.patches`));

  await rm(out);
  await interrupt(collection(...features), 4);
  // The third patch sees the first; the others do not.
  const changed = [feature(box(100, 80, 40, 32), { source: sources[0], rotation: 45 }), ...features.slice(1)];
  const partly = await composePatches(harmonizer, { ...options, patches: collection(...changed), out });
  t.is(partly.resumed, 2);
  const anew = join(folder, 'resumed-anew.tif');
  await composePatches(harmonizer, { ...options, patches: collection(...changed), out: anew });
  t.deepEqual(await readFile(out), await readFile(anew));
});

test('nothing is left of a run that could not begin', async (t) => {
  const { harmonizer, folder } = t.context;
  const { sources, out } = await files(folder, 'begun');
  // Palettes and lossy compression are only refused when the copy begins.
  const scene = join(folder, 'begun-lossy.tif');
  const pixels = new Uint8Array(300 * 200 * 3).fill(90);
  await sharp(pixels, { raw: { width: 300, height: 200, channels: 3 } })
    .tiff({ compression: 'jpeg', tile: true })
    .toFile(scene);
  const patches = collection(feature(box(100, 80, 40, 32), { source: sources[0], sourceUnits: 'own' }));
  await t.throwsAsync(
    composePatches(harmonizer, { scene, patches, out, ...PLAIN, sourceUnits: 'own', sourceBands: [1, 2, 3] }),
    { code: 'IMAGE_UNSUPPORTED', message: /--rewrite/ },
  );
  t.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('begun-out')),
    [],
  );
});

test('no output replaces a file that a patch is made from', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, sources, out } = await files(folder, 'replaced');
  const before = await readFile(sources[0]!);
  const labels = join(folder, 'replaced.json');
  await writeFile(labels, '{}');
  const patches = collection(feature(box(100, 80, 40, 32), { source: sources[0], labels }));
  const cases: [object, RegExp][] = [
    [{ out: sources[0] }, /out is .*source itself/],
    [{ out, labelsOut: labels }, /labelsOut is .*labels itself/],
    [{ out, labelsOut: out }, /labelsOut is .*out itself/],
  ];
  for (const [outputs, message] of cases)
    await t.throwsAsync(composePatches(harmonizer, { scene, patches, ...outputs, ...PLAIN }), { message });
  t.deepEqual(await readFile(sources[0]!), before);
  t.is(await readFile(labels, 'utf8'), '{}');
});

test('a finished patch whose file is damaged or whose source is placed anew is made again', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, out } = await files(folder, 'damaged');
  const size = { width: 40, height: 32, bands: 4, bits: 16 } as const;
  const source = await makeScene(join(folder, 'damaged-bare.tif'), size, (x, y) => 5000 + x + y);
  const worldFile = join(folder, 'damaged-bare.tfw');
  await writeFile(worldFile, ['2', '0', '0', '-2', '500000', '5700000'].join('\n'));
  const features = [feature(point(120, 96), { source }), feature(point(420, 300), { source })];
  const options = { scene, out, ...PLAIN, patches: collection(...features), metadata: { gsd: 2 } };
  const interrupt = async () => {
    const stop = new AbortController();
    const onProgress = ({ step }: { step: number }) => step >= 2 && stop.abort();
    await t.throwsAsync(composePatches(harmonizer, { ...options, signal: stop.signal, onProgress }));
  };
  await interrupt();
  const stored = join(`${out}.patches`, '0.patch');
  await writeFile(stored, (await readFile(stored)).subarray(0, 100));
  const again = await composePatches(harmonizer, options);
  t.is(again.resumed, 1);
  t.is(again.patches[0]!.place.box.width, 40);
  await rm(out);
  await interrupt();
  await writeFile(worldFile, ['4', '0', '0', '-4', '500000', '5700000'].join('\n'));
  const larger = await composePatches(harmonizer, options);
  t.is(larger.resumed, 0);
  t.is(larger.patches[0]!.place.box.width, 80);
});

test('one run at a time writes an output', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, sources, out } = await files(folder, 'locked');
  const patches = collection(feature(box(100, 80, 40, 32), { source: sources[0] }));
  const options = { scene, patches, out, ...PLAIN };
  const [first, second] = await Promise.allSettled([
    composePatches(harmonizer, options),
    // The same file by another name.
    symlink(out, `${out}-link.tif`).then(() =>
      composePatches(harmonizer, { ...options, out: `${out}-link.tif` }),
    ),
  ]);
  const [failed] = [first, second].filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  t.is([first, second].filter(({ status }) => status === 'fulfilled').length, 1);
  t.is(failed!.reason.code, 'OUTPUT_FAILED');
  t.regex(failed!.reason.message, /Another process is writing/);
});

test('in place, the scene itself gets all patches', async (t) => {
  const { harmonizer, folder } = t.context;
  const { scene, sources, out } = await files(folder, 'inplace');
  const patches = collection(
    feature(box(100, 80, 40, 32), { source: sources[0] }),
    feature(box(120, 90, 40, 32), { source: sources[1] }),
  );
  await composePatches(harmonizer, { scene, patches, out, ...PLAIN });
  const result = await composePatches(harmonizer, { scene, patches, inPlace: true, ...PLAIN });
  t.is(result.out, scene);
  t.deepEqual(await readAll(scene), await readAll(out));
});
