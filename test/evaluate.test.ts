import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import anyTest, { type TestFn } from 'ava';
import sharp from 'sharp';
import { buildDataset } from '../lib/dataset/index.js';
import { fileName } from '../lib/evaluation/files.js';
import { evaluate, type EvaluationRow as Row, type Table } from '../lib/evaluation/index.js';
import { judgeOf } from '../lib/evaluation/report/gallery.js';
import { findSweeps } from '../lib/evaluation/report/sweeps.js';
import { formatTable, rankOf, summarise, usedColumns } from '../lib/evaluation/table.js';
import { readVariants } from '../lib/evaluation/variants.js';
import {
  AbortError,
  EvaluationError,
  Harmonizer,
  ManifestError,
  ModelFileError,
  OptionError,
  UnsupportedModelError,
} from '../lib/index.js';
import * as metrics from '../lib/metrics/index.js';
import { Graph } from '../lib/model/onnx/graph.js';
import { DataType, encodeModel } from '../lib/model/onnx/proto.js';
import { readWeights } from '../lib/model/weights.js';
import { copyOf, editJson } from './support/copies.js';
import { inpainting, mini, sharded } from './support/fixtures.js';
import { generator } from './support/random.js';

/** A set of four composites, and an uninterrupted evaluation of it. */
interface Context {
  folder: string;
  manifest: string;
  clip: string;
  whole: string;
}

const test = anyTest as TestFn<Context>;
const main = join(import.meta.dirname, '../dist/cli/main.js');
const COMPOSITES = 4;
const METHODS = [
  'real',
  'copy-paste',
  'poisson-vae',
  'harmonidiff:steps=4',
  'harmonidiff:steps=4:guidanceScale=7.5',
  'harmonidiff:steps=4:mode=twr',
];
const HOSTILE = '"><script>alert(1)</script><img src="https://example.com/x.png">';

let shared: Context;

test.before(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-evaluate-'));
  const manifest = join(folder, 'manifest.jsonl');
  await makeScenes(join(folder, 'scenes'));
  await buildDataset({ scenes: join(folder, 'scenes'), out: manifest, count: COMPOSITES, seed: 3, gsd: 0.3 });
  const lines = (await readFile(manifest, 'utf8')).trimEnd().split('\n');
  const item = JSON.parse(lines[1]!);
  lines[1] = JSON.stringify({ ...item, prompts: { ...item.prompts, target: HOSTILE } });
  await writeFile(manifest, `${lines.join('\n')}\n`);
  shared = { folder, manifest, clip: await makeEncoder(folder), whole: join(folder, 'whole') };
  const { code, stderr } = await cli(...command(shared.whole), '--json');
  if (code !== 0 || stderr !== '') throw new Error(`${code}: ${stderr}`);
});
test.beforeEach((t) => {
  t.context = shared;
});
test.after.always(() => rm(shared.folder, { recursive: true, force: true }));

/** Two images for each of three classes: a gradient with its own tint, and noise. */
async function makeScenes(folder: string): Promise<void> {
  const next = generator(1);
  for (const label of ['beach', 'forest', 'river']) {
    await mkdir(join(folder, label), { recursive: true });
    for (let i = 0; i < 2; i++) {
      const tint = [next(), next(), next()].map((value) => 60 + 120 * value);
      const data = Buffer.alloc(160 * 160 * 3);
      for (let at = 0; at < data.length; at++) {
        data[at] = tint[at % 3]! + (at / 480 / 160) * 40 + next() * 30;
      }
      const image = sharp(data, { raw: { width: 160, height: 160, channels: 3 } });
      await image.png().toFile(join(folder, label, `${label}${i}.png`));
    }
  }
}

/** An image encoder that returns the means of its input's three channels. */
async function makeEncoder(folder: string): Promise<string> {
  const weights = await readWeights(mini.file('classifier'));
  const g = new Graph('encoder', weights, { attention: 'decomposed', precision: 'fp32' });
  const pixels = g.input('pixels', DataType.FLOAT, ['batch', 3, 128, 128]);
  g.output('embeds', g.op('Flatten', [g.op('GlobalAveragePool', [pixels])], { axis: 1 }), ['batch', 3]);
  const path = join(folder, 'encoder.onnx');
  await writeFile(path, encodeModel(g.build()));
  return path;
}

function command(out: string, methods: readonly string[] = METHODS): string[] {
  const { manifest, clip } = shared;
  return [
    ...['evaluate', manifest, '--model', mini.folder, '--methods', methods.join(',')],
    ...['--clip', clip, '--threads', '1', '--device', 'cpu', '--out', out],
  ];
}

function cli(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...words], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

async function rowsIn(path: string): Promise<Row[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** Everything that an evaluation wrote, without timings: names, images, numbers. */
async function contents(out: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(out.length)] = await readFile(path, 'base64');
  }
  const text = (name: string) => Buffer.from(found[name]!, 'base64').toString();
  for (const name of ['/rows.jsonl', '/results.jsonl']) {
    const lines = text(name)
      .replaceAll(/"timings":\{[^}]*\}/g, '"timings":{}')
      .trimEnd()
      .split('\n');
    // The order in which rows are made depends on what was missing.
    found[name] = (name === '/rows.jsonl' ? lines.sort() : lines).join('\n');
  }
  const table = JSON.parse(text('/table.json')) as Table;
  for (const { cells } of table.rows) delete cells.seconds;
  found['/table.json'] = JSON.stringify(table);
  // These files also show the timings.
  found['/table.md'] = found['/report.html'] = '';
  return found;
}

/** Starts the command and waits until it has added `more` rows or ended. */
async function until(out: string, more: number): Promise<ChildProcess> {
  const before = (await rowsIn(join(out, 'rows.jsonl')).catch(() => [])).length;
  const child = spawn(process.execPath, [main, ...command(out)], { stdio: 'ignore' });
  const count = async () =>
    (await readFile(join(out, 'rows.jsonl'), 'utf8').catch(() => '')).split('\n').length;
  while (child.exitCode === null && (await count()) - 1 < before + more) await sleep(2);
  return child;
}

test.serial(
  'an evaluation that is killed five times gives the same results as an uninterrupted one',
  async (t) => {
    const out = join(t.context.folder, 'killed');
    const seed = Date.now() % 1e6;
    t.log(`seed ${seed}`);
    const next = generator(seed);
    let killed = 0;
    for (let kill = 0; kill < 5; kill++) {
      const child = await until(out, Math.floor(next() * 4));
      await sleep(next() * 60);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      if (child.signalCode === 'SIGKILL') killed++;
    }
    t.true(killed >= 3, `${killed} kills came before the end`);
    const { code, stderr } = await cli(...command(out));
    t.is(code, 0, stderr);
    const [found, expected] = [await contents(out), await contents(t.context.whole)];
    t.deepEqual(Object.keys(found).sort(), Object.keys(expected).sort());
    for (const [name, content] of Object.entries(expected)) t.is(found[name], content, name);
    const rows = await rowsIn(join(out, 'rows.jsonl'));
    t.is(new Set(rows.map(({ id, variant }) => `${id} ${variant}`)).size, rows.length);
    t.is(rows.length, COMPOSITES * METHODS.length);
  },
);

test.serial(
  'a partial line, a missing image, an empty image and a temporary file are repaired, and only their rows are made again',
  async (t) => {
    const out = join(t.context.folder, 'mended');
    await cp(t.context.whole, out, { recursive: true });
    const before = await readFile(join(out, 'rows.jsonl'), 'utf8');
    const [lost, empty, half] = [5, 7, -2].map((i) => before.split('\n').at(i)!) as [string, string, string];
    const [{ id, variant }, emptied] = [lost, empty].map((line) => JSON.parse(line) as Row) as [Row, Row];
    await rm(join(out, 'images', id, `${fileName(variant)}.png`));
    // A power cut may leave an empty file.
    await writeFile(join(out, 'images', emptied.id, `${fileName(emptied.variant)}.png`), '');
    // The last row is cut off in the middle.
    await writeFile(join(out, 'rows.jsonl'), before.slice(0, -half.length / 2));
    await writeFile(join(out, 'images', id, '.harmonidiff-0123456789ab.tmp'), 'PNG');
    const { code, stderr } = await cli(...command(out));
    t.is(code, 0, stderr);
    t.deepEqual(await contents(out), await contents(t.context.whole));
    const kept = before.split('\n').filter((line) => ![lost, empty, half, ''].includes(line));
    const after = await readFile(join(out, 'rows.jsonl'), 'utf8');
    t.true(after.startsWith(`${kept.join('\n')}\n`), 'including the timings');
  },
);

test.serial('SIGINT ends the command with exit code 130 and keeps finished rows', async (t) => {
  const out = join(t.context.folder, 'interrupted');
  const child = await until(out, 2);
  child.kill('SIGINT');
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  t.is(code, 130);
  const rows = await rowsIn(join(out, 'rows.jsonl'));
  t.true(rows.length >= 2 && rows.length < COMPOSITES * METHODS.length, `${rows.length} rows`);
  t.false((await readdir(out)).includes('results.jsonl'));
});

test('variants can be added, and the table has all of them', async (t) => {
  const out = join(t.context.folder, 'added');
  const options = {
    manifest: t.context.manifest,
    model: mini.folder,
    out,
    threads: 1,
    device: 'cpu',
  } as const;
  await evaluate({ ...options, methods: 'harmonidiff:mode=lms' });
  const { table, rows } = await evaluate({ ...options, methods: ['copy-paste', 'poisson'] });
  const names = ['harmonidiff:mode=lms', 'copy-paste', 'poisson'];
  t.deepEqual(
    table.rows.map(({ variant }) => variant),
    names,
  );
  t.deepEqual(
    rows.map(({ id, variant }) => `${id} ${variant}`),
    [0, 1, 2, 3].flatMap((i) => names.map((name) => `000${i} ${name}`)),
  );
  t.is(table.clip, null);
  t.true(table.rows.every(({ cells }) => cells.clip === undefined));
});

test('the images say how they were made, in the folder and in the report', async (t) => {
  const { whole } = t.context;
  const sourceOf = async (image: Buffer) => {
    const { xmpAsString: xmp } = await sharp(image).metadata();
    t.regex(xmp!, /<xmp:CreatorTool>harmonidiff \d/);
    return /digitalsourcetype\/(\w+)</.exec(xmp!)?.[1];
  };
  const expected = (variant: string) => {
    if (variant === 'real' || variant === 'target') return undefined;
    return variant === 'copy-paste' ? 'compositeCapture' : 'compositeWithTrainedAlgorithmicMedia';
  };
  for (const { id, variant } of await rowsIn(join(whole, 'results.jsonl'))) {
    const image = await readFile(join(whole, 'images', id, `${fileName(variant)}.png`));
    t.is(await sourceOf(image), expected(variant), variant);
  }
  const page = await readFile(join(whole, 'report.html'), 'utf8');
  const embedded = [...page.matchAll(/src="data:image\/webp;base64,([^"]+)" alt="Composite \d+, ([\w-]+)/g)];
  t.is(embedded.length, COMPOSITES * METHODS.length);
  for (const [, base64, variant] of embedded) {
    t.is(await sourceOf(Buffer.from(base64!, 'base64')), expected(variant!), variant);
  }
});

test('the rows agree with the pixels of the images', async (t) => {
  const { whole, manifest, folder } = t.context;
  await using harmonizer = await Harmonizer.load(mini.folder, { threads: 1, device: 'cpu' });
  const items = (await readFile(manifest, 'utf8')).trimEnd().split('\n').slice(1);
  for (const row of await rowsIn(join(whole, 'results.jsonl'))) {
    const item = items.map((line) => JSON.parse(line)).find(({ id }) => id === row.id);
    const { box, measures } = row;
    const read = (variant: string) =>
      metrics.loadRgb(join(whole, 'images', row.id, `${fileName(variant)}.png`), variant);
    const [result, real, paste] = [await read(row.variant), await read('real'), await read('copy-paste')];
    const target = await metrics.loadRgb(join(folder, 'scenes', item.target.path), 'target', {
      width: 128,
      height: 128,
    });
    t.deepEqual(real, target, 'the unmodified target');
    // Boxes refer to scenes of 160 px, the canvas has 128 px.
    t.is(box.x, Math.round(item.box.x * 0.8));
    t.is(box.x + box.width, Math.round((item.box.x + item.box.width) * 0.8));

    const at = (x: number, y: number) =>
      x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
    const places = Array.from({ length: 128 * 128 }, (_, i) => [i % 128, Math.floor(i / 128)] as const);
    const mask = Uint8Array.from(places, ([x, y]) => Number(at(x, y)));
    t.is(measures.bgd, metrics.boundaryGradientDifference(result, mask), row.variant);
    t.is(measures.pasteBgd, metrics.boundaryGradientDifference(paste, mask));
    const scored = sharp(result.data, { raw: { width: 128, height: 128, channels: 3 } });
    t.is(measures.harmony, (await harmonizer.score(scored, { box })).mean, row.variant);
    if (row.variant === 'real') {
      t.deepEqual([measures.sourceSsim, measures.outsideMax, measures.clip], [null, null, null]);
      continue;
    }
    const band = Math.max(Math.floor(Math.min(box.width, box.height) / 8 / 10), 1) * 8;
    let [squares, count, largest] = [0, 0, 0];
    for (const [x, y] of places) {
      const far =
        x < box.x - band ||
        y < box.y - band ||
        x >= box.x + box.width + band ||
        y >= box.y + box.height + band;
      if (!far) continue;
      for (let channel = 0; channel < 3; channel++) {
        const i = (y * 128 + x) * 3 + channel;
        const difference = Math.abs(result.data[i]! - target.data[i]!);
        squares += difference ** 2;
        count++;
        largest = Math.max(largest, difference);
      }
    }
    t.is(measures.outsideMax, largest);
    const psnr = squares === 0 ? 'Infinity' : 10 * Math.log10((255 ** 2 * count) / squares);
    if (typeof psnr === 'number') t.true(Math.abs(measures.outsidePsnr! - psnr) < 1e-9, row.variant);
    else t.is(measures.outsidePsnr as unknown, psnr);

    const embedded = (image: typeof result) =>
      [0.48145466, 0.4578275, 0.40821073].map((mean, channel) => {
        const values = image.data.filter((_, i) => i % 3 === channel);
        const std = [0.26862954, 0.26130258, 0.27577711][channel]!;
        return (values.reduce((sum, value) => sum + value, 0) / values.length / 255 - mean) / std;
      });
    const [a, b] = [embedded(result), embedded(paste)];
    const dot = (p: number[], q: number[]) => p.reduce((sum, value, i) => sum + value * q[i]!, 0);
    t.true(Math.abs(measures.clip! - dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))) < 1e-5, row.variant);
    // A paste has the source's pixels in the box.
    const inBox = ({ data }: typeof result) => {
      const rows = Array.from({ length: box.height }, (_, y) => ((box.y + y) * 128 + box.x) * 3);
      const pixels = rows.map((from) => data.subarray(from, from + box.width * 3));
      return { data: Buffer.concat(pixels), width: box.width, height: box.height, channels: 3 as const };
    };
    const [own, source] = [inBox(result), inBox(paste)];
    t.is(measures.sourceGradients, metrics.gradientSimilarity(own, source), row.variant);
    t.is(measures.sourceSsim, metrics.ssim(own, source), row.variant);
    if (row.variant === 'copy-paste') {
      t.deepEqual(
        [measures.sourceGradients, measures.sourceSsim, measures.sourcePsnr as unknown],
        [1, 1, 'Infinity'],
      );
    } else {
      t.is(measures.sourcePsnr, metrics.psnr(own, source), row.variant);
      t.true(measures.sourceGradients! < 1 && measures.sourceSsim! < 1);
    }
  }
});

test('the table has mean and standard error of the rows and FID of the images', async (t) => {
  const { whole } = t.context;
  const rows = await rowsIn(join(whole, 'results.jsonl'));
  const table = JSON.parse(await readFile(join(whole, 'table.json'), 'utf8')) as Table;
  t.deepEqual(
    table.rows.map(({ variant }) => variant),
    METHODS.map((name) => name.replace(':steps=4:mode=twr', ':mode=twr:steps=4')),
  );
  const names = ['bgd', 'harmony', 'sourceGradients', 'sourceSsim', 'outsideMax', 'clip'] as const;
  for (const { variant, cells } of table.rows) {
    const own = rows.filter((row) => row.variant === variant);
    for (const name of names) {
      const values = own.flatMap(({ measures }) => measures[name] ?? []);
      if (values.length === 0) {
        t.is(cells[name], undefined);
        continue;
      }
      t.is(values.length, COMPOSITES);
      const mean = values.reduce((sum, value) => sum + value, 0) / COMPOSITES;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      t.true(Math.abs(cells[name]!.mean - mean) < 1e-9, name);
      t.true(Math.abs(cells[name]!.standardError! - Math.sqrt(squares / 3 / 4)) < 1e-9, name);
    }
  }
  const cellsOf = (name: string) => table.rows.find(({ variant }) => variant === name)!.cells;
  t.is(cellsOf('copy-paste').bgdChange!.mean, 100);
  t.is(cellsOf('copy-paste').outsidePsnr!.mean as unknown, 'Infinity');

  const extractor = await metrics.ClassifierFeatures.load(mini.file('classifier'), { threads: 1 });
  const features = (variant: string) =>
    Promise.all(
      [0, 1, 2, 3].map((i) => extractor.extract(join(whole, `images/000${i}/${fileName(variant)}.png`))),
    );
  const distance = metrics.frechetDistance(await features('poisson-vae'), await features('real'));
  await extractor.close();
  t.true(distance > 0);
  t.true(Math.abs(cellsOf('poisson-vae').fid!.mean / distance - 1) < 1e-6);
  t.is(cellsOf('real').fid, undefined);
});

test('the command prints the table of table.md, or with --json that of table.json', async (t) => {
  const out = join(t.context.folder, 'terminal');
  await cp(t.context.whole, out, { recursive: true });
  const text = await cli(...command(out, ['real']));
  const table = await readFile(join(out, 'table.md'), 'utf8');
  t.true(text.stdout.startsWith(table));
  t.is(
    (await cli(...command(out, ['real']), '--json')).stdout,
    await readFile(join(out, 'table.json'), 'utf8'),
  );
  const line = table.split('\n').find((row) => row.startsWith('| `copy-paste`'))!;
  t.regex(line, /\*\*1\.000 ± 0\.000\*\* .* \*\*∞\*\*/, 'what is the source itself is nearest to it');
});

test('the report is one self-contained page', async (t) => {
  const page = await readFile(join(t.context.whole, 'report.html'), 'utf8');
  const outside = page
    .replaceAll(/>[^<]*</g, '><')
    .replaceAll(/data:image\/webp;base64,[A-Za-z0-9+/=]+/g, 'data:');
  t.notRegex(outside, /https?:|<script|<link|<iframe|@import|url\(|\son\w+=/i);
  const images = [...page.matchAll(/<img [^>]*>/g)].map(([image]) => image);
  // The target, the plain paste, and all other variants.
  t.is(images.length, COMPOSITES * METHODS.length);
  for (const image of images) {
    t.regex(image, /src="data:image\/webp;base64,[^"]{100,}"/);
    t.regex(image, /alt="Composite 000\d, [^"]+"/);
  }
  t.true(page.includes('&#60;script&#62;alert(1)'), 'text of the manifest is escaped');
  t.is([...page.matchAll(/<th scope="row">/g)].length, METHODS.length);
  t.regex(page, /prefers-color-scheme: dark/);
  t.true([...page.matchAll(/<svg [^>]*role="img" aria-label="[^"]+"/g)].length >= 8);
  t.regex(page, /<h2>guidanceScale of <code>harmonidiff:steps=4<\/code>/);

  const order = [...page.matchAll(/<h3>(\d+)<\/h3>/g)].map(([, id]) => id);
  const judged = (await rowsIn(join(t.context.whole, 'results.jsonl')))
    .filter(({ variant }) => variant === 'harmonidiff:mode=twr:steps=4')
    .sort((a, b) => a.measures.harmony! - b.measures.harmony!);
  t.deepEqual(
    order,
    judged.map(({ id }) => id),
  );
});

test('a folder with another model, manifest or classifier is refused, and the error names it', async (t) => {
  const { manifest, folder, clip } = t.context;
  const out = join(folder, 'refused');
  await cp(t.context.whole, out, { recursive: true });
  const options = {
    manifest,
    model: mini.folder,
    clip,
    out,
    methods: 'real',
    threads: 1,
    device: 'cpu',
  } as const;
  const before = await contents(out);
  const refused = async (changes: object, message: RegExp) => {
    await t.throwsAsync(evaluate({ ...options, ...changes }), {
      instanceOf: EvaluationError,
      code: 'RUN_DIFFERS',
      message,
    });
  };
  const model = await copyOf(t);
  await editJson(join(model, 'scheduler/scheduler_config.json'), { beta_end: 0.013 });
  await refused({ model }, /the model was [0-9a-f]{12}… and is [0-9a-f]{12}…\./);
  const other = join(folder, 'other.jsonl');
  await writeFile(other, (await readFile(manifest, 'utf8')).replace('satellite', 'aerial'));
  await refused({ manifest: other }, /: the manifest was/);
  await refused({ clip: undefined }, /: the clip was [0-9a-f]{12}… and is null/);
  const classifier = join(await copyOf(t), 'classifier');
  await flipLastBit(classifier);
  await refused({ classifier }, /: the classifier was/);
  t.deepEqual(await contents(out), before);

  const moved = await copyOf(t);
  await t.notThrowsAsync(
    evaluate({ ...options, model: moved }),
    'the same model in another folder is accepted',
  );
  await rm(join(out, 'settings.json'));
  await refused({}, /rows\.jsonl has results, but .*settings\.json, which describes them, is missing/);
});

async function flipLastBit(folder: string): Promise<void> {
  const name = (await readdir(folder)).find((file) => file.endsWith('.safetensors'))!;
  const file = await readFile(join(folder, name));
  file[file.length - 1]! ^= 1;
  await writeFile(join(folder, name), file);
}

test('a changed scene stops the evaluation, and finished rows are kept', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-scenes-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  await cp(join(t.context.folder, 'scenes'), folder, { recursive: true });
  const lines = (await readFile(t.context.manifest, 'utf8')).trimEnd().split('\n').slice(1);
  const items = lines.map((line) => JSON.parse(line));
  const [first] = items;
  const later =
    items.slice(1).findIndex(({ target }) => ![first.target.path, first.source.path].includes(target.path)) +
    1;
  await appendFile(join(folder, items[later].target.path), ' ');
  const out = join(folder, 'out');
  const options = { manifest: t.context.manifest, scenes: folder, model: mini.folder, out, threads: 1 };
  await t.throwsAsync(evaluate({ ...options, methods: 'copy-paste', device: 'cpu' }), {
    instanceOf: ManifestError,
    code: 'CHECKSUM_MISMATCH',
  });
  const rows = await rowsIn(join(out, 'rows.jsonl'));
  t.true(rows.length >= 1);
  t.is(rows[0]!.id, first.id);
});

test('an evaluation that cannot run is refused before anything is written', async (t) => {
  const { manifest, folder } = t.context;
  const out = join(folder, 'never');
  const options = { manifest, model: mini.folder, out };
  const refused = async (changes: object, instanceOf: new (...words: never[]) => Error, message: RegExp) => {
    await t.throwsAsync(evaluate({ ...options, ...changes }), {
      instanceOf: instanceOf as ErrorConstructor,
      message,
    });
    t.false((await readdir(folder)).includes('never'));
  };
  await refused({ methods: 'copy-paste,sd2-inpainting' }, UnsupportedModelError, /sd2-inpainting/);
  await refused(
    { methods: `harmonidiff@${inpainting.folder}` },
    UnsupportedModelError,
    /made for inpainting/,
  );
  await refused({ methods: 'magic' }, OptionError, /"magic" is not a method; methods are real, copy-paste/);
  await refused({ methods: 'copy-paste', features: 'nowhere.onnx' }, ModelFileError, /nowhere\.onnx/);
  await refused({ methods: 'copy-paste', clip: 'nowhere.onnx' }, ModelFileError, /nowhere\.onnx/);
  await refused(
    { methods: 'copy-paste', clip: manifest },
    ModelFileError,
    /ONNX Runtime cannot read .*manifest\.jsonl/,
  );
  await refused({ methods: 'copy-paste', manifest: 'nowhere.jsonl' }, ManifestError, /nowhere\.jsonl/);
  const bare = join(folder, 'bare');
  await mkdir(bare, { recursive: true });
  for (const name of await readdir(mini.folder)) {
    if (name !== 'classifier') await symlink(mini.file(name), join(bare, name));
  }
  await refused({ model: bare }, ModelFileError, /no classifier to score with/);
});

test('several models in one run each make their own variants, and FID can have its own encoder', async (t) => {
  const { manifest, folder, clip } = t.context;
  const [out, alone] = [join(folder, 'models'), join(folder, 'alone')];
  const [same, other, again] = [await copyOf(t), await copyOf(t), await copyOf(t)];
  for (const model of [other, again]) {
    await editJson(join(model, 'scheduler/scheduler_config.json'), { beta_end: 0.013 });
  }
  const common = { manifest, features: clip, threads: 1, device: 'cpu' } as const;
  const options = { ...common, model: mini.folder, out };
  const own = ['real', 'harmonidiff:steps=2'];
  const named = `harmonidiff@${basename(other)}:steps=2`;
  const { table } = await evaluate({ ...options, methods: [...own, `harmonidiff@${other}:steps=2`] });
  t.deepEqual(
    table.rows.map(({ variant }) => variant),
    [...own, named],
  );
  t.deepEqual(Object.keys(table.settings.models), [basename(other)]);

  const classifier = mini.file('classifier');
  await evaluate({ ...common, model: other, classifier, out: alone, methods: own });
  const pixels = (run: string, i: number, variant: string) =>
    readFile(join(run, `images/000${i}/${fileName(variant)}.png`), 'base64');
  for (let i = 0; i < COMPOSITES; i++) {
    t.is(await pixels(out, i, named), await pixels(alone, i, own[1]!));
    t.not(await pixels(out, i, named), await pixels(out, i, own[1]!));
  }
  const encoder = await metrics.OnnxImageEncoder.load(clip, { threads: 1 });
  const features = (variant: string) =>
    Promise.all(
      [0, 1, 2, 3].map((i) => encoder.extract(join(out, `images/000${i}/${fileName(variant)}.png`))),
    );
  const distance = metrics.frechetDistance(await features(named), await features('real'));
  await encoder.close();
  t.is(table.features, 'encoder.onnx');
  t.true(Math.abs(table.rows[2]!.cells.fid!.mean / distance - 1) < 1e-6);

  // The same models in other folders.
  const methods = [`harmonidiff@${same}:steps=2`, `harmonidiff@${again}:steps=2`, 'harmonidiff:steps=2'];
  const rows = await readFile(join(out, 'rows.jsonl'), 'utf8');
  const second = await evaluate({ ...options, model: same, methods });
  t.deepEqual(
    second.table.rows.map(({ variant }) => variant),
    [...own, named],
  );
  t.is(await readFile(join(out, 'rows.jsonl'), 'utf8'), rows, 'nothing was made again');
  const page = await readFile(join(out, 'report.html'), 'utf8');
  t.is([...page.matchAll(/<th scope="row">/g)].length, 3);
  for (const text of [page, await readFile(join(out, 'table.json'), 'utf8')])
    t.false(text.includes(tmpdir()));
});

test('models with the same folder name get distinct names, in one run and across runs', async (t) => {
  const { manifest, folder } = t.context;
  const names: string[] = [];
  for (const [i, beta] of [0.013, 0.014, 0.015].entries()) {
    const model = join(folder, `named/${'abc'[i]}/model`);
    await cp(mini.folder, model, { recursive: true });
    await editJson(join(model, 'scheduler/scheduler_config.json'), { beta_end: beta });
    names.push(`copy-paste@${model}`);
  }
  const options = {
    manifest,
    model: mini.folder,
    out: join(folder, 'names'),
    threads: 1,
    device: 'cpu',
  } as const;
  const variants = ({ table }: { table: Table }) => table.rows.map(({ variant }) => variant);
  t.deepEqual(variants(await evaluate({ ...options, methods: names[0] })), ['copy-paste@model']);
  t.deepEqual(variants(await evaluate({ ...options, methods: names })), [
    'copy-paste@model',
    'copy-paste@b/model',
    'copy-paste@c/model',
  ]);

  // One path ends with the other.
  const inner = join(folder, 'named/d', folder, 'named/a/model');
  await cp(mini.folder, inner, { recursive: true });
  await editJson(join(inner, 'scheduler/scheduler_config.json'), { beta_end: 0.016 });
  const nested = await evaluate({
    ...options,
    out: join(folder, 'nested'),
    methods: [names[0]!, `copy-paste@${inner}`],
  });
  const [short, long] = variants(nested);
  t.regex(short!, /^copy-paste@model-[0-9a-f]{8}$/);
  t.regex(long!, /^copy-paste@.*d\/.*named\/a\/model$/);
});

test('models with different VAE factors are measured with the edge band of the largest factor', async (t) => {
  const { manifest, folder } = t.context;
  const model = await copyOf(t, sharded);
  // 4 px per latent pixel, on the same canvas as the other model.
  await editJson(join(model, 'unet/config.json'), { sample_size: 32 });
  const options = { manifest, classifier: mini.file('classifier'), threads: 1, device: 'cpu' } as const;
  const factorOf = async (changes: object) => {
    const { table, rows } = await evaluate({ ...options, methods: 'poisson-vae', ...changes } as never);
    const row = rows.findLast(({ variant }) => variant === 'poisson-vae')!;
    return { factor: table.settings.factor, row, rows };
  };
  const narrow = await factorOf({ model, out: join(folder, 'narrow') });
  const methods = `poisson-vae,copy-paste,copy-paste@${mini.folder}`;
  const wide = await factorOf({ model, out: join(folder, 'wide'), methods });
  t.deepEqual([narrow.factor, wide.factor], [4, 8]);
  t.not(wide.row.measures.outsidePsnr, narrow.row.measures.outsidePsnr);
  const pastesOf = (rows: Row[], by: RegExp) =>
    rows.filter(({ variant }) => by.test(variant)).map(({ measures }) => measures);
  t.is(pastesOf(wide.rows, /^copy-paste$/).length, COMPOSITES);
  t.deepEqual(pastesOf(wide.rows, /^copy-paste@/), pastesOf(wide.rows, /^copy-paste$/), 'scores and all');
  const alone = await factorOf({ model, out: join(folder, 'narrow-alone'), methods: 'copy-paste' });
  t.notDeepEqual(pastesOf(alone.rows, /^copy-paste$/), pastesOf(wide.rows, /^copy-paste$/));
  t.is((await factorOf({ model, out: join(folder, 'wide') })).factor, 8, 'and so on with less');
  await t.throwsAsync(factorOf({ model, out: join(folder, 'narrow'), methods }), {
    instanceOf: EvaluationError,
    code: 'RUN_DIFFERS',
    message: /the VAE factor was 4 and is 8/,
  });
});

test('ablations and sweeps are added to the default methods', async (t) => {
  const { manifest, folder } = t.context;
  const out = join(folder, 'defaults');
  const abort = new AbortController();
  const options = {
    manifest,
    model: mini.folder,
    out,
    threads: 1,
    device: 'cpu',
    signal: abort.signal,
  } as const;
  await t.throwsAsync(evaluate({ ...options, sweeps: 'guidanceScale=1', onProgress: () => abort.abort() }), {
    instanceOf: AbortError,
  });
  const { variants } = JSON.parse(await readFile(join(out, 'settings.json'), 'utf8'));
  t.deepEqual(variants, [
    ...['real', 'copy-paste', 'poisson', 'poisson-vae', 'freecompose', 'harmonidiff'],
    'harmonidiff:guidanceScale=1',
  ]);
  t.deepEqual((await readdir(out)).sort(), ['.lock', 'images', 'settings.json']);

  // No row was made, so the run may be reconfigured.
  const { clip } = t.context;
  const { table } = await evaluate({ ...options, signal: undefined, clip, methods: 'copy-paste' });
  t.deepEqual([table.clip, table.rows.length, table.incomplete.length], ['encoder.onnx', 1, 0]);
});

test('a folder is locked while a run uses it, and free after the run is killed', async (t) => {
  const { manifest, folder } = t.context;
  const out = join(folder, 'locked');
  const options = { manifest, model: mini.folder, out, methods: 'real', threads: 1, device: 'cpu' } as const;
  const link = join(folder, 'locked-too');
  await mkdir(out);
  await symlink(out, link);
  const both = await Promise.allSettled([evaluate(options), evaluate({ ...options, out: link })]);
  t.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const { reason } = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  t.true(reason instanceof EvaluationError && reason.code === 'RUN_LOCKED');
  t.regex(reason.message, /locked/);

  const other = join(folder, 'locked-by-another');
  const child = await until(other, 1);
  child.kill('SIGSTOP');
  await t.throwsAsync(evaluate({ ...options, out: other }), {
    instanceOf: EvaluationError,
    code: 'RUN_LOCKED',
    message: /Another evaluation is using the folder .*locked-by-another/,
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { clip } = t.context;
  await t.notThrowsAsync(evaluate({ ...options, clip, out: other }));
});

test('a mean is taken over the finite numbers, and the table says how many are infinite', (t) => {
  const variant = (name: string, values: number[]) =>
    summarise(
      name,
      values.map((outsidePsnr) => ({ measures: { outsidePsnr }, timings: {} }) as Row),
      null,
    );
  const [inf, rows] = [Number.POSITIVE_INFINITY, [] as Table['rows']];
  rows.push(variant('all', [inf, inf]), variant('some', [40, inf, 44]), variant('none', [50, 50, 53]));
  const [all, some] = rows.map(({ cells }) => cells.outsidePsnr!);
  t.like(all, { mean: inf, standardError: null, count: 2, infinite: 2 });
  t.like(some, { mean: 42, standardError: 2, count: 3, infinite: 1 });
  const table = { rows, incomplete: [], settings: { canvas: {} }, clip: null } as unknown as Table;
  const column = usedColumns(table).find(({ name }) => name === 'outsidePsnr')!;
  t.deepEqual(
    rows.map((row) => rankOf(table, column, row)),
    ['best', undefined, 'second'],
  );
  const text = formatTable(table);
  t.regex(text, /`some` .* 42\.00 ± 2\.00, 1 ∞ /);
  t.regex(text, /- n ∞: n composites have an infinite value/);
});

test('variants are read, put into canonical form and deduplicated', (t) => {
  const names = (methods: string, more = {}) =>
    readVariants({ methods, ...more }, 'models/own').map(({ name }) => name);
  t.deepEqual(names('copy-paste, real,copy-paste'), ['copy-paste', 'real']);
  t.deepEqual(names('harmonidiff:edgeWidthRatio=0.2:restoreDetail:mode=twr:guidanceScale=7.50'), [
    'harmonidiff:mode=twr:guidanceScale=7.5:edgeWidthRatio=0.2:restoreDetail',
  ]);
  t.deepEqual(names('harmonidiff:mode=ltf:steps=20:candidateRange=6-14:fusionStart=15,harmonidiff'), [
    'harmonidiff',
  ]);
  t.deepEqual(names('harmonidiff:steps=10:candidateRange=3-7'), ['harmonidiff:steps=10']);
  t.deepEqual(names('freecompose:steps=50,freecompose:steps=20'), ['freecompose', 'freecompose:steps=20']);
  t.deepEqual(names('harmonidiff:restoreDetail=false,harmonidiff:restoreDetail=true'), [
    'harmonidiff',
    'harmonidiff:restoreDetail',
  ]);
  t.deepEqual(names('poisson-vae@./models//own/,poisson-vae@models/other/,poisson-vae@models/x/../other'), [
    'poisson-vae',
    'poisson-vae@models/other',
  ]);
  t.deepEqual(
    names('poisson', { ablations: true, sweeps: ['guidanceScale=1,3.5', 'candidateRange=4-10,6-14'] }),
    [
      'poisson',
      ...['init', 'lms', 'twr'].map((mode) => `harmonidiff:mode=${mode}`),
      'harmonidiff',
      'harmonidiff:guidanceScale=1',
      'harmonidiff:candidateRange=4-10',
    ],
  );
  const [variant] = readVariants({ methods: 'harmonidiff:steps=10:candidateRange=2-9' }, '.');
  t.deepEqual(variant!.options, { steps: 10, candidateRange: [2, 9] });
  t.is(variant!.knobs.fusionStart, 7);
  for (const name of names('harmonidiff@a/b:steps=7:fusionStart=3,sd2-inpainting@c:seed=3', {
    ablations: true,
  })) {
    t.deepEqual(names(name), [name], 'reading a name gives the same name');
  }
});

for (const [methods, message] of [
  ['', /"" is not a method; methods are real, .*harmonidiff\. The form is METHOD/],
  ['harmonidif', /"harmonidif" is not a method/],
  ['harmonidiff@:steps=4', /the folder of a model must follow the @/],
  ['harmonidiff:stepz=4', /Unknown option stepz; did you mean steps\?/],
  ['harmonidiff:steps', /steps must be a whole number, 2 to 1000/],
  ['harmonidiff:steps=many', /steps must be a whole number, 2 to 1000/],
  ['harmonidiff:steps=1', /"harmonidiff:steps=1".*steps is 1; it must be a whole number, 2 to 1000/],
  ['harmonidiff:steps=4:steps=5', /steps is given twice/],
  ['harmonidiff:candidateRange=6', /candidateRange must be two whole numbers such as 6-14/],
  ['harmonidiff:candidateRange=6-40', /0 ≤ first < end ≤ 20/],
  ['harmonidiff:mode=full', /mode is "full"; it must be one of init, lms, twr, ltf/],
  ['harmonidiff:restoreDetail=yes', /restoreDetail must be true or false/],
  ['harmonidiff:restoreDetail=', /restoreDetail must be true or false/],
  ['copy-paste:posterior=sample:seed=3', /has no effect on copy-paste, which takes no options/],
  ['harmonidiff:constructor=1', /Unknown option constructor; known options are mode, steps, .*restoreDetail/],
  ['poisson:mode=lms', /which only method harmonidiff has/],
  ['real:steps=4', /takes neither a model nor options/],
  ['copy-paste:steps=5', /steps has no effect on copy-paste, which takes no options/],
  ['copy-paste:restoreDetail', /restoreDetail has no effect on copy-paste/],
  ['poisson:seed=3', /seed has no effect on poisson, which takes restoreDetail/],
  ['poisson-vae:edgeWidthRatio=0.2', /edgeWidthRatio has no effect on poisson-vae/],
  ['freecompose:fusionStart=3', /fusionStart has no effect on freecompose, which takes steps, .*seed/],
  ['harmonidiff:seed=3', /seed has no effect on harmonidiff in mode ltf, which takes mode, steps/],
  ['harmonidiff:mode=twr:fusionStart=3', /fusionStart has no effect on harmonidiff in mode twr/],
  ['harmonidiff:mode=init:restoreDetail', /restoreDetail has no effect on harmonidiff in mode init/],
] as const) {
  test(`the variant ${JSON.stringify(methods)} is refused`, (t) => {
    t.throws(() => readVariants({ methods }, '.'), { instanceOf: OptionError, message });
  });
}

test('an option that a method reads is accepted', (t) => {
  for (const name of [
    'poisson:edgeWidthRatio=0.2:restoreDetail',
    'harmonidiff:mode=lms:restoreDetail',
    'harmonidiff:mode=twr:edgeWidthRatio=0.2',
    'sd2-inpainting:guidanceScale=7.5:seed=3',
  ]) {
    t.is(readVariants({ methods: name }, '.')[0]!.name, name);
  }
});

test('methods and sweeps that are not strings are refused', async (t) => {
  const needed = { manifest: '/nowhere/manifest.jsonl', out: '/nowhere/evaluation' };
  for (const request of [{ methods: [5] }, { methods: 5 }, { sweeps: [5] }, { sweeps: {} }]) {
    await t.throwsAsync(evaluate({ ...needed, ...request } as never), {
      instanceOf: OptionError,
      message: /^(methods|sweeps) is .*; it must be a string or an array of strings/,
    });
  }
  const names = readVariants({ sweeps: 'guidanceScale=1,2' }, '.').map(({ name }) => name);
  t.deepEqual(names, ['harmonidiff:guidanceScale=1', 'harmonidiff:guidanceScale=2']);
});

test('the worst composites are those of plain harmonidiff if it is among the variants', (t) => {
  const judge = (methods: string) => judgeOf(readVariants({ methods }, '.'))?.name;
  t.is(judge('copy-paste,harmonidiff,harmonidiff:mode=init,poisson'), 'harmonidiff');
  t.is(judge('harmonidiff:mode=init,harmonidiff:mode=twr,poisson'), 'harmonidiff:mode=twr');
  t.is(judge('copy-paste,poisson'), 'poisson');
});

test('a sweep without a known option is refused', (t) => {
  for (const [sweep, message] of [
    ['guidance=1,2', /Invalid sweep .*Unknown option guidance; did you mean guidanceScale\?/],
    ['guidanceScale', /The sweep "guidanceScale" must be an option and its values/],
    ['=1', /The sweep "=1" must be/],
  ] as const) {
    t.throws(() => readVariants({ sweeps: [sweep] }, '.'), { instanceOf: OptionError, message });
  }
});

test('sweeps are found among the variants and include the default', (t) => {
  const sweeps = (methods: string) => findSweeps(readVariants({ methods }, '.'));
  const [sweep, ...others] = sweeps(
    'harmonidiff:guidanceScale=7.5,harmonidiff:mode=twr,harmonidiff,copy-paste,harmonidiff:guidanceScale=1',
  );
  t.deepEqual(others, []);
  t.deepEqual(
    [sweep!.option, sweep!.of, ...sweep!.points.map(({ value }) => value)],
    ['guidanceScale', 'harmonidiff', 1, 3.5, 7.5],
  );
  t.deepEqual(sweeps('harmonidiff:mode=twr,harmonidiff,poisson'), []);
});

test('file names stay in their folder, and different texts get different names', (t) => {
  t.is(fileName('harmonidiff@models/x:mode=twr'), 'harmonidiff@models%2fx,mode=twr');
  const hostile = ['..', '.', '../../x', 'a/b', 'a%2fb', 'é', 'a,b', 'a:b', 'x'.repeat(300), 'x'.repeat(301)];
  const names = hostile.map(fileName);
  t.is(new Set(names).size, names.length);
  for (const name of names) {
    t.notRegex(name, /[/\\\0]|^\.{0,2}$/);
    t.true(name.length < 250);
  }
});
