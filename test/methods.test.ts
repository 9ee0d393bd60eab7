import test from 'ava';
import sharp from 'sharp';
import { type HarmonizeOptions, Harmonizer, METHODS, type RgbImage, smallModel } from '../lib/index.js';
import { loadAddon, type NativeRequest } from '../lib/native/addon.js';
import { type Fixture, inpainting, mini, readTensors, relativeError, sd1 } from './support/fixtures.js';
import { boxMask } from './support/random.js';
import { target, tolerances } from './support/target.js';
import { transfersOf, withValid } from './support/transfers.js';

const tolerance = tolerances[target.precision];

const open = (folder: string) => Harmonizer.load(folder, { threads: 2, ...target });

/** The requests that `reference/make_methods.py` made its goldens for. */
const requests: [Fixture, HarmonizeOptions][] = [
  [
    inpainting,
    {
      target: '',
      source: '',
      method: 'sd2-inpainting',
      box: { x: 16, y: 24, width: 48, height: 40 },
      steps: 6,
    },
  ],
  [
    sd1,
    {
      target: '',
      source: '',
      method: 'freecompose',
      box: { x: 32, y: 48, width: 48, height: 32 },
      steps: 8,
      edgeWidthRatio: 0.25,
    },
  ],
];

for (const [fixture, request] of requests) {
  test(`${request.method} equals diffusers`, async (t) => {
    await using harmonizer = await open(fixture.folder);
    const golden = readTensors(fixture.file('methods.safetensors'));
    const { trace, candidates } = await harmonizer.harmonize({
      ...request,
      target: fixture.file('target.png'),
      source: fixture.file('source.png'),
      prompts: fixture.prompts,
      seed: 7,
      trace: true,
    });
    const prefix = request.method === 'freecompose' ? 'freecompose' : 'inpaint';
    for (const [name, { shape, data }] of Object.entries(golden)) {
      const { shape: found, data: values } = trace![`${prefix}.${name}`]!;
      t.deepEqual([...found], shape, name);
      const error = relativeError(values, data as Float32Array);
      t.true(error <= (name === 'latent' ? tolerance.candidate : 1e-6), `${name}: ${error}`);
    }
    t.deepEqual([candidates.length, candidates[0]!.timestep], [1, null]);
  });
}

test('random numbers depend only on the seed', async (t) => {
  await using harmonizer = await open(sd1.folder);
  const run = async (seed: number) => {
    const { winner } = await harmonizer.harmonize({
      ...sd1.request(),
      method: 'freecompose',
      steps: 3,
      seed,
    });
    return winner!.image.data;
  };
  const [first, again, other] = [await run(1), await run(1), await run(2)];
  t.deepEqual(first, again);
  t.notDeepEqual(first, other);
});

test('copy-paste is mode init; poisson differs from it inside the box only', async (t) => {
  await using harmonizer = await open(mini.folder);
  const run = async (options: Partial<HarmonizeOptions>) => {
    const { prompts: _, ...request } = mini.request();
    return (await harmonizer.harmonize({ ...request, ...options })).winner!.image;
  };
  const paste = await run({ method: 'copy-paste' });
  t.deepEqual(paste.data, (await run({ mode: 'init' })).data);

  const poisson = await run({ method: 'poisson' });
  const { x, y, width, height } = mini.request().box!;
  let inside = 0;
  forEachPixel(paste, (column, row, i) => {
    const same = [0, 1, 2].every((c) => poisson.data[i + c] === paste.data[i + c]);
    if (column >= x && column < x + width && row >= y && row < y + height) inside += Number(!same);
    else t.true(same, `${column}, ${row}`);
  });
  t.true(inside > (width * height) / 2);
});

test('poisson blending leaves no step at the outline, where a paste has one', async (t) => {
  await using harmonizer = await open(smallModel);
  const scene = { create: { width: 256, height: 256, channels: 3, background: '#5a6e46' } } as const;
  const patch = { create: { width: 96, height: 80, channels: 3, background: '#c8b4a0' } } as const;
  const box = { x: 64, y: 80, width: 96, height: 80 };
  const run = (method: 'copy-paste' | 'poisson' | 'poisson-vae') =>
    harmonizer.harmonize({ target: sharp(scene), source: sharp(patch), box, method });
  // A patch of one tone has no gradients, so only the scene's tone is blended in.
  const { winner } = await run('poisson');
  t.true(winner!.image.data.every((value, i) => value === [0x5a, 0x6e, 0x46][i % 3]));
  const step = ({ data, width }: RgbImage) => {
    const at = (column: number) => data[(120 * width + column) * 3]!;
    return Math.abs(at(box.x) - at(box.x - 1));
  };
  t.is(step((await run('copy-paste')).winner!.image), 0xc8 - 0x5a);
  t.true(step((await run('poisson-vae')).winner!.image) < 8);
});

test('restored detail is that of native/blending/detail.h, with the width of the edge band, rounded', async (t) => {
  await using harmonizer = await open(mini.folder);
  const core = new (loadAddon().Core)();
  const { width, height } = harmonizer.canvas;
  // The model: f = 8, and a band of ⌊0.1 · min(w, h) / 8⌋ latent pixels, at least one.
  for (const [box, band] of [
    [mini.request().box!, 8],
    [{ x: 0, y: height - 40, width: 40, height: 40 }, 8],
    [{ x: 0, y: 0, width, height }, Math.floor(width / 80) * 8],
  ] as const) {
    const request = { ...mini.request(), box };
    const plain = (await harmonizer.harmonize({ ...request, mode: 'lms' })).winner!.image;
    const paste = (await harmonizer.harmonize({ ...request, mode: 'init' })).winner!.image;
    const { winner } = await harmonizer.harmonize({ ...request, mode: 'lms', restoreDetail: true });
    const expected = await core.restoreDetail({
      ...{ width, height, band },
      paste: Float32Array.from(paste.data),
      harmonised: plain.data,
      mask: boxMask([height, width], [box.x, box.y, box.width, box.height]).data,
    }).promise;
    let untouched = 0;
    forEachPixel(plain, (column, row, i) => {
      for (let c = i; c < i + 3; c++) {
        const level = Math.min(255, Math.max(0, expected[c]!));
        t.true(Math.abs(winner!.image.data[c]! - level) <= 0.5001, `${column}, ${row}`);
      }
      const [dx, dy] = [
        Math.max(box.x - column, column - (box.x + box.width - 1)),
        Math.max(box.y - row, row - (box.y + box.height - 1)),
      ];
      if (Math.max(dx, dy) <= band) return;
      for (let c = i; c < i + 3; c++) t.is(winner!.image.data[c], paste.data[c], `${column}, ${row}`);
      untouched++;
    });
    t.true(untouched > 0 || box.width === width);
    const scored = sharp(winner!.image.data, { raw: winner!.image });
    t.deepEqual(await harmonizer.score(scored, { box }), winner!.scores, 'the restored image is scored');
  }
  await core.close();
});

for (const mode of ['lms', 'twr', 'ltf'] as const) {
  test(`pixels without data do not count in the mean shift of mode ${mode}`, async (t) => {
    await using harmonizer = await open(mini.folder);
    const { width, height } = harmonizer.canvas;
    const factor = 8;
    const box = { x: 16, y: 24, width: 64, height: 48 };
    const request = { ...mini.request(), box, mode, steps: 5, trace: true, images: true };
    const each = (columns: number, rows: number, at: (x: number, y: number) => boolean) =>
      Uint8Array.from({ length: columns * rows }, (_, i) => Number(at(i % columns, Math.floor(i / columns))));
    const valid = {
      // Half of the latent pixels in column 5 have data, which is enough; in column 6 a pixel less.
      target: each(width, height, (x, y) => x < 44 || (x >= 48 && x < 52 && (x !== 48 || y % factor > 0))),
      source: each(box.width, box.height, (x, y) => x >= 16 && y < 40),
    };
    const none = { target: new Uint8Array(width * height), source: new Uint8Array(box.width * box.height) };
    const run = async (given?: NativeRequest['valid']) =>
      (await withValid(harmonizer, given, () => harmonizer.harmonize(request))).trace!;
    const [plain, gaps, nothing] = [await run(), await run(valid), await run(none)];
    const [W, H, w, h] = [width / factor, height / factor, box.width / factor, box.height / factor];
    const counted = {
      target: each(W, H, (x) => x <= 5),
      source: each(w, h, (x, y) => x >= 2 && y < 5),
    };
    const names = Object.keys(plain).filter((name) => name.startsWith('shifted.'));
    t.true(names.length >= (mode === 'lms' ? 1 : 2));
    for (const name of names) {
      const moment = name.slice('shifted.'.length);
      for (const [trace, counts] of [
        [plain, undefined],
        [gaps, counted],
        // If nothing has data, everything counts.
        [nothing, undefined],
      ] as const) {
        // Its own latents, because OpenVINO does not compute the same bits every time.
        const [source, target] = ['source', 'target'].map(
          (which) => trace[`invert.${which}.${moment}`] ?? scaled(trace[`vae.${which}_mean`]!),
        );
        const [, C] = target!.shape as [number, number];
        const shiftOf = (c: number) =>
          meanOf(target!.data, c, W * H, counts?.target) - meanOf(source!.data, c, w * h, counts?.source);
        const shifted = trace[name]!.data;
        const expected = Float32Array.from(target!.data);
        for (let i = 0; i < C * w * h; i++) {
          const [c, x, y] = [Math.floor(i / (w * h)), i % w, Math.floor(i / w) % h];
          const at = (c * H + box.y / factor + y) * W + box.x / factor + x;
          expected[at] = source!.data[i]! + shiftOf(c);
        }
        t.true(relativeError(shifted, expected) < 1e-4, name);
      }
      t.notDeepEqual(gaps[name]!.data, plain[name]!.data);
    }

    function scaled({ shape, data }: { shape: readonly number[]; data: Float32Array }) {
      return { shape, data: data.map((value) => value * SCALING) };
    }
  });
}

test('without latents, the patch may be smaller and the mask thinner than a latent pixel', async (t) => {
  await using harmonizer = await open(mini.folder);
  const { width, height } = harmonizer.canvas;
  const cross = Buffer.alloc(width * height);
  for (let i = 16; i < 112; i++) cross[i * width + 60] = cross[50 * width + i] = 255;
  const mask = sharp(cross, { raw: { width, height, channels: 1 } });
  const { box: _, ...request } = mini.request();
  const places = [{ mask }, { box: { x: 40, y: 50, width: 1, height: 3 } }];
  const scene = await sharp(mini.file('target.png')).removeAlpha().raw().toBuffer();
  for (const place of places) {
    const isInside = (column: number, row: number) =>
      place.mask ? cross[row * width + column] === 255 : column === 40 && row >= 50 && row < 53;
    for (const method of ['copy-paste', 'poisson'] as const) {
      const { winner } = await harmonizer.harmonize({ ...request, ...place, method });
      let changed = 0;
      forEachPixel(winner!.image, (column, row, i) => {
        const same = [0, 1, 2].every((c) => winner!.image.data[i + c] === scene[i + c]);
        if (isInside(column, row)) changed += Number(!same);
        else t.true(same, `${method}: ${column}, ${row}`);
      });
      // Blending ends one pixel inside the box.
      t.is(changed > 0, method === 'copy-paste' || place.mask !== undefined, method);
      const scored = sharp(winner!.image.data, { raw: winner!.image });
      t.deepEqual(await harmonizer.score(scored, place), winner!.scores);
    }
    await t.throwsAsync(harmonizer.harmonize({ ...request, ...place, method: 'poisson-vae' }), {
      code: 'PLACEMENT_INVALID',
    });
  }
});

test('restored detail brings back the far pixels of the target, with a mask of any shape', async (t) => {
  await using harmonizer = await open(mini.folder);
  const { width, height } = harmonizer.canvas;
  const disc = Buffer.alloc(width * height);
  for (let i = 0; i < disc.length; i++) {
    disc[i] = Number(((i % width) - 70) ** 2 + (Math.floor(i / width) - 60) ** 2 < 30 ** 2) * 255;
  }
  const mask = sharp(disc, { raw: { width, height, channels: 1 } });
  const { box: _, ...request } = mini.request();
  const { winner } = await harmonizer.harmonize({ ...request, mask, mode: 'lms', restoreDetail: true });
  const scene = await sharp(mini.file('target.png')).removeAlpha().raw().toBuffer();
  let far = 0;
  forEachPixel(winner!.image, (column, row, i) => {
    if ((column - 70) ** 2 + (row - 60) ** 2 < 45 ** 2) return;
    for (let c = i; c < i + 3; c++) t.is(winner!.image.data[c], scene[c]);
    far++;
  });
  t.true(far > (width * height) / 4);
});

test('nothing is transferred between host and device while a method denoises', async (t) => {
  for (const [fixture, request] of requests) {
    await using harmonizer = await open(fixture.folder);
    const transfers = await transfersOf(harmonizer, {
      ...request,
      target: fixture.file('target.png'),
      source: fixture.file('source.png'),
      prompts: fixture.prompts,
    });
    t.deepEqual(transfers.denoise, { uploads: 0, downloads: 0 }, request.method);
    // Only a classifier needs the weights of a resize.
    const uploads = fixture === inpainting ? 1 : 2;
    t.deepEqual(transfers.select, { uploads, downloads: 2 }, 'only results come back');
  }
});

test('the posterior and the noise use different random numbers', async (t) => {
  const [fixture, request] = requests[0]!;
  await using harmonizer = await open(fixture.folder);
  const noiseOf = async (posterior: 'mean' | 'sample') => {
    const { trace } = await harmonizer.harmonize({
      ...request,
      target: fixture.file('target.png'),
      source: fixture.file('source.png'),
      prompts: fixture.prompts,
      posterior,
      trace: true,
    });
    return trace!['inpaint.noise']!.data;
  };
  t.true(relativeError(await noiseOf('sample'), await noiseOf('mean')) > 1);
});

test('refused: unknown methods, a mode with another method, missing prompts', async (t) => {
  await using harmonizer = await open(mini.folder);
  const { prompts: _, ...request } = mini.request();
  const refused = (options: object, message: RegExp) =>
    t.throwsAsync(harmonizer.harmonize({ ...request, ...options } as HarmonizeOptions), {
      code: 'OPTION_INVALID',
      message,
    });
  await refused({ method: 'photoshop' }, /method is "photoshop"; it must be one of copy-paste, poisson/);
  await refused({ method: 'poisson', mode: 'twr' }, /mode is "twr", which only method harmonidiff has/);
  await refused({ mode: 'lms', restoreDetail: 'yes' }, /restoreDetail is "yes"; it must be true or false/);
  await refused({ method: 'freecompose' }, /prompts\.source is missing; method freecompose needs/);
  t.deepEqual(
    [...harmonizer.methods],
    METHODS.filter((method) => method !== 'sd2-inpainting'),
  );
});

/** The scaling factor of the mini model's VAE. */
const SCALING = 2.4323;

function meanOf(values: Float32Array, plane: number, size: number, counted?: Uint8Array): number {
  const all = values.subarray(plane * size, (plane + 1) * size);
  const some = counted ? all.filter((_, i) => counted[i]) : all;
  return some.reduce((sum, value) => sum + value, 0) / some.length;
}

function forEachPixel(
  { width, height }: RgbImage,
  visit: (column: number, row: number, i: number) => void,
): void {
  for (let i = 0; i < width * height; i++) visit(i % width, Math.floor(i / width), i * 3);
}
