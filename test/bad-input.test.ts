import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import sharp from 'sharp';
import {
  AbortError,
  ClosedError,
  HarmonidiffError,
  type HarmonizeOptions,
  Harmonizer,
} from '../lib/index.js';
import { mini } from './support/fixtures.js';

interface Context {
  harmonizer: Harmonizer;
  folder: string;
}
const test = anyTest as TestFn<Context>;

let shared: Context;
test.before(async () => {
  shared = {
    harmonizer: await Harmonizer.load(mini.folder, { threads: 1 }),
    folder: await mkdtemp(join(tmpdir(), 'harmonidiff-input-')),
  };
});
test.beforeEach((t) => {
  t.context = shared;
});
// After all the bad input.
test.after.always('the harmonizer still works', async (t) => {
  const { winner } = await shared.harmonizer.harmonize(mini.request());
  t.is(winner!.timestep, mini.golden.best_timestep);
  await shared.harmonizer.close();
  await rm(shared.folder, { recursive: true });
});

async function refuses(t: ExecutionContext<Context>, changes: object, code: string, message: RegExp) {
  const options = { ...mini.request(), ...changes } as HarmonizeOptions;
  const error = await t.throwsAsync(t.context.harmonizer.harmonize(options), {
    instanceOf: HarmonidiffError,
    code,
    message,
  });
  t.not(error!.name, 'HarmonidiffError', 'has a class of its own');
}

const box = (x: number, y: number, width: number, height: number) => ({ box: { x, y, width, height } });
const metadata = (values: object) => ({ metadata: { ...mini.request().metadata, ...values } });

const source = readFileSync(mini.file('source.png'));
const damaged = source.subarray(0, source.length / 2);

const cases: [string, object, string, RegExp][] = [
  // Where the source goes
  [
    'a box beyond the right edge',
    box(100, 0, 29, 40),
    'PLACEMENT_INVALID',
    /x 100, y 0, 29 x 40 px extends beyond the canvas of 128 x 128/,
  ],
  ['a box beyond the bottom', box(0, 100, 40, 29), 'PLACEMENT_INVALID', /extends beyond the canvas/],
  ['a box left of the canvas', box(-1, 0, 40, 40), 'PLACEMENT_INVALID', /x -1/],
  ['a box above the canvas', box(0, -8, 40, 40), 'PLACEMENT_INVALID', /y -8/],
  ['an empty box', box(8, 8, 0, 40), 'PLACEMENT_INVALID', /0 x 40 px is empty/],
  ['a box of negative height', box(8, 8, 40, -40), 'PLACEMENT_INVALID', /40 x -40 px is empty/],
  [
    'a box smaller than a latent pixel',
    box(8, 8, 7, 40),
    'PLACEMENT_INVALID',
    /7 x 40 px; each side needs at least 8 px/,
  ],
  ['a fractional box', box(8.5, 8, 40, 40), 'OPTION_INVALID', /box\.x is 8\.5/],
  ['a box of NaN', box(8, Number.NaN, 40, 40), 'OPTION_INVALID', /box\.y is NaN/],
  ['a box of text', { box: { x: '8', y: 8, width: 40, height: 40 } }, 'OPTION_INVALID', /box\.x is "8"/],
  [
    'a box that is a list',
    { box: [8, 8, 40, 40] },
    'OPTION_INVALID',
    /box is \[ 8, 8, 40, 40 \]; .*x, y, width, height/,
  ],
  ['a box that is null', { box: null }, 'OPTION_INVALID', /one of box, mask and point/],
  ['no place', { box: undefined }, 'OPTION_INVALID', /one of box, mask and point/],
  ['a box and a mask', { mask: mini.file('target.png') }, 'OPTION_INVALID', /one of box, mask and point/],
  [
    'a point without ground sampling distances',
    { box: undefined, point: { x: 64, y: 64 } },
    'OPTION_INVALID',
    /needs sourceGsd/,
  ],
  [
    'a point of NaN',
    { box: undefined, sourceGsd: 0.5, point: { x: Number.NaN, y: 64 } },
    'OPTION_INVALID',
    /point\.x is NaN/,
  ],
  [
    'a source GSD of 0',
    { box: undefined, sourceGsd: 0, point: { x: 64, y: 64 } },
    'OPTION_INVALID',
    /sourceGsd is 0/,
  ],
  [
    'a damaged source at a point',
    { box: undefined, sourceGsd: 0.15, point: { x: 64, y: 64 }, source: damaged },
    'IMAGE_INVALID',
    /source image cannot be decoded/,
  ],
  [
    'a point at which the source does not fit',
    { box: undefined, sourceGsd: 0.5, point: { x: 0, y: 0 } },
    'PLACEMENT_INVALID',
    /extends beyond the canvas/,
  ],
  // Metadata
  ['latitude 91', metadata({ latitude: 91 }), 'OPTION_INVALID', /metadata\.latitude is 91.*-90 to 90/],
  ['longitude -181', metadata({ longitude: -181 }), 'OPTION_INVALID', /metadata\.longitude is -181/],
  ['month 13', metadata({ month: 13 }), 'OPTION_INVALID', /metadata\.month is 13.*1 to 12/],
  ['month 0', metadata({ month: 0 }), 'OPTION_INVALID', /metadata\.month is 0/],
  ['day 32', metadata({ day: 32 }), 'OPTION_INVALID', /metadata\.day is 32/],
  ['half a day', metadata({ day: 1.5 }), 'OPTION_INVALID', /metadata\.day is 1\.5.*whole/],
  ['year 20160', metadata({ year: 20160 }), 'OPTION_INVALID', /metadata\.year is 20160/],
  ['a latitude of NaN', metadata({ latitude: Number.NaN }), 'OPTION_INVALID', /metadata\.latitude is NaN/],
  [
    'an infinite GSD',
    metadata({ gsd: Number.POSITIVE_INFINITY }),
    'OPTION_INVALID',
    /metadata\.gsd is Infinity/,
  ],
  ['a GSD of 0', metadata({ gsd: 0 }), 'OPTION_INVALID', /metadata\.gsd is 0.*above 0/],
  [
    'cloud cover in percent',
    metadata({ cloudCover: 6 }),
    'OPTION_INVALID',
    /metadata\.cloudCover is 6.*0 to 1/,
  ],
  ['a latitude that is text', metadata({ latitude: '-10' }), 'OPTION_INVALID', /metadata\.latitude is "-10"/],
  [
    'an unknown name',
    metadata({ lon: 3 }),
    'OPTION_INVALID',
    /Unknown option metadata\.lon; did you mean metadata\.longitude\?/,
  ],
  // Numbers and names
  ['1 step', { steps: 1 }, 'OPTION_INVALID', /steps is 1; .*2 to 1000/],
  ['1001 steps', { steps: 1001 }, 'OPTION_INVALID', /steps is 1001/],
  [
    '1000 steps, where the schedule starts at 1',
    { steps: 1000 },
    'OPTION_INVALID',
    /steps is 1000.*steps_offset of 1 .*another number of steps/,
  ],
  ['2.5 steps', { steps: 2.5 }, 'OPTION_INVALID', /steps is 2\.5.*whole/],
  ['steps of NaN', { steps: Number.NaN }, 'OPTION_INVALID', /steps is NaN/],
  ['steps that are text', { steps: '20' }, 'OPTION_INVALID', /steps is "20"/],
  ['a guidance scale of NaN', { guidanceScale: Number.NaN }, 'OPTION_INVALID', /guidanceScale is NaN/],
  ['a guidance scale of -1', { guidanceScale: -1 }, 'OPTION_INVALID', /guidanceScale is -1/],
  ['no candidates', { candidateRange: [6, 6] }, 'OPTION_INVALID', /candidateRange is \[ 6, 6 \]/],
  ['candidates beyond the steps', { candidateRange: [6, 21] }, 'OPTION_INVALID', /≤ 20/],
  [
    'candidates from 2 steps at their defaults',
    { steps: 2, candidateRange: [1, 3] },
    'OPTION_INVALID',
    /≤ 2/,
  ],
  ['a candidate range of one number', { candidateRange: [6] }, 'OPTION_INVALID', /candidateRange is \[ 6 \]/],
  ['a candidate range that is a number', { candidateRange: 6 }, 'OPTION_INVALID', /candidateRange is 6/],
  ['fusion after the end', { fusionStart: 21 }, 'OPTION_INVALID', /fusionStart is 21.*0 to 20/],
  ['an edge wider than the source', { edgeWidthRatio: 0.51 }, 'OPTION_INVALID', /edgeWidthRatio is 0\.51/],
  ['an unknown mode', { mode: 'LTF' }, 'OPTION_INVALID', /mode is "LTF".*init, lms, twr, ltf/],
  ['an unknown posterior', { posterior: 'mode' }, 'OPTION_INVALID', /posterior is "mode"/],
  ['a negative seed', { posterior: 'sample', seed: -1 }, 'OPTION_INVALID', /seed is -1/],
  [
    'no prompts',
    { prompts: undefined },
    'OPTION_INVALID',
    /prompts\.source is missing; mode ltf needs prompts/,
  ],
  [
    'a prompt of a million characters',
    { prompts: { source: 'a'.repeat(1e6), target: 'a harbor' } },
    'OPTION_INVALID',
    /^prompts\.source is "a{79}… \(1000000 characters\); it must be a string of at most 10,000 characters\.$/,
  ],
  ['one prompt', { prompts: { source: 'a harbor' } }, 'OPTION_INVALID', /prompts\.target is missing/],
  [
    'a prompt that is a number',
    { prompts: { source: 'a harbor', target: 7 } },
    'OPTION_INVALID',
    /prompts\.target is 7/,
  ],
  // Images
  ['a missing image', { target: '/nowhere/t.png' }, 'IMAGE_NOT_FOUND', /target.*\/nowhere\/t\.png/],
  ['a folder as an image', { source: mini.folder }, 'IMAGE_INVALID', /source/],
  ['an empty buffer', { target: Buffer.alloc(0) }, 'IMAGE_INVALID', /target image is an empty buffer/],
  ['a buffer of noise', { source: Buffer.from('this is not an image') }, 'IMAGE_INVALID', /source/],
  ['no target', { target: undefined }, 'OPTION_INVALID', /target is missing; pass a file path/],
  ['a source of null', { source: null }, 'OPTION_INVALID', /source is missing; pass a file path/],
  ['a target that is a number', { target: 5 }, 'OPTION_INVALID', /target is 5/],
];

for (const [what, changes, code, message] of cases) {
  test(`refused: ${what}`, refuses, changes, code, message);
}

test('refused: missing options', async (t) => {
  for (const nothing of [undefined, null, 'target.png']) {
    const call = t.context.harmonizer.harmonize(nothing as unknown as HarmonizeOptions);
    await t.throwsAsync(call, { instanceOf: HarmonidiffError, code: 'OPTION_INVALID' });
  }
});

for (const format of ['png', 'jpeg', 'webp', 'tiff'] as const) {
  test(`refused: a truncated ${format}`, async (t) => {
    const whole = await sharp(mini.file('target.png')).toFormat(format).toBuffer();
    await refuses(
      t,
      { target: whole.subarray(0, whole.length / 2) },
      'IMAGE_INVALID',
      /target image cannot be decoded/,
    );
  });
}

test('refused: a PNG that lies about its size, and one over 100 megapixels, before they are decoded', async (t) => {
  const png = await readFile(mini.file('target.png'));
  const lie = Buffer.from(png);
  lie.writeUInt32BE(60_000, 16);
  lie.writeUInt32BE(60_000, 20);
  await refuses(t, { target: lie }, 'IMAGE_TOO_LARGE', /60000 x 60000/);
  const huge = await sharp({
    create: { width: 10_001, height: 10_000, channels: 3, background: 'black' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const before = process.memoryUsage.rss();
  await refuses(t, { target: huge }, 'IMAGE_TOO_LARGE', /10001 x 10000 pixels; the limit is 100 megapixels/);
  await refuses(t, { source: huge }, 'IMAGE_TOO_LARGE', /source/);
  t.true(process.memoryUsage.rss() - before < 100e6);
});

// Masks

const maskOf = (data: Buffer, width = 128, height = 128) =>
  sharp(data, { raw: { width, height, channels: 1 } });

test('refused: masks that are empty, of another size, too thin, or damaged', async (t) => {
  const only = (mask: unknown) => ({ box: undefined, mask });
  await refuses(t, only(maskOf(Buffer.alloc(128 * 128))), 'PLACEMENT_INVALID', /mask is empty/);
  await refuses(
    t,
    only(maskOf(Buffer.alloc(64 * 64, 255), 64, 64)),
    'PLACEMENT_INVALID',
    /64 x 64 px.*size of the canvas, 128 x 128/,
  );
  const line = Buffer.alloc(128 * 128);
  line.fill(255, 128 * 50, 128 * 52);
  await refuses(t, only(maskOf(line)), 'PLACEMENT_INVALID', /128 x 2 px; each side needs at least 8 px/);
  const frame = Buffer.alloc(128 * 128);
  for (let i = 16; i < 112; i++) {
    for (const at of [i * 128 + 16, i * 128 + 111, 16 * 128 + i, 111 * 128 + i]) frame[at] = 255;
  }
  await refuses(t, only(maskOf(frame)), 'PLACEMENT_INVALID', /less than half of every block/);
  const path = join(t.context.folder, 'mask.png');
  await writeFile(path, 'no mask');
  await refuses(t, only(path), 'IMAGE_INVALID', /mask/);
  await refuses(t, only('/nowhere/mask.png'), 'IMAGE_NOT_FOUND', /mask.*\/nowhere/);
  await refuses(t, only(7), 'OPTION_INVALID', /mask is 7/);
});

// Signals and the end

test('refused: a signal that is already aborted', async (t) => {
  const reason = new Error('too late');
  const call = t.context.harmonizer.harmonize({ ...mini.request(), signal: AbortSignal.abort(reason) });
  const error = await t.throwsAsync(call, { instanceOf: AbortError, code: 'ABORT_ERR' });
  t.is(error!.cause, reason);
});

test('refused: requests after close', async (t) => {
  const harmonizer = await Harmonizer.load(mini.folder, { threads: 1 });
  await harmonizer.close();
  await t.throwsAsync(harmonizer.harmonize(mini.request()), { instanceOf: ClosedError, code: 'CLOSED' });
});

test('refused: a signal that overrides what it inherits', async (t) => {
  const throwing = () => {
    throw new Error('overridden');
  };
  for (const name of ['addEventListener', 'removeEventListener'] as const) {
    const { signal } = new AbortController();
    signal[name] = throwing as never;
    await refuses(t, { signal }, 'OPTION_INVALID', /signal is .*; it must be an AbortSignal/);
  }
  const { signal } = new AbortController();
  let readings = 0;
  Object.defineProperty(signal, 'aborted', { get: () => (readings++ === 0 ? false : throwing()) });
  await refuses(t, { signal }, 'OPTION_INVALID', /it must be an AbortSignal/);
});

test('refused: an object that passes for a sharp instance and renders to no image', async (t) => {
  for (const [rendered, message] of [
    [Buffer.alloc(3), /no known format/],
    [{ data: Buffer.alloc(3) }, /renders to \{ data/],
    ['a string', /renders to "a string"/],
  ] as const) {
    const fake = { clone: () => fake, metadata: () => ({}), png: () => fake, toBuffer: async () => rendered };
    await refuses(t, { target: fake }, 'IMAGE_INVALID', message);
    await refuses(t, { box: undefined, mask: fake }, 'IMAGE_INVALID', message);
  }
});

test('what an asynchronous onProgress rejects with, the request rejects with', async (t) => {
  const reason = new Error('full');
  const onProgress = async () => {
    throw reason;
  };
  const call = t.context.harmonizer.harmonize({ ...mini.request(), onProgress });
  t.is(await t.throwsAsync(call), reason);
});

test('raw pixels may change once the request is made', async (t) => {
  const { box: _, ...request } = mini.request();
  const mask = { data: new Uint8Array(128 * 128), width: 128, height: 128, channels: 1 } as const;
  for (let y = 32; y < 96; y++) mask.data.fill(1, 128 * y + 32, 128 * y + 96);
  const kept = { ...mask, data: mask.data.slice() };
  const plain = { ...request, method: 'copy-paste' } as const;
  const call = t.context.harmonizer.harmonize({ ...plain, mask });
  mask.data.fill(0);
  const expected = await t.context.harmonizer.harmonize({ ...plain, mask: kept });
  t.deepEqual((await call).winner!.image, expected.winner!.image);
});
