import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { Harmonizer } from '../lib/index.js';
import { readModelFolder } from '../lib/model/folder.js';
import { buildGraph } from '../lib/model/graphs.js';
import { encodeModel } from '../lib/model/onnx/proto.js';
import { copyOf, editHeader, editJson } from './support/copies.js';
import { mini, sd1 } from './support/fixtures.js';

const UNET = 'unet/diffusion_pytorch_model.safetensors';

/** The UNet's graph, as bytes. */
async function unetOf(folder: string): Promise<Uint8Array> {
  const model = await readModelFolder(folder);
  return encodeModel(buildGraph(model, 'unet', { attention: 'fused', precision: 'fp32' }));
}

// The mini fixture has four levels, a canvas of 16 latent pixels and a text width of 32; the other has two levels.
const equal: [fixture: typeof mini, changes: Record<string, unknown>][] = [
  [mini, { sample_size: [16, 16] }],
  [mini, { cross_attention_dim: [32, 32, 32, 32] }],
  [mini, { only_cross_attention: [false, false, false, false] }],
  [mini, { layers_per_block: [1, 1, 1, 1] }],
  [mini, { transformer_layers_per_block: [1, 1, 1, 1] }],
  [sd1, { attention_head_dim: [2, 2] }],
  [sd1, { attention_head_dim: null, num_attention_heads: [2, 2] }],
];

for (const [fixture, changes] of equal) {
  test(`a list of equal values is the value: ${JSON.stringify(changes)}`, async (t) => {
    const folder = await copyOf(t, fixture);
    await editJson(join(folder, 'unet/config.json'), changes);
    t.deepEqual(await unetOf(folder), await unetOf(fixture.folder));
    await using harmonizer = await Harmonizer.load(folder, { device: 'cpu', threads: 1 });
    t.deepEqual(harmonizer.canvas, { width: fixture.golden.size, height: fixture.golden.size });
  });
}

const different: [changes: Record<string, unknown>, code: string, message: RegExp][] = [
  [
    { sample_size: [16, 24] },
    'MODEL_UNSUPPORTED',
    /sample_size is \[ 16, 24 \]; only one number or a list of 2 equal numbers is supported\.$/,
  ],
  [
    { sample_size: [16, 16, 16] },
    'MODEL_FORMAT',
    /sample_size is \[ 16, 16, 16 \]; it must be .* a list of 2\.$/,
  ],
  [{ sample_size: [] }, 'MODEL_FORMAT', /sample_size is \[\]/],
  [{ sample_size: ['16', '16'] }, 'MODEL_FORMAT', /sample_size is \[ '16', '16' \]/],
  [
    { cross_attention_dim: [32, 32, 32, 64] },
    'MODEL_UNSUPPORTED',
    /cross_attention_dim is \[ 32, 32, 32, 64 \]; only one number or a list of 4 equal numbers/,
  ],
  [
    { cross_attention_dim: [32, 32] },
    'MODEL_FORMAT',
    /cross_attention_dim is \[ 32, 32 \]; .* a list of 4\.$/,
  ],
  [
    { only_cross_attention: [false, true, false, false] },
    'MODEL_UNSUPPORTED',
    /only_cross_attention is \[ false, true, false, false \]; only false is supported/,
  ],
  [{ only_cross_attention: [false] }, 'MODEL_UNSUPPORTED', /only_cross_attention is \[ false \]/],
  [{ in_channels: [4] }, 'MODEL_FORMAT', /in_channels is \[ 4 \]; it must be a whole number/],
];

for (const [changes, code, message] of different) {
  test(`refused: ${JSON.stringify(changes)}`, async (t) => {
    const folder = await copyOf(t);
    await editJson(join(folder, 'unet/config.json'), changes);
    await t.throwsAsync(Harmonizer.load(folder, { device: 'cpu' }), { code, message });
  });
}

/** Adds tensors of these dtypes, with one byte each, after the data of a safetensors file. */
async function addTensors(path: string, ...dtypes: string[]): Promise<void> {
  const file = await readFile(path);
  const size = file.length - 8 - Number(file.readBigUInt64LE());
  await editHeader(path, (header) => {
    for (const [i, dtype] of dtypes.entries()) {
      header[`extra.${dtype}`] = { dtype, shape: [1], data_offsets: [size + i, size + i + 1] };
    }
  });
  await appendFile(path, Buffer.alloc(dtypes.length));
}

test('tensors that no network uses may have any dtype', async (t) => {
  const folder = await copyOf(t);
  for (const file of [UNET, 'text_encoder/model.safetensors', 'classifier/model.safetensors']) {
    await addTensors(join(folder, file), 'F8_E4M3', 'F8_E8M0', 'BOOL', 'F8_E5M2FNUZ', 'F31');
  }
  await using harmonizer = await Harmonizer.load(folder, { device: 'cpu', threads: 1 });
  await using original = await Harmonizer.load(mini.folder, { device: 'cpu', threads: 1 });
  const place = { box: { x: 16, y: 16, width: 32, height: 32 } };
  const picture = mini.file('target.png');
  t.deepEqual(await harmonizer.score(picture, place), await original.score(picture, place));
});

for (const [dtype, bytes, shape] of [
  ['F8_E4M3', 16, [16]],
  ['F4', 8, [16]],
  ['F31', 40, [16]],
  ['I64', 128, [16]],
  // As quantization packs weights.
  ['U8', 8, [8, 1]],
] as const) {
  test(`refused: a bias of the UNet in ${dtype}`, async (t) => {
    const folder = await copyOf(t);
    const path = join(folder, UNET);
    const file = await readFile(path);
    const size = file.length - 8 - Number(file.readBigUInt64LE());
    await editHeader(path, (header) => {
      // The bytes that it had stay covered.
      header['was.bias'] = header['conv_in.bias'];
      header['conv_in.bias'] = { dtype, shape, data_offsets: [size, size + bytes] };
    });
    await appendFile(path, Buffer.alloc(bytes));
    await t.throwsAsync(Harmonizer.load(folder, { device: 'cpu' }), {
      code: 'MODEL_UNSUPPORTED',
      message: new RegExp(`unet: tensor conv_in\\.bias is ${dtype}; save the weights as fp32, fp16 or bf16`),
    });
  });
}
