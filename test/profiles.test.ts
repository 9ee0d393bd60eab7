import test from 'ava';
import { mostRows } from '../lib/engines/rows.js';
import { profilesOf, type Rows } from '../lib/engines/shapes.js';
import { type ModelFolder, readModelFolder } from '../lib/model/folder.js';
import { buildGraphs, type NetworkName, networksOf } from '../lib/model/graphs.js';
import type { GraphForm } from '../lib/model/onnx/graph.js';
import { fits, rowsOf, type Shapes } from './support/calls.js';
import { inpainting, large, mini, sd1, sharded } from './support/fixtures.js';
import { publishedModel } from './support/published.js';

const GB = 1e9;
const H100 = 80 * GB;
const FP16: GraphForm = { attention: 'decomposed', precision: 'fp16', scores: 'fp16' };

/** Rows that calls of this model may have. */
const mostOf = (model: ModelFolder, memory: number, form = FP16) =>
  mostRows(model, buildGraphs(model, form), { ...form, memory });
/** The same limits for every network. */
const limited = (unet: number, requests: number): Rows => ({
  ...{ textEncoder: 3 * requests, unet, vaeEncoder: requests, vaeDecoder: requests },
  classifier: 3 * requests,
});

/**
 * Every call that the pipeline makes (native/pipeline) for one to five requests that share it: text encoder and classifier
 * with their triples; the VAE with the canvas and, in the encoder, patches; the UNet with as many rows as the method has.
 */
function* pipelineCalls(model: ModelFolder): Generator<[NetworkName, Shapes]> {
  const { unet, vae, tokenizer, textEncoder, classifier } = model;
  const { inputs, sampleSize: side, metadata, projection } = unet.shape;
  const { latentChannels, factor } = vae.shape;
  for (let requests = 1; requests <= 5; requests++) {
    yield ['textEncoder', { input_ids: [3 * requests, tokenizer.length] }];
    if (classifier) {
      const { imageSize } = classifier.shape;
      yield ['classifier', { input: [3 * requests, 4, imageSize, imageSize] }];
    }
    yield ['vaeDecoder', { latent: [requests, latentChannels, side, side] }];
  }
  const step = Math.max(1, Math.floor(side / 7));
  const patches = [side];
  for (let patch = 1; patch <= side; patch += step) patches.push(patch);
  for (const height of patches) {
    for (const width of patches)
      for (const requests of [1, 2, 5])
        yield ['vaeEncoder', { image: [requests, 3, height * factor, width * factor] }];
  }

  const unetCall = (rows: number, height = side, width = side): [NetworkName, Shapes] => [
    'unet',
    {
      sample: [rows, inputs, height, width],
      timestep_projection: [rows, projection.width],
      encoder_hidden_states: [rows, tokenizer.length, textEncoder.shape.width],
      ...(metadata > 0 && { metadata_projection: [rows, metadata, projection.width] }),
    },
  ];
  if (inputs !== latentChannels) {
    yield unetCall(2);
    return;
  }
  // FreeCompose; inversion of target and source, one by one or, if both cover the canvas, together.
  yield* [unetCall(3), unetCall(2), unetCall(1)];
  for (const height of patches) for (const width of patches) yield unetCall(1, height, width);
  // Two rows for each candidate that has started; a request may have any number of candidates.
  for (let candidates = 1; candidates <= 40; candidates++) yield unetCall(2 * candidates);
}

/** The calls that native/engines/tensorrt.cc makes of one with more rows than any profile has. */
function parts(call: Shapes, most: number): Shapes[] {
  const [[rows]] = Object.values(call) as [[number]];
  return Array.from({ length: Math.ceil(rows / most) }, (_, i) =>
    Object.fromEntries(
      Object.entries(call).map(([name, [, ...rest]]) => [name, [Math.min(most, rows - i * most), ...rest]]),
    ),
  );
}

const models: [string, () => Promise<ModelFolder>][] = [
  ...Object.entries({ mini, sd1, sharded, inpainting }),
  ...large.map((fixture) => ['large', fixture] as const),
].map(([name, { folder }]) => [name, () => readModelFolder(folder)]);
for (const canvas of [512, 640, 768, 1024]) {
  models.push([`SD 2.1, ${canvas} px`, async () => publishedModel(canvas)]);
  models.push([`SD 2 inpainting, ${canvas} px`, async () => publishedModel(canvas, { in_channels: 9 })]);
}

for (const [name, read] of models) {
  test(`${name}: every call of the pipeline fits a profile, whatever the most rows`, async (t) => {
    const model = await read();
    for (const [rows, requests] of [
      [16, 4],
      [8, 2],
      [4, 1],
      [2, 4],
      [1, 1],
    ] as const) {
      const profiles = profilesOf(model, limited(rows, requests));
      let calls = 0;
      for (const [network, call] of pipelineCalls(model)) {
        const most = Math.max(...profiles[network].map(rowsOf));
        for (const part of parts(call, most)) {
          const fitting = profiles[network].some((profile) => fits(profile, part));
          if (!fitting) t.fail(`${network}, ${rows} rows: ${JSON.stringify(part)}`);
          calls++;
        }
      }
      t.true(calls > 10, 'calls were checked');
      for (const network of networksOf(model)) {
        const listed = profiles[network].map((profile) => JSON.stringify(profile));
        t.is(new Set(listed).size, listed.length, `no profile is built twice: ${network}`);
      }
    }
  });
}

test('a full lockstep call and the inversion of the target have static profiles, also where they are split', (t) => {
  for (const rows of [16, 4, 2, 1]) {
    const { unet } = profilesOf(publishedModel(512), limited(rows, 4));
    const staticFor = (batch: number) =>
      unet.findIndex(({ sample }) =>
        [sample!.least, sample!.best, sample!.most].every((sides) => `${sides}` === `${[batch, 4, 64, 64]}`),
      );
    const others = unet.findIndex(({ sample }) => `${sample!.least}` !== `${sample!.most}`);
    for (const batch of [rows, 1]) {
      t.true(staticFor(batch) >= 0, `${batch} of ${rows}`);
      t.true(staticFor(batch) < others, 'the first profile that fits is used');
    }
    t.true(unet.length <= 4, 'each profile adds to the time to build');
  }
});

test('the calls of one request have static profiles, and those that requests share another', (t) => {
  const { textEncoder, vaeDecoder, classifier } = profilesOf(publishedModel(512));
  for (const [profiles, rows] of [
    [textEncoder, [3, 6, 12]],
    [vaeDecoder, [1, 2, 4]],
    [classifier, [3, 6, 12]],
  ] as const) {
    const batches = profiles.flatMap((profile) =>
      Object.values(profile).map(({ least, most }) => [least[0], most[0]]),
    );
    t.deepEqual(batches, [
      [rows[0], rows[0]],
      [rows[1], rows[2]],
    ]);
  }
});

test('no tensor of a UNet call has more than 2^31 elements, whatever the canvas', (t) => {
  // 5 heads, (canvas / 8)^2 tokens at the first level: 84 M, 205 M, 425 M and 1342 M scores for each row.
  for (const [canvas, rows] of [
    [512, 16],
    [576, 8],
    [640, 8],
    [768, 4],
    [1024, 1],
  ] as const) {
    t.is(mostOf(publishedModel(canvas), 8 * H100).unet, rows, `${canvas} px`);
    t.true(rows * 5 * (canvas / 8) ** 4 <= 2 ** 31, 'the scores, computed by hand');
  }
});

test('heads of every level count: those of SD 1 are eight everywhere', (t) => {
  const heads = { attention_head_dim: 8 };
  // 8 · 4096² · 16 is 2^31 exactly, and the last element's number one less.
  t.is(mostOf(publishedModel(512, heads), 8 * H100).unet, 16);
  t.is(mostOf(publishedModel(768, heads), 8 * H100).unet, 2);
  // No attention at the first level, whose scores would be the most: 8 · 2304² · 16 at the second.
  const types = ['DownBlock2D', 'CrossAttnDownBlock2D', 'CrossAttnDownBlock2D', 'DownBlock2D'];
  const without = {
    ...heads,
    down_block_types: types,
    up_block_types: types.toReversed().map((type) => type.replace('Down', 'Up')),
  };
  t.is(mostOf(publishedModel(768, without), 8 * H100).unet, 16);
});

test('a small GPU gets fewer rows, by its whole memory, and at least one', (t) => {
  const rowsAt = (canvas: number, precision: 'fp16' | 'fp32') =>
    [80, 16, 8, 6, 4, 1].map((size) => {
      return mostOf(publishedModel(canvas), size * 2 ** 30, { ...FP16, precision }).unet;
    });
  t.deepEqual(rowsAt(512, 'fp16'), [16, 16, 16, 8, 2, 1]);
  t.deepEqual(rowsAt(512, 'fp32'), [16, 16, 2, 1, 1, 1]);
  t.deepEqual(rowsAt(768, 'fp16'), [4, 4, 4, 2, 1, 1]);
});

test('a small GPU gets fewer rows of the other networks, too, and at least those of one request', (t) => {
  const all = [80, 8, 4, 1].map((size) => {
    const { unet: _, ...others } = mostOf(publishedModel(512), size * 2 ** 30);
    return others;
  });
  const most = { textEncoder: 12, vaeEncoder: 4, vaeDecoder: 4, classifier: 12 };
  t.deepEqual(all, [
    most,
    most,
    { ...most, vaeEncoder: 2, vaeDecoder: 1 },
    { ...most, textEncoder: 3, vaeEncoder: 1, vaeDecoder: 1 },
  ]);
});
