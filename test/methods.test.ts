import test from 'ava';
import sharp from 'sharp';
import { type HarmonizeOptions, Harmonizer, METHODS, type RgbImage, smallModel } from '../lib/index.js';
import { type Fixture, inpainting, mini, readTensors, relativeError, sd1 } from './support/fixtures.js';
import { target, tolerances } from './support/target.js';
import { transfersOf } from './support/transfers.js';

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

test('restored detail equals its definition in double precision', async (t) => {
  await using harmonizer = await open(mini.folder);
  const request = { ...mini.request(), mode: 'lms' } as const;
  const { x, y, width, height } = request.box!;
  const plain = (await harmonizer.harmonize(request)).winner!.image;
  const paste = (await harmonizer.harmonize({ ...request, mode: 'init' })).winner!.image;
  const restored = (await harmonizer.harmonize({ ...request, restoreDetail: true })).winner!.image;

  // The model: f = 8, and a band of ⌊0.1 · min(w, h) / 8⌋ latent pixels, at least one.
  const factor = 8;
  const latent = Math.min(Math.floor(width / factor), Math.floor(height / factor));
  const band = Math.max(Math.floor(0.1 * latent), 1) * factor;
  const inBox = (column: number, row: number) =>
    column >= x && column < x + width && row >= y && row < y + height;
  let untouched = 0;
  forEachPixel(plain, (column, row, i) => {
    if (inBox(column, row)) return;
    // Chebyshev distance to the box.
    const dx = Math.max(x - column, column - (x + width - 1), 0);
    const dy = Math.max(y - row, row - (y + height - 1), 0);
    const weight = Math.min(1, (Math.max(dx, dy) - 0.5) / band) ** 2;
    for (let c = i; c < i + 3; c++) {
      const expected = plain.data[c]! + weight * (paste.data[c]! - plain.data[c]!);
      t.true(Math.abs(restored.data[c]! - expected) <= 0.501, `${column}, ${row}`);
      if (weight === 1) untouched += Number(restored.data[c] === paste.data[c]);
    }
  });
  t.true(untouched > 0);

  // Inside, at some pixels: what a Gaussian of σ = f over the box alone removes from the difference.
  for (const [column, row] of [
    [x, y],
    [x + 3, y + 11],
    [x + (width >> 1), y + (height >> 1)],
    [x + width - 1, y + 5],
  ] as const) {
    const distance = Math.min(column - x, row - y, x + width - 1 - column, y + height - 1 - row) + 1;
    const weight = Math.min(1, (distance - 0.5) / band) ** 2;
    for (let c = 0; c < 3; c++) {
      const difference = (u: number, v: number) => {
        const i = (v * plain.width + u) * 3 + c;
        return paste.data[i]! - plain.data[i]!;
      };
      let [sum, total] = [0, 0];
      for (let v = row - 3 * factor; v <= row + 3 * factor; v++) {
        for (let u = column - 3 * factor; u <= column + 3 * factor; u++) {
          if (!inBox(u, v)) continue;
          const gaussian = Math.exp(-((u - column) ** 2 + (v - row) ** 2) / (2 * factor ** 2));
          sum += gaussian * difference(u, v);
          total += gaussian;
        }
      }
      const i = (row * plain.width + column) * 3 + c;
      const expected = plain.data[i]! + weight * (difference(column, row) - sum / total);
      const clamped = Math.min(255, Math.max(0, expected));
      t.true(
        Math.abs(restored.data[i]! - clamped) <= 0.51,
        `${column}, ${row}: ${restored.data[i]}, ${clamped}`,
      );
    }
  }
});

test('restored detail: the edge of the canvas is not a seam', async (t) => {
  await using harmonizer = await open(mini.folder);
  const { width, height } = harmonizer.canvas;
  const request = { ...mini.request(), box: { x: 0, y: height - 40, width: 40, height: 40 } };
  const paste = (await harmonizer.harmonize({ ...request, mode: 'init' })).winner!.image;
  const plain = (await harmonizer.harmonize({ ...request, mode: 'lms' })).winner!.image;
  const detailed = (await harmonizer.harmonize({ ...request, mode: 'lms', restoreDetail: true })).winner!
    .image;
  // In the corner of the canvas, 40 px from the seam, all of the detail returns, by the definition.
  const [column, row, factor] = [0, height - 1, 8];
  const differenceAt = (x: number, y: number, c: number) =>
    paste.data[(y * width + x) * 3 + c]! - plain.data[(y * width + x) * 3 + c]!;
  for (let c = 0; c < 3; c++) {
    let [sum, total] = [0, 0];
    for (let y = row - 3 * factor; y <= row; y++) {
      for (let x = column; x <= column + 3 * factor; x++) {
        const gaussian = Math.exp(-((x - column) ** 2 + (y - row) ** 2) / (2 * factor ** 2));
        sum += gaussian * differenceAt(x, y, c);
        total += gaussian;
      }
    }
    const i = (row * width + column) * 3 + c;
    const expected = plain.data[i]! + differenceAt(column, row, c) - sum / total;
    t.true(Math.abs(detailed.data[i]! - Math.min(255, Math.max(0, expected))) <= 0.51);
  }
});

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
    t.true(transfers.select!.downloads > 0, 'only results come back');
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

function forEachPixel(
  { width, height }: RgbImage,
  visit: (column: number, row: number, i: number) => void,
): void {
  for (let i = 0; i < width * height; i++) visit(i % width, Math.floor(i / width), i * 3);
}
