import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import sharp from 'sharp';
import {
  ClosedError,
  HarmonidiffError,
  Harmonizer,
  ImageError,
  MetricError,
  ModelFileError,
  OptionError,
  PlacementError,
  type RgbImage,
  UnsupportedModelError,
} from '../lib/index.js';
import * as metrics from '../lib/metrics/index.js';
import { Graph, type Value } from '../lib/model/onnx/graph.js';
import { DataType, encodeModel } from '../lib/model/onnx/proto.js';
import { readWeights } from '../lib/model/weights.js';
import { copyOf, editJson } from './support/copies.js';
import { mini, relativeError } from './support/fixtures.js';
import { always, holdsForAll, hostile, type Maker, spoilt } from './support/hostile.js';
import { generator, randomBytes } from './support/random.js';
import { target } from './support/target.js';

interface Reference {
  bgd: { mask: string; width: number; value: number }[];
  psnr: { value: number };
  ssim: { value: number };
  gradientSimilarity: { value: number };
  frechet: Record<string, { a: number[][]; b: number[][]; sqrtm: number; eigenvalues: number }>;
  features: Record<'scene' | 'first', number[]>;
}

/** What test/reference/make_metrics.py wrote. */
const fixtures = join(import.meta.dirname, 'fixtures');
const reference: Reference = JSON.parse(await readFile(join(fixtures, 'metrics.json'), 'utf8'));
const picture = (name: string) => join(fixtures, 'metrics', `${name}.png`);
const [first, second] = await Promise.all(
  ['first', 'second'].map((name) => metrics.loadRgb(picture(name), name)),
);

const near = (t: ExecutionContext, actual: number, expected: number, most: number, what?: string) =>
  t.true(Math.abs(actual - expected) <= most, `${what ?? ''}: ${actual}, not ${expected}`);

const noise = (seed: number, width: number, height: number): RgbImage<Uint8Array> => ({
  data: randomBytes(seed, height, width, 3).data,
  width,
  height,
  channels: 3,
});
const even = (level: number, width = 16, height = 16): RgbImage<Uint8Array> => ({
  data: new Uint8Array(width * height * 3).fill(level),
  width,
  height,
  channels: 3,
});

for (const { mask, width, value } of reference.bgd) {
  test(`BGD equals scipy's filters and morphology: ${mask}, ${width} px`, async (t) => {
    const { data } = await metrics.loadMask(picture(mask), 'mask');
    near(t, metrics.boundaryGradientDifference(first!, data, width), value, 1e-9);
  });
}

test('BGD uses bands of 3 px by default', async (t) => {
  const { data } = await metrics.loadMask(picture('disc'), 'mask');
  t.is(metrics.boundaryGradientDifference(first!, data), metrics.boundaryGradientDifference(first!, data, 3));
});

test('BGD of a single step next to the outline, by hand', (t) => {
  // Columns 0…7 are 0 and 8…15 are 30: G is 4 · 30 in columns 7 and 8. The mask is everything from column 9 on.
  const image = even(0);
  const mask = new Uint8Array(256);
  for (let i = 0; i < 256; i++) {
    if (i % 16 >= 8) image.data.fill(30, 3 * i, 3 * i + 3);
    if (i % 16 >= 9) mask[i] = 1;
  }
  // Outer band: columns 6, 7, 8. Inner band: columns 9, 10, 11, and the image's own edge, all of G 0.
  near(t, metrics.boundaryGradientDifference(image, mask), (2 * 120) / 3, 1e-9);
});

test("PSNR, SSIM and gradient similarity equal scikit-image's", (t) => {
  near(t, metrics.psnr(first!, second!), reference.psnr.value, 1e-9, 'psnr');
  near(t, metrics.ssim(first!, second!), reference.ssim.value, 1e-9, 'ssim');
  const similarity = metrics.gradientSimilarity(first!, second!);
  near(t, similarity, reference.gradientSimilarity.value, 1e-9, 'gradients');
});

test('equal images have the best value of every metric; black against white has the worst PSNR', (t) => {
  t.is(metrics.psnr(first!, first!), Number.POSITIVE_INFINITY);
  near(t, metrics.ssim(first!, first!), 1, 1e-12);
  near(t, metrics.gradientSimilarity(first!, first!), 1, 1e-12);
  t.is(metrics.psnr(even(0), even(255)), 0);
});

test('images smaller than the Gaussian are mirrored more than once', (t) => {
  // A constant plane keeps its mean under any window whose weights sum up to 1.
  near(t, metrics.gradientSimilarity(even(7, 2, 1), even(9, 2, 1)), 1, 1e-12);
  const similarity = metrics.gradientSimilarity(noise(1, 2, 3), noise(2, 2, 3));
  t.true(similarity > -1 && similarity < 1);
});

test('sizes that do not match are refused, and the error names them', (t) => {
  const size = { instanceOf: MetricError, code: 'METRIC_SIZE' };
  t.throws(() => metrics.psnr(even(0), even(0, 8, 16)), { ...size, message: /16 x 16 and 8 x 16/ });
  t.throws(() => metrics.ssim(even(0, 10, 20), even(0, 10, 20)), { ...size, message: /10 x 20 .* 11 px/ });
  t.throws(() => metrics.gradientSimilarity({ ...even(0), width: 4 }, even(0)), { ...size, message: /768/ });
  t.throws(() => metrics.boundaryGradientDifference(even(0), new Uint8Array(9)), { ...size, message: /9 / });
  for (const width of [0, 1.5, Number.NaN]) {
    t.throws(() => metrics.boundaryGradientDifference(even(0), new Uint8Array(256), width), {
      instanceOf: OptionError,
    });
  }
});

for (const [name, { a, b, sqrtm, eigenvalues }] of Object.entries(reference.frechet)) {
  test(`the Fréchet distance equals the formulas with a matrix square root and with eigenvalues: ${name}`, (t) => {
    const distance = metrics.frechetDistance(a, b);
    // Singular covariances cost the references half of their digits, √(1e-16 · their largest eigenvalue) for each 0.
    near(t, distance, sqrtm, 1e-5, 'sqrtm');
    near(t, distance, eigenvalues, 1e-5, 'eigenvalues');
    near(t, metrics.frechetDistance(b, a), distance, 1e-9, 'either way round');
    t.true(distance >= 0);
  });
}

test('the Fréchet distance of axis-aligned sets is Σ (Δμ² + (σ₁ − σ₂)²)', (t) => {
  // ± σ √(n − 1) / √2 along each axis in turn: covariance diag(σ²), and 0 along the third.
  const cross = (sigmas: number[], shift: number) =>
    sigmas.flatMap((sigma, axis) =>
      [1, -1].map((sign) =>
        Float64Array.from(sigmas, (_, k) => shift + (k === axis ? sign * sigma * Math.sqrt(5 / 2) : 0)),
      ),
    );
  const distance = metrics.frechetDistance(cross([1, 2, 0], 0), cross([3, 0.5, 0], 0.1));
  near(t, distance, 3 * 0.01 + 4 + 2.25, 1e-12);
});

test('the Fréchet distance does not change with a rotation, and grows with a shift', (t) => {
  const next = generator(3);
  const rows = (count: number) => Array.from({ length: count }, () => Float32Array.from({ length: 2 }, next));
  const [a, b] = [rows(30), rows(20)];
  const turned = (set: Float32Array[]) =>
    set.map(([x, y]) => [0.6 * x! - 0.8 * y!, 0.8 * x! + 0.6 * y!] as number[]);
  const distance = metrics.frechetDistance(a, b);
  near(t, metrics.frechetDistance(turned(a), turned(b)), distance, 1e-12);
  const shifted = a.map((row) => Float64Array.from(row, (value) => value + 2));
  near(t, metrics.frechetDistance(a, shifted), 8, 1e-9);
});

test('sets that have no covariance or do not match are refused', (t) => {
  const size = { instanceOf: MetricError, code: 'METRIC_SIZE' };
  const pair = [
    [1, 2],
    [3, 4],
  ];
  t.throws(() => metrics.frechetDistance([[1, 2]], pair), { ...size, message: /first set has 1 / });
  t.throws(() => metrics.frechetDistance(pair, []), { ...size, message: /second set has 0 / });
  t.throws(() => metrics.frechetDistance(pair, [[1, 2], [3]]), { ...size, message: /Row 1 of the second/ });
  t.throws(() => metrics.frechetDistance([[1e200], [-1e200]], [[0], [1]]), {
    code: 'METRIC_VALUE',
    message: /too large/,
  });
  t.throws(() => metrics.frechetDistance([[], []], [[], []]), size);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    t.throws(() => metrics.frechetDistance(pair, [...pair, [value, 0]]), {
      instanceOf: MetricError,
      code: 'METRIC_VALUE',
      message: /Row 2 of the second set holds (NaN|Infinity) at 0/,
    });
  }
});

test('cosine similarity', (t) => {
  near(t, metrics.cosineSimilarity([1, 2, 2], Float32Array.of(2, 1, 2)), 8 / 9, 1e-15);
  near(t, metrics.cosineSimilarity([1, 0], [0, 3]), 0, 1e-15);
  near(t, metrics.cosineSimilarity([0.1, 0.7], [-0.1, -0.7]), -1, 1e-15);
  near(t, metrics.cosineSimilarity([1e200, 1e200], [1e-170, 0]), Math.SQRT1_2, 1e-15);
  t.throws(() => metrics.cosineSimilarity([1], [1, 2]), { instanceOf: MetricError, code: 'METRIC_SIZE' });
  t.throws(() => metrics.cosineSimilarity([1, 1], [0, 0]), { instanceOf: MetricError, code: 'METRIC_VALUE' });
  t.throws(() => metrics.cosineSimilarity([Number.NaN], [1]), {
    instanceOf: MetricError,
    code: 'METRIC_VALUE',
  });
});

test("the classifier's features equal PyTorch's", async (t) => {
  const features = await metrics.ClassifierFeatures.load(mini.file('classifier'), { threads: 1 });
  t.is(features.width, reference.features.scene.length);
  // The scene has the classifier's size; the other is resized, by libvips here and by Pillow there.
  const scene = relativeError(await features.extract(picture('scene')), reference.features.scene);
  t.true(scene <= 1e-5, `${scene}`);
  const resized = relativeError(await features.extract(first!), reference.features.first);
  t.true(resized <= 2e-3, `${resized}`);
  t.deepEqual(await features.extract(first!), await features.extract(await readFile(picture('first'))));
  await t.throwsAsync(features.extract('nowhere.png'), { instanceOf: ImageError, code: 'IMAGE_NOT_FOUND' });
  await features.close();
  await features.close();
  await t.throwsAsync(features.extract(first!), { instanceOf: ClosedError });
});

test('a folder without a classifier has no features', async (t) => {
  await t.throwsAsync(metrics.ClassifierFeatures.load(mini.file('nowhere')), { instanceOf: ModelFileError });
});

/** An encoder whose two numbers are R + 2 G + 3 B and 1 − G of the image's mean colour. */
async function encoderFile(
  t: ExecutionContext,
  { dims = ['batch', 3, 'height', 'width'], inputs = 1, outputs = ['embeds'] as string[] } = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-encoder-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const weights = await readWeights(mini.file('classifier'));
  const g = new Graph('encoder', weights, { attention: 'decomposed', precision: 'fp32' });
  const x = g.input('pixels', DataType.FLOAT, dims as (number | string)[]);
  for (let i = 1; i < inputs; i++) g.input(`ids${i}`, DataType.INT64, ['batch', 77]);
  const pooled = g.op('GlobalAveragePool', [x]);
  const flat = g.op('Flatten', [pooled], { axis: 1 });
  const embeds = g.op('Gemm', [flat, g.floats([1, 2, 3, 0, -1, 0], [2, 3]), g.floats([0, 1])], { transB: 1 });
  const forms: Record<string, [Value, (number | string)[]]> = {
    embeds: [embeds, ['batch', 2]],
    other: [g.op('Neg', [embeds]), ['batch', 2]],
    maps: [pooled, ['batch', 3, 1, 1]],
  };
  for (const name of outputs) g.output(name, ...forms[name]!);
  const path = join(folder, 'tiny.onnx');
  await writeFile(path, encodeModel(g.build()));
  return path;
}

const CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073];
const CLIP_STD = [0.26862954, 0.26130258, 0.27577711];

/** The encoder's expected output for an image, from its pixels in double precision. */
function encoded({ data }: { data: Uint8Array }, mean = CLIP_MEAN, std = CLIP_STD): number[] {
  const [r, g, b] = [0, 1, 2].map((channel) => {
    const values = data.filter((_, i) => i % 3 === channel);
    const average = values.reduce((sum, value) => sum + value, 0) / values.length / 255;
    return (average - mean[channel]!) / std[channel]!;
  }) as [number, number, number];
  return [r + 2 * g + 3 * b, 1 - g];
}

test('an image encoder gets the input that CLIP would, channels first and normalised', async (t) => {
  const encoder = await metrics.OnnxImageEncoder.load(await encoderFile(t), { threads: 1 });
  t.is(encoder.name, 'tiny.onnx');
  t.is(encoder.width, 2);
  const image = noise(5, 224, 224);
  t.true(relativeError(await encoder.extract(image), encoded(image)) <= 1e-5);
  await encoder.close();
  await t.throwsAsync(encoder.extract(image), { instanceOf: ClosedError });
});

test("an image encoder's size is the model's own or the option's; mean and std are as given", async (t) => {
  const image = noise(6, 24, 24);
  const [mean, std] = [
    [0.1, 0.2, 0.3],
    [0.5, 0.25, 2],
  ];
  const fixed = await encoderFile(t, { dims: [1, 3, 24, 24] });
  const open = await encoderFile(t);
  for (const [path, size] of [[fixed], [fixed, 24], [open, 24]] as [string, number?][]) {
    const encoder = await metrics.OnnxImageEncoder.load(path, { size, mean, std, threads: 1 });
    t.true(relativeError(await encoder.extract(image), encoded(image, mean, std)) <= 1e-5);
    await encoder.close();
  }
  const wrong = { instanceOf: OptionError };
  await t.throwsAsync(metrics.OnnxImageEncoder.load(fixed, { size: 32 }), { ...wrong, message: /24 x 24/ });
  await t.throwsAsync(metrics.OnnxImageEncoder.load(open, { std: [1, 1, 0] }), { ...wrong, message: /std/ });
  await t.throwsAsync(metrics.OnnxImageEncoder.load(open, { mean: [1] }), { ...wrong, message: /mean/ });
});

test('an image encoder sees the middle of a wide image, resized to its height', async (t) => {
  // 96 x 48 px, red for 12 px at either end; the middle 48 px and more are grey.
  const wide = even(100, 96, 48);
  for (let i = 0; i < 96 * 48; i++) if (i % 96 < 12 || i % 96 >= 84) wide.data.set([255, 0, 0], 3 * i);
  const path = await encoderFile(t, { dims: [1, 3, 24, 24] });
  const encoder = await metrics.OnnxImageEncoder.load(path, { threads: 1 });
  t.true(relativeError(await encoder.extract(wide), encoded(even(100))) <= 1e-5);
  await encoder.close();
});

test('a model that does not encode single images is refused', async (t) => {
  const load = (path: string, options?: metrics.OnnxImageEncoderOptions) =>
    metrics.OnnxImageEncoder.load(path, { threads: 1, ...options });
  const unsupported = { instanceOf: UnsupportedModelError, code: 'MODEL_UNSUPPORTED' };
  const refuses = async (form: Parameters<typeof encoderFile>[1], message: RegExp) =>
    t.throwsAsync(load(await encoderFile(t, form)), { ...unsupported, message });
  await refuses({ outputs: ['maps'] }, /maps is float32 \[1,3,1,1\]/);
  await refuses({ outputs: ['embeds', 'other'] }, /embeds float32 \[batch,2\], other float32 \[batch,2\]/);
  await refuses({ inputs: 2 }, /ids1 int64 \[batch,77\]/);
  await refuses({ dims: [8, 3, 24, 24] }, /\[8,3,24,24\]/);
  await refuses({ dims: [1, 3, 24, 32] }, /24 x 32/);

  await t.throwsAsync(load('nowhere.onnx'), { instanceOf: ModelFileError, code: 'MODEL_NOT_FOUND' });
  const damaged = await encoderFile(t);
  await writeFile(damaged, 'no model');
  await t.throwsAsync(load(damaged), { instanceOf: ModelFileError, code: 'MODEL_FORMAT' });
});

test('with several outputs, the only vector or the named one is used', async (t) => {
  const image = noise(7, 224, 224);
  const [mixed, both] = [
    await encoderFile(t, { outputs: ['maps', 'embeds'] }),
    await encoderFile(t, { outputs: ['embeds', 'other'] }),
  ];
  const first = await metrics.OnnxImageEncoder.load(mixed, { threads: 1 });
  const named = await metrics.OnnxImageEncoder.load(both, { output: 'other', threads: 1 });
  t.true(relativeError(await first.extract(image), encoded(image)) <= 1e-5);
  const negative = (await named.extract(image)).map((value) => -value);
  t.true(relativeError(negative, encoded(image)) <= 1e-5);
  await Promise.all([first.close(), named.close()]);
  await t.throwsAsync(metrics.OnnxImageEncoder.load(both, { output: 'third' }), {
    instanceOf: OptionError,
    message: /third.*embeds.*other/,
  });
});

test("CLIP similarity is the cosine of the extractor's vectors", async (t) => {
  const encoder = await metrics.OnnxImageEncoder.load(await encoderFile(t), { size: 24, threads: 1 });
  const [a, b] = [even(40, 24, 24), noise(8, 24, 24)];
  const expected = metrics.cosineSimilarity(encoded(a), encoded(b));
  near(t, await metrics.clipSimilarity(encoder, a, b), expected, 1e-5);
  near(t, await metrics.clipSimilarity(encoder, b, b), 1, 1e-12);
  await encoder.close();
});

// Arguments of every kind

/** As `t.throws`, for values that the types do not allow. */
function refuses(t: ExecutionContext, call: () => unknown, code: string, message: RegExp) {
  t.throws(call, { instanceOf: HarmonidiffError, code, message });
}

test('an argument of the wrong type is refused, and the error shows it', (t) => {
  const image = even(0);
  const broken = new Proxy(
    {},
    {
      get() {
        throw new TypeError('no');
      },
    },
  );
  const psnr = (value: unknown) => metrics.psnr(value as RgbImage, image);
  for (const value of [undefined, null, 5, 5n, 'first.png', Symbol('s'), Object.create(null), broken, []]) {
    refuses(t, () => psnr(value), 'OPTION_INVALID', /^The first image is .*channels: 3/);
  }
  refuses(t, () => psnr({ ...image, data: [...image.data] }), 'OPTION_INVALID', /data a Uint8Array/);
  refuses(t, () => psnr({ ...image, data: new Proxy(image.data, {}) }), 'OPTION_INVALID', /Uint8Array/);
  refuses(t, () => psnr({ ...image, data: new Float32Array(768) }), 'OPTION_INVALID', /loadRgb makes one/);
  refuses(t, () => psnr({ ...image, channels: 4 }), 'METRIC_SIZE', /channels 4; it must be RGB/);
  refuses(t, () => psnr({ ...image, width: '16' }), 'METRIC_SIZE', /width "16"/);
  refuses(t, () => psnr({ ...image, width: 1.5, height: 512 / 3 }), 'METRIC_SIZE', /width 1\.5/);
  const detached = even(0);
  structuredClone(detached.data.buffer, { transfer: [detached.data.buffer as ArrayBuffer] });
  refuses(t, () => psnr(detached), 'METRIC_SIZE', /0 samples/);

  const bgd = (mask: unknown, width: unknown = 3) =>
    metrics.boundaryGradientDifference(image, mask as Uint8Array, width as number);
  refuses(t, () => bgd(new Array(256).fill(1)), 'OPTION_INVALID', /^The mask is \[ 1, 1, .*Uint8Array/);
  refuses(t, () => bgd(new Uint8Array(256), Symbol('w')), 'OPTION_INVALID', /width is Symbol\(w\)/);

  const cosine = (value: unknown) => metrics.cosineSimilarity(value as number[], [1]);
  refuses(t, () => cosine('1'), 'OPTION_INVALID', /^The first vector is "1"/);
  refuses(t, () => cosine(['1']), 'METRIC_VALUE', /holds "1" at 0/);
  refuses(t, () => cosine([1n]), 'METRIC_VALUE', /holds 1n at 0/);
  // A sparse array that is longer than memory.
  refuses(t, () => cosine(new Array(2 ** 32 - 1)), 'METRIC_VALUE', /holds undefined at 0/);
  const throwing = Object.defineProperty([1], 0, {
    get() {
      throw new TypeError('no');
    },
  });
  refuses(t, () => cosine(throwing), 'OPTION_INVALID', /cannot be read: no/);
  const frechet = (rows: unknown) => metrics.frechetDistance(rows as number[][], [[1], [2]]);
  refuses(t, () => frechet({ length: 2 }), 'OPTION_INVALID', /^The first set is \{ length: 2 \}/);
  refuses(t, () => frechet([[1], null]), 'OPTION_INVALID', /^Row 1 of the first set is null/);
});

test('every property is read once, and any array of 8-bit samples is accepted', (t) => {
  let readings = 0;
  const changing = {
    ...even(9),
    get data() {
      readings++;
      return readings === 1 ? even(9).data : new Uint8Array(3);
    },
  };
  t.is(metrics.psnr(changing, even(9)), Number.POSITIVE_INFINITY);
  t.is(readings, 1);
  const lying = even(9);
  Object.defineProperty(lying.data, 'length', { value: 3 });
  t.is(metrics.psnr(lying, even(9)), Number.POSITIVE_INFINITY);
  const expected = metrics.ssim(noise(1, 16, 16), noise(2, 16, 16));
  for (const array of [Buffer.from, Uint8ClampedArray.from.bind(Uint8ClampedArray), shared]) {
    const image: RgbImage = { ...noise(1, 16, 16), data: array(noise(1, 16, 16).data) };
    t.is(metrics.ssim(image, noise(2, 16, 16)), expected);
  }
});

test('CLIP similarity needs an extractor that returns vectors', async (t) => {
  const similarity = (extractor: unknown) =>
    metrics.clipSimilarity(extractor as metrics.FeatureExtractor, even(1), even(2));
  for (const extractor of [null, {}, { extract: 5 }]) {
    await t.throwsAsync(similarity(extractor), {
      instanceOf: OptionError,
      message: /must have a method extract/,
    });
  }
  await t.throwsAsync(similarity({ extract: async () => 'vector' }), { instanceOf: OptionError });
  await t.throwsAsync(similarity({ extract: async () => [] }), { instanceOf: MetricError });
  const own = new RangeError('of the extractor');
  await t.throwsAsync(similarity({ extract: () => Promise.reject(own) }), { is: own });
});

function shared(values: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(values.length));
  copy.set(values);
  return copy;
}

const fields = { data: 0, width: 0, height: 0, channels: 0 };
/** 768 samples of every kind, and values that only look like samples. */
const samples = fc.constantFrom<Maker>(
  ...[Uint8Array, Uint8ClampedArray, Int8Array, Uint16Array, Int32Array, Float32Array, Float64Array].map(
    (Type) => () => new Type(768),
  ),
  () => new BigInt64Array(768),
  () => new Float32Array(768).fill(Number.NaN),
  () => shared(new Uint8Array(768)),
  () => new Array(768).fill(0),
  () => new Array(768),
  () => new DataView(new ArrayBuffer(768)),
  () => new Proxy(new Uint8Array(768), {}),
  () => Object.defineProperty(new Uint8Array(768), 'length', { value: 3 }),
  () => {
    const data = new Uint8Array(768);
    structuredClone(data.buffer, { transfer: [data.buffer] });
    return data;
  },
);
const pictures = fc.oneof(
  always(noise(3, 16, 16)),
  samples.map((make) => () => ({ ...even(0), data: make() })),
  spoilt(even(0), fields),
);
const numbers = fc.oneof(fc.double(), fc.constantFrom(0, 1, 2));
const valid = fc.array(fc.double({ noNaN: true, min: -9, max: 9 }), { minLength: 3, maxLength: 3 });
const rows = fc.oneof(
  valid.map((row) => () => row),
  fc.array(numbers, { maxLength: 4 }).map((row) => () => Float32Array.from(row)),
  fc.array(hostile, { maxLength: 4 }).map((makers) => () => makers.map((make) => make())),
);
const vectors = fc.oneof({ weight: 3, arbitrary: rows }, { weight: 1, arbitrary: hostile });
const sets = fc.oneof(
  fc.array(valid, { minLength: 2, maxLength: 5 }).map((set) => () => set),
  fc.array(vectors, { maxLength: 4 }).map((makers) => () => makers.map((make) => make())),
  hostile,
);

test('measuring anything gives a number or an error of this package', async (t) => {
  const masks = fc.oneof(always(new Uint8Array(256).fill(1, 60, 120)), samples, hostile);
  const widths = fc.oneof(always(2), hostile);
  await holdsForAll(t, 400, [pictures, masks, widths], metrics.boundaryGradientDifference);
  await holdsForAll(t, 300, [pictures, pictures], metrics.psnr);
  await holdsForAll(t, 300, [pictures, pictures], metrics.ssim);
  await holdsForAll(t, 300, [pictures, pictures], metrics.gradientSimilarity);
  await holdsForAll(t, 400, [vectors, vectors], metrics.cosineSimilarity);
  await holdsForAll(t, 400, [sets, sets], metrics.frechetDistance);
  const extractors = fc.oneof(
    rows.map((make) => () => ({ extract: make })),
    hostile,
  );
  await holdsForAll(t, 300, [extractors, pictures, pictures], metrics.clipSimilarity);
});

test('loading anything gives an image or an error of this package', async (t) => {
  const images = fc.oneof(pictures, hostile);
  const labels = fc.oneof({ weight: 3, arbitrary: always('first') }, { weight: 1, arbitrary: hostile });
  const sizes = fc.oneof(always(undefined), spoilt({ width: 4, height: 4 }, { width: 0, height: 0 }));
  await holdsForAll(t, 400, [images, labels, sizes], metrics.loadRgb);
  await holdsForAll(t, 300, [images, labels], metrics.loadMask);
});

test('an extractor gives features or an error of this package, whatever its input', async (t) => {
  const { ClassifierFeatures, OnnxImageEncoder } = metrics;
  const file = await encoderFile(t);
  const options = spoilt({ threads: 1 }, { size: 0, mean: 0, std: 0, output: 0 });
  const encoder = async (...args: Parameters<typeof OnnxImageEncoder.load>) =>
    (await OnnxImageEncoder.load(...args)).close();
  const classifier = async (...args: Parameters<typeof ClassifierFeatures.load>) =>
    (await ClassifierFeatures.load(...args)).close();
  await holdsForAll(t, 200, [hostile], encoder);
  await holdsForAll(t, 200, [hostile], classifier);
  await holdsForAll(t, 200, [always(file), options], encoder);
  await holdsForAll(t, 200, [always('/nowhere'), spoilt({}, { threads: 0 })], classifier);
  for (const extractor of [
    await OnnxImageEncoder.load(file, { size: 8, threads: 1 }),
    await ClassifierFeatures.load(mini.file('classifier'), { threads: 1 }),
  ]) {
    await holdsForAll(t, 100, [fc.oneof(pictures, hostile)], (image: RgbImage) => extractor.extract(image));
    t.is((await extractor.extract(even(1))).length, extractor.width, 'it still works');
    await extractor.close();
  }
});

test('an image has the same scores as the candidate with the same pixels', async (t) => {
  await using harmonizer = await Harmonizer.load(mini.folder, { threads: 2, ...target });
  const request = mini.request();
  const box = request.box!;
  const { candidates } = await harmonizer.harmonize({ ...request, images: true });
  const scores = await Promise.all(candidates.map(({ image }) => harmonizer.score(image!, { box })));
  t.deepEqual(
    scores,
    candidates.map((candidate) => candidate.scores),
  );
  t.is(new Set(scores.map(({ mean }) => mean)).size, candidates.length, 'the scores differ');
});

test('the score follows mask and edge width, as in harmonize', async (t) => {
  await using harmonizer = await Harmonizer.load(mini.folder, { threads: 2, ...target });
  const { box: _, ...request } = mini.request();
  const { width, height } = harmonizer.canvas;
  const disc = Buffer.from(
    Array.from({ length: width * height }, (_, i) =>
      Math.hypot((i % width) - 60, Math.floor(i / width) - 70) < 44 ? 255 : 0,
    ),
  );
  const mask = sharp(disc, { raw: { width, height, channels: 1 } });
  const seen = new Set<number>();
  for (const edgeWidthRatio of [0.1, 0.3]) {
    const options = { ...request, mask, edgeWidthRatio, mode: 'init' } as const;
    const { winner } = await harmonizer.harmonize(options);
    const image = sharp(winner!.image.data, { raw: winner!.image });
    const scores = await harmonizer.score(image, { mask, edgeWidthRatio });
    t.deepEqual(scores, winner!.scores);
    near(t, scores.mean, (scores.original + scores.eroded + scores.dilated) / 3, 1e-6);
    seen.add(scores.mean);
  }
  t.is(seen.size, 2);
});

test('a score does not depend on the noise schedule', async (t) => {
  const folder = await copyOf(t);
  await editJson(join(folder, 'scheduler/scheduler_config.json'), { num_train_timesteps: 10 });
  await using harmonizer = await Harmonizer.load(mini.folder, { threads: 1, ...target });
  await using short = await Harmonizer.load(folder, { threads: 1, ...target });
  const [image, box] = [mini.file('target.png'), mini.request().box!];
  await t.throwsAsync(short.harmonize({ ...mini.request(), mode: 'init' }), { message: /steps is 20/ });
  t.deepEqual(await short.score(image, { box }), await harmonizer.score(image, { box }));
});

test('a score needs a classifier, a place and an open harmonizer', async (t) => {
  const harmonizer = await Harmonizer.load(mini.folder, { threads: 1, ...target });
  const image = mini.file('target.png');
  const box = mini.request().box!;
  await t.throwsAsync(harmonizer.score(image, {}), { instanceOf: OptionError });
  await t.throwsAsync(harmonizer.score(image, { box: { ...box, x: 120 } }), { instanceOf: PlacementError });
  await t.throwsAsync(harmonizer.score('nowhere.png', { box }), { instanceOf: ImageError });
  await t.throwsAsync(harmonizer.score(image, { box, edgeWidthRatio: 0.6 }), { instanceOf: OptionError });
  await t.throwsAsync(harmonizer.score(image, { box, signal: AbortSignal.abort() }), { code: 'ABORT_ERR' });
  await harmonizer.close();
  await t.throwsAsync(harmonizer.score(image, { box }), { instanceOf: ClosedError });

  const folder = await copyOf(t);
  await rm(join(folder, 'classifier'), { recursive: true });
  await using unscored = await Harmonizer.load(folder, { threads: 1, ...target });
  await t.throwsAsync(unscored.score(image, { box }), { instanceOf: ModelFileError, message: /classifier/ });
});
