import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { composeScene, Harmonizer, modelDigest } from 'harmonidiff';
import { augment, planAugmentation, writeAugmentationManifest } from 'harmonidiff/augment';
import sharp from 'sharp';
import { KINDS, kindOf } from '../../src/distributed/kinds/index.js';
import type { Task } from '../../src/distributed/kinds/kind.js';
import { statesAt } from '../../src/distributed/kinds/scene-files.js';
import { missingOf } from '../../src/distributed/made.js';
import { Maker, MakingError } from '../../src/distributed/maker.js';
import { mayPass } from '../../src/distributed/permanent.js';
import { Results } from '../../src/distributed/results.js';
import type { KindName, Run } from '../../src/distributed/run.js';
import { SharedFolder } from '../../src/distributed/shared-folder.js';
import { version } from '../../src/version.js';
import { mini } from '../support/service.js';
import { compositesIn, loaded, sharedFolder } from '../support/shared.js';

// What submit and workers check of scenes, sets and composites, without Redis.

const MODEL = '0'.repeat(64);
const FIRST = '{"manifest":"harmonidiff scenes","version":1}';
const PROMPTS = { source: 'a hospital', target: 'a forest' };
const PLACE = { box: { x: 30, y: 20, width: 60, height: 50 } };
const USUAL = { id: 'a', scene: 'scene.tif', source: 'patch.tif', place: PLACE, prompts: PROMPTS };

/** A shared folder with a scene and a patch, both TIFFs. */
async function folderWith(t: ExecutionContext): Promise<string> {
  const root = await sharedFolder(t);
  await sharp(join(root, 'scenes/forest/0.png')).tiff({ compression: 'lzw' }).toFile(join(root, 'scene.tif'));
  await sharp(join(root, 'patches/hospital/0.png')).tiff().toFile(join(root, 'patch.tif'));
  return root;
}

async function listOf(root: string, ...lines: (object | string)[]): Promise<string> {
  const path = join(root, 'list.jsonl');
  const text = [FIRST, ...lines].map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  await writeFile(path, text.join('\n'));
  return path;
}

async function planned(
  root: string,
  manifest: string,
  settings: Record<string, unknown> = {},
): Promise<{ run: Run; tasks: Task[] }> {
  const kind = await kindOf(manifest);
  const keyed = { version: '0.1.0', model: MODEL, settings };
  const { common, tasks } = await kind.plan(manifest, { shared: await SharedFolder.open(root), ...keyed });
  return { tasks, run: { run: 'harmonidiff', kind: kind.name, ...keyed, common } };
}

async function make(
  root: string,
  { run, tasks }: { run: Run; tasks: Task[] },
  harmonizer?: Harmonizer,
): Promise<string> {
  const out = join(root, 'made');
  await mkdir(out, { recursive: true });
  const [{ id, item }] = tasks as [Task];
  await KINDS[run.kind as KindName].make({
    ...{
      harmonizer: harmonizer ?? (await loaded()),
      shared: await SharedFolder.open(root),
      run,
      id,
      item,
      out,
    },
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  return out;
}

const BESIDE = [
  ...['scene.tfw', 'scene.TFW', 'scene.prj', 'scene_RPC.TXT', 'scene.imd', 'scene.json', 'item.json'],
  ...['scene.tif.aux.xml', 'scene.tif.ovr', 'scene.tif.msk', 'scene.tif.msk.ovr'],
  ...['patch.tfw', 'patch.tif.msk', 'patch_stac.json'],
];

test('the key of a scene changes with every file beside its images that appears, changes or goes', async (t) => {
  const root = await folderWith(t);
  const list = await listOf(root, USUAL);
  const keyOf = async () => (await planned(root, list)).tasks[0]!.key;
  const before = await keyOf();
  t.is(await keyOf(), before);
  await writeFile(join(root, 'other.tfw'), '1');
  t.is(await keyOf(), before, 'a file of another image');
  for (const name of BESIDE) {
    await writeFile(join(root, name), '1');
    const appeared = await keyOf();
    t.not(appeared, before, name);
    await writeFile(join(root, name), '12');
    t.not(await keyOf(), appeared, name);
    await rm(join(root, name));
    t.is(await keyOf(), before, name);
  }
});

test('files beside the sources of a file of patches count, too', async (t) => {
  const root = await folderWith(t);
  const feature = {
    type: 'Feature',
    properties: { source: '../patch.tif' },
    geometry: { type: 'Point', coordinates: [80, 60] },
  };
  await mkdir(join(root, 'work/deep'), { recursive: true });
  await writeFile(join(root, 'work/deep/patches.geojson'), JSON.stringify(feature));
  // What a file of patches names is relative to the link, as in the library.
  await symlink('deep/patches.geojson', join(root, 'work/link.geojson'));
  const list = await listOf(root, { id: 'a', scene: 'scene.tif', patches: 'work/link.geojson' });
  const before = (await planned(root, list)).tasks[0]!;
  t.deepEqual(Object.keys((before.item as { files: object }).files), [
    ...['patch.tif', 'scene.tif', 'work/link.geojson'],
  ]);
  await writeFile(join(root, 'patch.tfw'), '1');
  t.not((await planned(root, list)).tasks[0]!.key, before.key);
});

test('a file that many scenes name is looked at once', async (t) => {
  const root = await folderWith(t);
  const shared = await SharedFolder.open(root);
  const asked = async (count: number) => {
    let calls = 0;
    const counted = new Proxy(shared, {
      get: (_, name) => {
        calls++;
        return Reflect.get(shared, name, shared);
      },
    });
    const lines = Array.from({ length: count }, (_, i) => ({ ...USUAL, id: `${i}` }));
    const { tasks } = await KINDS.scenes.plan(await listOf(root, ...lines), {
      ...{ shared: counted, version, model: MODEL, settings: {} },
    });
    t.is(tasks.length, count);
    return calls;
  };
  t.is(await asked(20), await asked(1));
});

test('a scene that is a link is read with the files beside the link, as by composeScene', async (t) => {
  const root = await folderWith(t);
  await symlink('scene.tif', join(root, 'link.tif'));
  const line = { ...USUAL, scene: 'link.tif', method: 'poisson' };
  const list = await listOf(root, line);
  const { key } = (await planned(root, list)).tasks[0]!;
  await writeFile(join(root, 'scene.tfw'), '2\n0\n0\n-2\n700000\n5000000\n');
  t.is((await planned(root, list)).tasks[0]!.key, key, 'beside the file that it leads to');
  await writeFile(join(root, 'link.tfw'), '1\n0\n0\n-1\n500000\n5000000\n');
  const run = await planned(root, list);
  t.not(run.tasks[0]!.key, key);
  const { id: _, ...options } = line;
  const out = join(root, 'alone.tif');
  const at = (name: string) => join(root, name);
  await composeScene(await loaded(), {
    ...{ ...options, method: 'poisson', scene: at('link.tif'), source: at('patch.tif'), out },
  });
  const made = await make(root, run);
  t.deepEqual(await readFile(join(made, 'scene.tif')), await readFile(out));
  t.deepEqual((await readdir(made)).sort(), ['scene.tfw', 'scene.tif', 'scene.tif.xmp']);

  const outside = await sharedFolder(t);
  await symlink(at('scene.tif'), join(outside, 'in.tif'));
  const refused = await listOf(root, { ...line, scene: join(outside, 'in.tif') });
  await t.throwsAsync(planned(root, refused), {
    code: 'SHARED_FOLDER',
    message: /in\.tif is not in the shared/,
  });
});

test('a patch that another attempt may make is not left out of a scene', async (t) => {
  const root = await folderWith(t);
  const square = [
    [10, 10],
    [50, 10],
    [50, 50],
    [10, 50],
    [10, 10],
  ];
  const features = [1, 50].map((most) => ({
    type: 'Feature',
    properties: { source: 'patch.tif', steps: 50, candidateRange: [0, most] },
    geometry: { type: 'Polygon', coordinates: [square] },
  }));
  await writeFile(join(root, 'many.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
  const line = { id: 'a', scene: 'scene.tif', patches: 'many.geojson', patchesCrs: 'pixel', keepGoing: true };
  const run = await planned(root, await listOf(root, { ...line, prompts: PROMPTS }));
  const harmonizer = await Harmonizer.load(mini, { threads: 1, device: 'cpu', maxMemory: 60 });
  t.teardown(() => harmonizer.close());
  await t.throwsAsync(make(root, run, harmonizer), { code: 'MEMORY_LIMIT', message: /features\[1\]/ });
});

test('a file beside an image that cannot be looked at for now does not count as gone', async (t) => {
  const root = await folderWith(t);
  const shared = await SharedFolder.open(root);
  await writeFile(join(root, 'scene.tfw'), '1');
  const failure = Object.assign(new Error('EIO: i/o error, lstat'), { code: 'EIO', syscall: 'lstat' });
  const nameOf = async (path: string) => {
    if (path.endsWith('.tfw')) throw failure;
    return shared.nameOf(path);
  };
  const failing = { nameOf, ownNameOf: nameOf } as unknown as SharedFolder;
  const error = await t.throwsAsync(statesAt(failing, join(root, 'scene.tif')), {
    code: 'IMAGE_NOT_FOUND',
  });
  t.true(mayPass(error));
});

test('what the system has caused may pass, and what is wrong with a file or its path does not', (t) => {
  const system = (code: string) => Object.assign(new Error(code), { code, syscall: 'open' });
  const because = (cause: unknown) => new Error('outer', { cause: new Error('inner', { cause }) });
  for (const code of ['EIO', 'ESTALE', 'EMFILE', 'ENOENT']) {
    t.true(mayPass(system(code)), code);
    t.true(mayPass(because(system(code))), code);
  }
  t.true(mayPass(because(new RangeError('Array buffer allocation failed'))));
  for (const other of [because(system('ENOTDIR')), because(new Error('no image')), new Error('EIO'), 'EIO'])
    t.false(mayPass(other));
  const endless = new Error('a');
  endless.cause = endless;
  t.false(mayPass(endless));
});

test('a shared folder that cannot be opened for now is said to be worth another attempt', async (t) => {
  const maker = await Maker.start(mini, { threads: 1, device: 'cpu' });
  t.teardown(() => maker.close());
  const root = await folderWith(t);
  const { run, tasks } = await planned(root, await listOf(root, USUAL));
  const watch = { signal: new AbortController().signal, onProgress: () => {} };
  const made = (at: string) => maker.make(at, { ...tasks[0]!, run, out: root }, watch);
  const failed = { instanceOf: MakingError, code: 'SHARED_FOLDER' };
  const unmounted = await t.throwsAsync<MakingError>(made(join(root, 'unmounted')), failed);
  t.true(unmounted!.mayPass);
  const noFolder = await t.throwsAsync<MakingError>(made(join(root, 'scene.tif')), failed);
  t.false(noFolder!.mayPass);
});

test('a worker notices a file beside an image that has appeared, changed or gone', async (t) => {
  const root = await folderWith(t);
  const list = await listOf(root, { ...USUAL, method: 'poisson' });
  const world = join(root, 'scene.tfw');
  const without = await planned(root, list);
  await writeFile(world, '1\n0\n0\n-1\n500000\n5000000\n');
  const changed = (message: RegExp) => ({ code: 'CHECKSUM_MISMATCH', message });
  await t.throwsAsync(make(root, without), changed(/^scene\.tfw has appeared since .* Submit the manifest/));
  const having = await planned(root, list);
  await writeFile(world, '2\n0\n0\n-2\n500000\n5000000\n\n');
  await t.throwsAsync(make(root, having), changed(/^scene\.tfw has changed since/));
  await rm(world);
  await t.throwsAsync(make(root, having), changed(/^scene\.tfw is gone since/));
  const out = await make(root, without);
  t.deepEqual((await readdir(out)).sort(), ['scene.tif', 'scene.tif.xmp']);
  await rm(join(root, 'patch.tif'));
  // It may come back.
  await t.throwsAsync(make(root, without), { code: 'IMAGE_NOT_FOUND', message: /patch\.tif cannot be read/ });
});

test('a link beside an image leads no worker out of the shared folder', async (t) => {
  const root = await folderWith(t);
  const outside = await sharedFolder(t);
  await writeFile(join(outside, 'secret'), '1');
  const list = await listOf(root, USUAL);
  await sharp(join(root, 'scene.tif')).toFile(join(root, 'scenes/forest/9.tif'));
  const paths = { scenes: join(root, 'scenes'), patches: join(root, 'patches') };
  const { manifest } = await planAugmentation({ ...paths, count: 1, gsd: 1, patchGsd: 1 });
  const [item] = manifest.items;
  const runs = {
    scenes: await planned(root, list),
    composites: await planned(root, await compositesIn(root, 1)),
    set: {
      run: {
        run: 'harmonidiff' as const,
        kind: 'set' as const,
        ...{ version: '0.1.0', model: MODEL, settings: {} },
        common: { ...manifest, scenes: 'scenes', patches: 'patches' },
      },
      tasks: [{ id: item!.id, key: MODEL, item }],
    },
  };
  const composite = runs.composites.tasks[0]!.item as { target: { path: string }; source: { path: string } };
  const refused = { code: 'SHARED_FOLDER', message: /is not in the shared folder/ };
  const stem = (path: string) => path.replace(/\.[^.]+$/, '');
  for (const [kind, link] of [
    ['scenes', 'scene.tfw'],
    ['scenes', 'scene.tif.msk'],
    ['scenes', 'patch.json'],
    ['composites', `scenes/${stem(composite.target.path)}.geojson`],
    ['composites', `scenes/${composite.source.path}.aux.xml`],
    ['set', `scenes/${item!.scene.path}.ovr`],
    ['set', `patches/${stem(item!.patches[0]!.path)}.json`],
  ] as const) {
    await symlink(join(outside, 'secret'), join(root, link));
    await t.throwsAsync(make(root, runs[kind]), refused, link);
    if (kind === 'scenes')
      await t.throwsAsync(planned(root, list), { ...refused, message: /list\.jsonl, line 2: .* is not in/ });
    await rm(join(root, link));
  }
});

test('what a worker would refuse is refused when it is submitted, with the line', async (t) => {
  const root = await folderWith(t);
  const feature = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [80, 60] } };
  await writeFile(join(root, 'plain.geojson'), JSON.stringify(feature));
  const own = { ...feature, properties: { candidateRange: '1-2' } };
  await writeFile(join(root, 'own.geojson'), JSON.stringify(own));
  await promisify(execFile)('mkfifo', [join(root, 'pipe.tif')]);
  const patches = { id: 'a', scene: 'scene.tif', source: 'patch.tif', patches: 'plain.geojson' };
  const range = /line 3: candidateRange is \[ 6, 7 \]; it must be two whole numbers, .* ≤ 4 \(steps\)/;
  const lines: [object | string, RegExp, settings?: object][] = [
    [{ ...USUAL, steps: 4, candidateRange: [6, 7] }, range],
    [{ ...USUAL, candidateRange: [6, 7] }, range, { steps: 4 }],
    [{ ...USUAL, steps: 4 }, range, { candidateRange: [6, 7] }],
    [{ ...patches, steps: 4, candidateRange: [6, 7] }, range],
    [{ ...USUAL, prompts: {} }, /line 3: prompts\.source is missing; mode ltf needs prompts/],
    [{ ...USUAL, scene: undefined }, /line 3: scene is missing; pass a path\./],
    [{ ...USUAL, source: null }, /line 3: source is missing; pass a file path/],
    [{ ...USUAL, out: 'a.xyz' }, /line 3: Cannot write a\.xyz: its name must end in \.png, /],
    [{ ...patches, out: 'a.png' }, /line 3: out is a\.png; a scene with several patches is written as \.tif/],
    [{ ...USUAL, labelsOut: 'a.txt' }, /line 3: labelsOut is a\.txt; it must end in \.json/],
    [{ ...USUAL, label: 'b', labelsOut: 'a.tif' }, /line 3: labelsOut is a\.tif, but labelsIn is missing/],
    [
      { ...USUAL, label: 'b', labelsOut: 'result.json' },
      /line 3: labelsOut is result\.json, which describes/,
    ],
    [{ ...USUAL, labelsOut: 'scene.tif' }, /line 3: out and labelsOut are both scene\.tif/],
    [{ ...USUAL, source: 'none.tif' }, /line 3: .*none\.tif cannot be read: no such file/],
    [{ ...USUAL, source: 'pipe.tif' }, /line 3: .*pipe\.tif is not a regular file/],
    [{ ...USUAL, source: 'scenes' }, /line 3: .* is not a regular file/],
    [{ ...USUAL, source: 'a\0b' }, /line 3: ".*a\\u0000b" has a null character; pass a path/],
    [{ ...USUAL, source: '\u001b]0;title\u0007' }, /line 3: .*\\u001b\]0;title\\u0007 cannot be read/],
    [{ ...patches, patches: 'scene.tif' }, /line 3: patches is .*scene\.tif, which is not JSON/],
    [{ ...USUAL, id: undefined }, /line 3: id is missing; it must be a string of 1 to 1000 characters/],
    [{ ...USUAL, id: 5 }, /line 3: id is 5; it must be a string/],
    [{ ...USUAL, id: 'first' }, /line 3: id is "first", as in line 2; it must be unique/],
    ['[]', /line 3: it must be an object/],
    ['{"id":', /line 3: it is not JSON: /],
    [`{"id":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, /line 3: id is a list; it must be a string/],
  ];
  for (const [line, message, settings = {}] of lines) {
    const list = await listOf(root, { ...USUAL, id: 'first', steps: 20, candidateRange: [6, 7] }, line);
    const error = await t.throwsAsync(planned(root, list, { ...settings }), {
      code: 'MANIFEST_INVALID',
      message,
    });
    t.notRegex(error!.message, /\p{Cc}/u);
  }
  const unusable = await listOf(root, { ...USUAL, source: 'x'.repeat(300) });
  await t.throwsAsync(planned(root, unusable), {
    code: 'SHARED_FOLDER',
    message: /line 2: .* cannot be the path of a file \(ENAMETOOLONG\)/,
  });
  // Its patch has a range of its own.
  const list = await listOf(root, { ...patches, patches: 'own.geojson', steps: 4, candidateRange: [6, 7] });
  t.is((await planned(root, list)).tasks.length, 1);
  t.is((await planned(root, await listOf(root, { ...USUAL, out: 'a.png' }))).tasks.length, 1);
});

test('settings that contradict each other are refused for every kind of manifest', async (t) => {
  const root = await folderWith(t);
  const settings = { steps: 4, candidateRange: [6, 7] };
  const refused = { code: 'OPTION_INVALID', message: /^candidateRange is \[ 6, 7 \]; .* ≤ 4 \(steps\)/ };
  await t.throwsAsync(planned(root, await compositesIn(root, 1), settings), refused);
  const paths = { scenes: join(root, 'scenes'), patches: join(root, 'patches') };
  const { manifest } = await planAugmentation({ ...paths, count: 1, gsd: 1, patchGsd: 1 });
  const { items, ...header } = manifest;
  const lines = [
    { manifest: 'harmonidiff augment', version: 1, ...header, settings: { steps: 4 } },
    ...items,
  ];
  await writeFile(join(root, 'set.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const set = join(root, 'set.jsonl');
  await t.throwsAsync(planned(root, set, { candidateRange: [6, 7] }), refused);
  t.is((await planned(root, set, { candidateRange: [1, 2] })).tasks.length, 1);
});

test('settings of a set have the same keys as flags and in its manifest', async (t) => {
  const root = await folderWith(t);
  const shared = await SharedFolder.open(root);
  const paths = { scenes: join(root, 'scenes'), patches: join(root, 'patches') };
  const { manifest } = await planAugmentation({ ...paths, count: 1, gsd: 1, patchGsd: 1 });
  const path = join(root, 'set.jsonl');
  const plan = async (own: object, settings: Record<string, unknown>) => {
    await writeAugmentationManifest({ ...manifest, settings: own }, path);
    const { begin, collect, ...rest } = await KINDS.set.plan(path, {
      ...{ shared, version, model: MODEL, settings },
    });
    return JSON.stringify(rest);
  };
  const own = await plan({ minVisible: 0.3, restoreDetail: true, steps: 10, mode: 'twr' }, {});
  t.is(await plan({ minVisible: 0.3, restoreDetail: true }, { mode: 'twr', steps: 10 }), own);
  t.is(await plan({ minVisible: 0.3, steps: 10 }, { restoreDetail: true, mode: 'twr' }), own);
  t.not(await plan({ minVisible: 0.3, steps: 10 }, { mode: 'twr' }), own);
});

test('a set that was begun with another model is not continued', async (t) => {
  const root = await folderWith(t);
  const paths = { scenes: join(root, 'scenes'), patches: join(root, 'patches') };
  const { manifest } = await planAugmentation({ ...paths, count: 2, gsd: 1, patchGsd: 1 });
  const out = join(root, 'set');
  const first = { ...manifest, count: 1, items: manifest.items.slice(0, 1) };
  await augment(await loaded(), { manifest: first, out, method: 'poisson' });
  const lines = [
    { manifest: 'harmonidiff augment', version: 1, ...manifest, items: undefined },
    ...manifest.items,
  ];
  const path = join(root, 'set.jsonl');
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const begin = async (model: string) => {
    const shared = await SharedFolder.open(root);
    const plan = await KINDS.set.plan(path, { shared, version, model, settings: { method: 'poisson' } });
    await plan.begin!(out);
    return plan;
  };
  await t.throwsAsync(begin(MODEL), { code: 'RUN_DIFFERS', message: /were made with another model/ });
  const { tasks } = await begin(await modelDigest(mini));
  const missing = await missingOf(KINDS.set, tasks, new Results(out));
  t.deepEqual(
    missing.map(({ id }) => id),
    ['0001'],
  );
});

test('a file that is not a valid list of scenes is refused', async (t) => {
  const root = await folderWith(t);
  const path = join(root, 'list.jsonl');
  const plan = async (text: string | Buffer) => {
    await writeFile(path, text);
    return KINDS.scenes.plan(path, {
      ...{ shared: await SharedFolder.open(root), version: '0.1.0', model: MODEL, settings: {} },
    });
  };
  const first = /line 1: the first line must be \{"manifest":"harmonidiff scenes","version":1\}/;
  for (const [text, message] of [
    ['', /list\.jsonl: the file is empty; its first line must be \{/],
    [' \n\n', /list\.jsonl: the file is empty/],
    [FIRST, /list\.jsonl: it lists no scenes; add a line for each scene/],
    [
      '{"manifest":"harmonidiff scenes","version":2}',
      /line 1: version is 2; this version of harmonidiff reads version 1 of the list/,
    ],
    ['{"manifest":"harmonidiff scenes"}', first],
    ['{"manifest":"harmonidiff scenes","version":1,"scenes":"a"}', first],
    ['{"manifest":"harmonidiff","version":1}', first],
    [Buffer.from([0xff, 0xfe, 0, 10, 27]), /line 1: it is not JSON/],
    [`{"manifest":"${'x'.repeat(1_000_000)}"}`, first],
    ['null', /line 1: it must be an object/],
  ] as const) {
    const error = await t.throwsAsync(plan(text), { code: 'MANIFEST_INVALID', message });
    t.true(error!.message.length < 1000);
    t.notRegex(error!.message, /\p{Cc}/u);
    await t.throwsAsync(planned(root, path), { code: 'MANIFEST_INVALID' });
  }
  t.is((await plan(`\uFEFF${FIRST}\r\n\r\n${JSON.stringify(USUAL)}\r\n`)).tasks.length, 1);
  t.is((await planned(root, path)).tasks.length, 1);
  await rm(path);
  await promisify(execFile)('mkfifo', [path]);
  for (const read of [planned(root, path), KINDS.scenes.plan(path, {} as never)])
    await t.throwsAsync(read, {
      code: 'MANIFEST_NOT_FOUND',
      message: /list\.jsonl cannot be read: it is not a regular file/,
    });
});
