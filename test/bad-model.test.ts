import { mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { EngineError, HarmonidiffError, Harmonizer, type LoadOptions } from '../lib/index.js';
import { ClassifierFeatures } from '../lib/metrics/index.js';
import type { ModelFolder } from '../lib/model/folder.js';
import { readWeights } from '../lib/model/weights.js';
import { copyOf, editHeader, editJson } from './support/copies.js';
import { inpainting, mini } from './support/fixtures.js';

const UNET = 'unet/diffusion_pytorch_model.safetensors';

/** How the folder is damaged, and the error that loading it must throw. */
type Case = [what: string, spoil: (folder: string) => Promise<unknown>, code: string, message: RegExp];

const config = (network: string, changes: Record<string, unknown>) => (folder: string) =>
  editJson(join(folder, network, network === 'scheduler' ? 'scheduler_config.json' : 'config.json'), changes);
const remove = (name: string) => (folder: string) => rm(join(folder, name), { recursive: true });
const header = (name: string, change: (header: Record<string, unknown>) => void) => (folder: string) =>
  editHeader(join(folder, name), change);

const cases: Case[] = [
  [
    'a file where a folder should be',
    async (folder) => {
      await rm(folder, { recursive: true });
      await writeFile(folder, '');
    },
    'MODEL_NOT_FOUND',
    /No such folder/,
  ],
  [
    'an empty folder',
    async (folder) => {
      for (const name of ['unet', 'vae', 'text_encoder', 'tokenizer', 'scheduler', 'classifier'])
        await remove(name)(folder);
    },
    'MODEL_NOT_FOUND',
    /config\.json|\.json|No such/,
  ],
  ...['unet', 'vae', 'text_encoder', 'tokenizer', 'scheduler'].map(
    (name): Case => [`no ${name}`, remove(name), 'MODEL_NOT_FOUND', new RegExp(name)],
  ),
  ...['unet/config.json', 'vae/config.json', 'tokenizer/vocab.json', 'tokenizer/merges.txt', UNET].map(
    (name): Case => [`no ${name}`, remove(name), 'MODEL_NOT_FOUND', new RegExp(name.split('/')[0]!)],
  ),
  [
    'a .bin checkpoint',
    (folder) => rename(join(folder, UNET), join(folder, 'unet/diffusion_pytorch_model.bin')),
    'MODEL_FORMAT',
    /diffusion_pytorch_model\.bin.*save the model as \.safetensors/,
  ],
  ['truncated weights', (folder) => truncate(join(folder, UNET), 100_000), 'SAFETENSORS_INVALID', /unet/],
  [
    'a folder in place of weights',
    async (folder) => {
      await remove(UNET)(folder);
      await mkdir(join(folder, UNET));
    },
    'MODEL_NOT_FOUND',
    /unet.*cannot be read \(it is not a regular file\)/,
  ],
  [
    'a shard that is the folder above',
    async (folder) => {
      await remove(UNET)(folder);
      await writeFile(join(folder, `${UNET}.index.json`), '{"weight_map": {"conv_in.weight": ".."}}');
    },
    'MODEL_FORMAT',
    /names the shard "\.\."/,
  ],
  [
    'a shard whose name ends in a zero byte',
    async (folder) => {
      await remove(UNET)(folder);
      await writeFile(
        join(folder, `${UNET}.index.json`),
        '{"weight_map": {"conv_in.weight": "a.safetensors\\u0000"}}',
      );
    },
    'MODEL_FORMAT',
    /names the shard "a\.safetensors\\u0000"; it must be a file in the same folder\.$/,
  ],
  [
    'a UNet that claims two billion channels',
    async (folder) => {
      const { block_out_channels: channels } = JSON.parse(
        await readFile(join(folder, 'unet/config.json'), 'utf8'),
      );
      await config('unet', { block_out_channels: [2_000_000_000, ...channels.slice(1)] })(folder);
    },
    'MODEL_FORMAT',
    /2000000000.*a list of 1 to 7 whole numbers from 1 to 65536/,
  ],
  [
    'weights of another dtype',
    header(UNET, (h) => {
      Object.assign(h['conv_in.bias'] as object, { dtype: 'I16' });
    }),
    'MODEL_UNSUPPORTED',
    /conv_in\.bias is I16.*fp32, fp16 or bf16/,
  ],
  [
    'a missing tensor',
    header(UNET, (h) => {
      h.other = h['mid_block.resnets.0.conv1.weight'];
      delete h['mid_block.resnets.0.conv1.weight'];
    }),
    'TENSOR_MISSING',
    /mid_block\.resnets\.0\.conv1\.weight/,
  ],
  [
    'a tensor of another shape',
    header(UNET, (h) => {
      (h['conv_in.weight'] as { shape: number[] }).shape.reverse();
    }),
    'TENSOR_SHAPE',
    /conv_in\.weight is \[3,3,4,16\].*\[16,4,3,3\]/,
  ],
  [
    'an unknown block in the UNet',
    config('unet', {
      down_block_types: ['CrossAttnDownBlock2D', 'FancyDownBlock2D', 'CrossAttnDownBlock2D', 'DownBlock2D'],
    }),
    'MODEL_UNSUPPORTED',
    /FancyDownBlock2D.*supported: CrossAttnDownBlock2D/,
  ],
  [
    'an unknown block in the VAE',
    config('vae', { down_block_types: Array(4).fill('AttnDownEncoderBlock2D') }),
    'MODEL_UNSUPPORTED',
    /AttnDownEncoderBlock2D/,
  ],
  [
    'a class embedding',
    config('unet', { class_embed_type: 'timestep' }),
    'MODEL_UNSUPPORTED',
    /class_embed_type is "timestep"/,
  ],
  [
    'an unknown prediction type',
    config('scheduler', { prediction_type: 'sample' }),
    'MODEL_UNSUPPORTED',
    /"sample"/,
  ],
  [
    'a config that is not JSON',
    (folder) => writeFile(join(folder, 'unet/config.json'), '{'),
    'MODEL_FORMAT',
    /not JSON/,
  ],
  [
    'a config that is a list',
    (folder) => writeFile(join(folder, 'vae/config.json'), '[]'),
    'MODEL_FORMAT',
    /not a JSON object/,
  ],
  [
    'a vocabulary that is not JSON',
    (folder) => writeFile(join(folder, 'tokenizer/vocab.json'), 'no'),
    'MODEL_FORMAT',
    /vocab\.json/,
  ],
  [
    'a vocabulary without the end token',
    (folder) => writeFile(join(folder, 'tokenizer/vocab.json'), '{"a": 1}'),
    'MODEL_FORMAT',
    /vocab\.json has no <\|/,
  ],
  [
    'fewer channels than blocks',
    config('unet', { block_out_channels: [16, 32] }),
    'MODEL_FORMAT',
    /config\.json: attention_head_dim is .*; it must be a whole number from 1 to 65536 or a list of 2\./,
  ],
  ['no channels', config('unet', { block_out_channels: [] }), 'MODEL_FORMAT', /block_out_channels is \[\]/],
  ['negative channels', config('vae', { block_out_channels: [8, -16, 16, 16] }), 'MODEL_FORMAT', /-16/],
  [
    'channels of another checkpoint',
    config('unet', { block_out_channels: [16, 32, 32, 64] }),
    'TENSOR_SHAPE',
    /tensor/,
  ],
  ['more layers than weights', config('unet', { layers_per_block: 2 }), 'TENSOR_MISSING', /resnets\.1/],
  [
    'heads that do not divide the channels',
    config('unet', { attention_head_dim: 3 }),
    'MODEL_UNSUPPORTED',
    /do not divide into 3/,
  ],
  ['no heads', config('unet', { attention_head_dim: 0 }), 'MODEL_FORMAT', /attention_head_dim is 0/],
  [
    'groups that do not divide the channels',
    config('unet', { norm_num_groups: 7 }),
    'MODEL_UNSUPPORTED',
    /do not divide into 7/,
  ],
  [
    'a canvas with sides of 8 million pixels',
    config('unet', { sample_size: 1e6 }),
    'MODEL_FORMAT',
    /sample_size is 1000000/,
  ],
  ['a sample size of 0', config('unet', { sample_size: 0 }), 'MODEL_FORMAT', /sample_size is 0/],
  [
    'eight metadata numbers',
    config('unet', { num_metadata: 8 }),
    'MODEL_UNSUPPORTED',
    /num_metadata is 8.*longitude/,
  ],
  ['a scaling factor of 0', config('vae', { scaling_factor: 0 }), 'MODEL_FORMAT', /scaling_factor is 0/],
  [
    'a scaling factor that is text',
    config('vae', { scaling_factor: '0.18' }),
    'MODEL_FORMAT',
    /scaling_factor is "0.18"/,
  ],
  ['a scaling factor that is 0 in fp32', config('vae', { scaling_factor: 1e-60 }), 'MODEL_FORMAT', /1e-60/],
  [
    'an epsilon beyond fp32',
    config('unet', { norm_eps: 1e39 }),
    'MODEL_FORMAT',
    /norm_eps is 1e\+39.* 0 to 1/,
  ],
  [
    'an epsilon below 0',
    config('text_encoder', { layer_norm_eps: -1 }),
    'MODEL_FORMAT',
    /layer_norm_eps is -1; it must be a number from 0 to 1/,
  ],
  [
    'a mean beyond fp32',
    config('classifier', { mean: [0.5, 1e39, 0.5] }),
    'MODEL_FORMAT',
    /mean is \[ 0\.5, 1e\+39, 0\.5 \]; it must be a list of 3 numbers from -1000 to 1000/,
  ],
  ['a deviation of 0', config('classifier', { std: [0.5, 0, 0.5] }), 'MODEL_FORMAT', /std is \[ 0\.5, 0, /],
  [
    'a deviation that is 0 in fp32',
    config('classifier', { std: [0.5, 1e-60, 0.5] }),
    'MODEL_FORMAT',
    /std is \[ 0\.5, 1e-60, /,
  ],
  ['grey images', config('vae', { in_channels: 1 }), 'MODEL_UNSUPPORTED', /in_channels is 1/],
  [
    'a text encoder of another width',
    config('text_encoder', { hidden_size: 64 }),
    'MODEL_UNSUPPORTED',
    /cross_attention_dim is 32.*hidden_size is 64/,
  ],
  [
    'a text encoder of another length',
    config('text_encoder', { max_position_embeddings: 64 }),
    'MODEL_UNSUPPORTED',
    /64 positions/,
  ],
  [
    'no timesteps',
    config('scheduler', { num_train_timesteps: 0 }),
    'MODEL_FORMAT',
    /num_train_timesteps is 0/,
  ],
  [
    'a classifier of another architecture',
    config('classifier', { architecture: 'resnet50' }),
    'MODEL_UNSUPPORTED',
    /resnet50/,
  ],
  [
    'a classifier with fewer weights',
    header('classifier/model.safetensors', (h) => {
      h.other = h['fc.weight'];
      delete h['fc.weight'];
    }),
    'TENSOR_MISSING',
    /fc\.weight/,
  ],
];

for (const [what, spoil, code, message] of cases) {
  test(`refused: ${what}`, async (t) => {
    const folder = await copyOf(t);
    await spoil(folder);
    const error = await t.throwsAsync(Harmonizer.load(folder), {
      instanceOf: HarmonidiffError,
      code,
      message,
    });
    t.true(error!.message.includes(folder), 'names the file');
  });
}

const options: [string, LoadOptions, string, RegExp][] = [
  ['a missing GPU', { device: 'cuda:99' }, 'DEVICE_NOT_FOUND', /GPU/],
  ['an unknown device', { device: 'tpu' as 'cpu' }, 'OPTION_INVALID', /"tpu".*auto, cpu, cuda/],
  [
    'an engine that the device lacks',
    { device: 'cpu', engine: 'tensorrt' },
    'OPTION_INVALID',
    /device cpu, engine tensorrt and precision auto cannot be combined/,
  ],
  [
    'a precision that the device lacks',
    { device: 'cpu', precision: 'fp16' },
    'OPTION_INVALID',
    /the CPU has onnxruntime in fp32/,
  ],
  [
    'a precision that the engine lacks',
    { device: 'cuda', engine: 'onnxruntime', precision: 'bf16' },
    'OPTION_INVALID',
    /tensorrt in fp32, fp16 and bf16/,
  ],
  [
    'an unknown engine',
    { engine: 'tvm' as 'auto' },
    'OPTION_INVALID',
    /engine is "tvm"; .*tensorrt, openvino, onnxruntime/,
  ],
  ['an unknown precision', { precision: 'int8' as 'auto' }, 'OPTION_INVALID', /precision is "int8"/],
  ['no threads', { threads: 0 }, 'OPTION_INVALID', /threads is 0/],
  [
    'more threads than twice the number of cores',
    { threads: 2 * availableParallelism() + 1 },
    'OPTION_INVALID',
    new RegExp(
      `it must be a whole number, 1 to ${2 * availableParallelism()} \\(twice the number of cores\\)`,
    ),
  ],
  ['half a thread', { threads: 1.5 }, 'OPTION_INVALID', /threads is 1\.5/],
  ['NaN threads', { threads: Number.NaN }, 'OPTION_INVALID', /threads is NaN/],
  ['a missing classifier', { classifier: '/nowhere' }, 'MODEL_NOT_FOUND', /\/nowhere/],
  [
    'a classifier folder with another network',
    { classifier: mini.file('vae') },
    'MODEL_UNSUPPORTED',
    /in_channels is 3; only 4/,
  ],
];

for (const [what, given, code, message] of options) {
  test(`refused: ${what}`, async (t) => {
    await t.throwsAsync(Harmonizer.load(mini.folder, given), { instanceOf: HarmonidiffError, code, message });
  });
}

test('refused: a missing folder, and a value that is not a path', async (t) => {
  await t.throwsAsync(Harmonizer.load('/nowhere'), {
    code: 'MODEL_NOT_FOUND',
    message: /No such folder: \/nowhere/,
  });
  await t.throwsAsync(Harmonizer.load(undefined as unknown as string), { code: 'OPTION_INVALID' });
});

test('refused: harmonising with an inpainting UNet, and inpainting with any other', async (t) => {
  await using inpainter = await Harmonizer.load(inpainting.folder);
  await t.throwsAsync(inpainter.harmonize(mini.request()), {
    code: 'MODEL_UNSUPPORTED',
    message:
      /method is harmonidiff.*nine input channels.*this model can run: copy-paste, poisson, poisson-vae, sd2-inpainting/,
  });
  await using harmonizer = await Harmonizer.load(mini.folder);
  await t.throwsAsync(harmonizer.harmonize({ ...mini.request(), method: 'sd2-inpainting' }), {
    code: 'MODEL_UNSUPPORTED',
    message: /inpainting needs one with nine input channels/,
  });
});

test('refused: a UNet whose channels do not fit the VAE', async (t) => {
  const folder = await copyOf(t);
  await editJson(join(folder, 'unet/config.json'), { in_channels: 8 });
  await t.throwsAsync(Harmonizer.load(folder), {
    code: 'MODEL_UNSUPPORTED',
    message:
      /takes 8 channels and returns 4, but the VAE has 4; supported: 4 in, or 9 for inpainting, and 4 out/,
  });
});

/** Whole numbers that have an upper limit, by network. */
const TOO_LARGE: Record<string, string[]> = {
  unet: [
    ...[
      'in_channels',
      'out_channels',
      'sample_size',
      'cross_attention_dim',
      'num_metadata',
      'norm_num_groups',
    ],
    ...['layers_per_block', 'transformer_layers_per_block', 'attention_head_dim', 'time_embedding_dim'],
    'freq_shift',
  ],
  vae: ['latent_channels', 'layers_per_block', 'norm_num_groups'],
  text_encoder: [
    ...['hidden_size', 'max_position_embeddings', 'vocab_size', 'num_hidden_layers', 'num_attention_heads'],
    'intermediate_size',
  ],
  classifier: ['image_size'],
  scheduler: ['num_train_timesteps'],
};

for (const [network, keys] of Object.entries(TOO_LARGE)) {
  for (const key of keys) {
    test(`refused: a ${key} of 10¹⁵ and of -1 in ${network}`, async (t) => {
      const folder = await copyOf(t);
      for (const value of [1e15, -1]) {
        await config(network, { [key]: value })(folder);
        const expected = { instanceOf: HarmonidiffError, code: 'MODEL_FORMAT' };
        const error = await t.throwsAsync(Harmonizer.load(folder), expected);
        t.regex(error!.message, new RegExp(`${key} is ${value}; it must be a whole number from .* to `));
      }
    });
  }
}

for (const network of ['unet', 'vae']) {
  test(`refused: 100,000 levels, levels without channels, and no list of them, in ${network}`, async (t) => {
    const folder = await copyOf(t);
    for (const block_out_channels of [Array(100_000).fill(16), [16, 0, 16, 16], 16, '16']) {
      await config(network, { block_out_channels })(folder);
      await t.throwsAsync(Harmonizer.load(folder), {
        code: 'MODEL_FORMAT',
        message: /block_out_channels is .{1,99};/,
      });
    }
  });
}

test('refused: a first level with an odd number of channels, or with fewer than 4', async (t) => {
  const folder = await copyOf(t);
  for (const first of [15, 2]) {
    await config('unet', { block_out_channels: [first, 32, 32, 32] })(folder);
    await t.throwsAsync(Harmonizer.load(folder), {
      code: 'MODEL_FORMAT',
      message: /first number is even and at least 4/,
    });
  }
});

test('refused: an even kernel, which would change the size of the latent', async (t) => {
  const folder = await copyOf(t);
  await config('unet', { conv_out_kernel: 4 })(folder);
  await t.throwsAsync(Harmonizer.load(folder), {
    code: 'MODEL_UNSUPPORTED',
    message: /conv_out_kernel is 4/,
  });
});

test('refused: a canvas of more than 8192 px, computed from the sample size and the factor of the VAE', async (t) => {
  const folder = await copyOf(t);
  await config('unet', { sample_size: 1025 })(folder);
  await t.throwsAsync(Harmonizer.load(folder), {
    code: 'MODEL_UNSUPPORTED',
    message: /sample_size is 1025.* 8200 px .* factor of 8; supported: up to 8192 px/,
  });
});

test('refused: a classifier of width 0', async (t) => {
  const folder = await copyOf(t);
  await editHeader(join(folder, 'classifier/model.safetensors'), (header) => {
    header.other = header['backbone.conv1.weight'];
    header['backbone.conv1.weight'] = { dtype: 'F32', shape: [0, 4, 7, 7], data_offsets: [0, 0] };
  });
  await t.throwsAsync(Harmonizer.load(folder), { code: 'MODEL_FORMAT', message: /conv1\.weight is empty/ });
});

test('refused: a tokenizer with an id beyond the embeddings', async (t) => {
  const refused = (folder: string, id: number) =>
    t.throwsAsync(Harmonizer.load(folder), {
      code: 'MODEL_UNSUPPORTED',
      message: new RegExp(`text_encoder.*vocab_size is 634, but the tokenizer has the id ${id};`),
    });
  const folder = await copyOf(t);
  await writeFile(join(folder, 'tokenizer/added_tokens.json'), '{"<sks>": 634}');
  await refused(folder, 634);
  await editJson(join(folder, 'tokenizer/vocab.json'), { '<|endoftext|>': 99_999 });
  await refused(folder, 99_999);
});

test('an error that only the engine can find rejects the request, and the process keeps running', async (t) => {
  await using broken = await Harmonizer.load(mini.folder);
  // The text encoder has no such token.
  const { tokenizer } = (broken as unknown as { session: { model: ModelFolder } }).session.model;
  tokenizer.encode = () => new BigInt64Array(77).fill(99_999n);
  const error = await t.throwsAsync(broken.harmonize(mini.request()), {
    instanceOf: EngineError,
    code: 'ENGINE_FAILED',
  });
  t.regex(error!.message, /ONNX Runtime 1\..*out of data bounds/);

  await using good = await Harmonizer.load(mini.folder);
  t.is((await good.harmonize(mini.request())).winner!.timestep, mini.golden.best_timestep);
});

const INFINITY = 0x7c00;
const NAN = 0x7e00;

/** Replaces the first value of an fp16 tensor. */
async function spoilFirst(network: string, name: string, tensor: string, bits: number): Promise<void> {
  const { offset } = (await readWeights(network)).get(tensor);
  const file = await readFile(join(network, name));
  file.writeUInt16LE(bits, offset);
  await writeFile(join(network, name), file);
}

test('a model that computes infinite values gives an error, not a black image', async (t) => {
  const folder = await copyOf(t);
  await spoilFirst(join(folder, 'unet'), 'diffusion_pytorch_model.safetensors', 'conv_out.bias', INFINITY);
  await using harmonizer = await Harmonizer.load(folder);
  for (const mode of ['ltf', 'twr'] as const) {
    await t.throwsAsync(harmonizer.harmonize({ ...mini.request(), mode }), {
      instanceOf: EngineError,
      code: 'NUMBERS_INVALID',
      message: /values that are infinite or not a number: its weights are damaged/,
    });
  }
  // A mode that does not run the UNet still works.
  t.is((await harmonizer.harmonize({ ...mini.request(), mode: 'lms' })).candidates.length, 1);
});

for (const [what, bits] of Object.entries({ 'not a number': NAN, infinite: INFINITY })) {
  test(`scores that are ${what} are an error, not a result`, async (t) => {
    const folder = await copyOf(t);
    await spoilFirst(join(folder, 'classifier'), 'model.safetensors', 'fc.bias', bits);
    await using harmonizer = await Harmonizer.load(folder);
    const error = {
      instanceOf: EngineError,
      code: 'NUMBERS_INVALID',
      message: 'The classifier gave values that are infinite or not a number: its weights are damaged.',
    };
    const { target, box } = mini.request();
    for (const method of ['copy-paste', 'poisson', 'harmonidiff'] as const) {
      await t.throwsAsync(harmonizer.harmonize({ ...mini.request(), method }), error);
    }
    await t.throwsAsync(harmonizer.score(target, { box: box! }), error);
  });
}

test('features that are not a number are an error, not a result', async (t) => {
  const folder = await copyOf(t);
  await spoilFirst(join(folder, 'classifier'), 'model.safetensors', 'backbone.bn1.running_var', NAN);
  const features = await ClassifierFeatures.load(join(folder, 'classifier'));
  await t.throwsAsync(features.extract(mini.file('target.png')), {
    instanceOf: EngineError,
    code: 'NUMBERS_INVALID',
  });
  await features.close();
});
