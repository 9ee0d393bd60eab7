// The models that are measured, each with a request: target.png, source.png and golden.json (box, prompts, metadata), as
// in test/fixtures, or the inputs of one UNet call.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { readModelFolder } from '../../dist/model/folder.js';
import { makeModel } from '../gpu/model.mjs';
import { exportGraphs } from './export.mjs';

const root = join(import.meta.dirname, '../..');
const small = join(root, 'models/harmonidiff-small');
const shared = join(root, '../shared/fixtures/a');
const mini = join(root, 'test/fixtures/mini');

/** By the name that --models takes. */
export const MODELS = {
  small: {
    title: 'The small model',
    prepare: async (scratch) => {
      const request = join(scratch, 'request');
      return { folder: small, request, ...(await writeExample(request, 256)) };
    },
  },
  a: {
    title: 'A model with a UNet of 3.4 M parameters and random weights',
    prepare: () => {
      if (!existsSync(shared)) throw new Error(`${shared} does not exist; leave the model a out of --models`);
      return fixture(shared);
    },
  },
  unet: { title: "One call of Stable Diffusion 2.1's UNet, random weights", prepare: unetOf('full') },
  // To try the benchmark.
  mini: { title: 'The smallest model of the tests', prepare: () => fixture(mini) },
  'unet-small': { title: 'One call of a small UNet', prepare: unetOf('small') },
};

export const DEFAULT_MODELS = ['small', 'unet', ...(existsSync(shared) ? ['a'] : [])];

/**
 * Makes what the contenders need, in an empty folder of its own.
 *
 * @returns the model's folder, its request, its graphs for the peers, and the facts that the tables state
 */
export async function prepareModel(name, scratch) {
  const { title, prepare } = MODELS[name];
  mkdirSync(scratch, { recursive: true });
  const model = { name, title, graphs: join(scratch, 'graphs'), ...(await prepare(scratch)) };
  await exportGraphs(model.folder, model.graphs, model.kind === 'unet' ? ['unet'] : undefined);
  const { unet } = await readModelFolder(model.folder);
  return { ...model, unetParameters: unet.weights.parameters };
}

/** The small model and the example's request for another size of the canvas, in pixels. */
export async function withCanvas(scratch, canvas) {
  const [folder, request] = [join(scratch, 'model'), join(scratch, 'request')];
  mkdirSync(join(folder, 'unet'), { recursive: true });
  for (const part of readdirSync(small)) {
    if (part !== 'unet') symlinkSync(join(small, part), join(folder, part));
  }
  const weights = 'diffusion_pytorch_model.safetensors';
  symlinkSync(join(small, 'unet', weights), join(folder, 'unet', weights));
  const config = readJson(join(small, 'unet/config.json'));
  const factor = 256 / config.sample_size;
  writeJson(join(folder, 'unet/config.json'), { ...config, sample_size: canvas / factor });
  return { folder, request, ...(await writeExample(request, canvas)) };
}

/** Writes the request of `npm run demo`, with pictures of exactly the size that the networks take. */
async function writeExample(request, canvas) {
  const example = join(root, 'examples/villa');
  const { box, prompts, metadata } = readJson(join(example, 'example.json'));
  const bbox = box.map((value) => Math.round((value * canvas) / 256));
  mkdirSync(request, { recursive: true });
  const sizes = { target: [canvas, canvas], source: bbox.slice(2) };
  for (const [name, [width, height]] of Object.entries(sizes)) {
    const [from, to] = [join(example, `${name}.png`), join(request, `${name}.png`)];
    if (canvas === 256) copyFileSync(from, to);
    else await sharp(from).resize(width, height, { fit: 'fill' }).toFile(to);
  }
  const fields = ['longitude', 'latitude', 'gsd', 'cloudCover', 'year', 'month', 'day'];
  const values = fields.map((field) => metadata[field] ?? null);
  writeJson(join(request, 'golden.json'), { bbox, prompts, metadata: values, steps: 20 });
  return { canvas, steps: 20 };
}

/** A fixture of the tests, which has a request of its own. */
function fixture(folder) {
  const { size, steps = 20 } = readJson(join(folder, 'golden.json'));
  return { folder, request: folder, canvas: size, steps };
}

/** One call on both halves of guidance, as for one candidate. */
function unetOf(size) {
  return async (scratch) => {
    const [folder, request] = [join(scratch, 'model'), join(scratch, 'request')];
    await makeModel(folder, size);
    const {
      sample_size: side,
      cross_attention_dim: width,
      in_channels: channels,
    } = readJson(join(folder, 'unet/config.json'));
    const call = { sample: [2, channels, side, side], text: [2, 77, width], timestep: 501 };
    mkdirSync(request);
    writeJson(join(request, 'call.json'), call);
    for (const name of ['sample', 'text']) writeWaves(join(request, `${name}.f32`), call[name]);
    return { kind: 'unet', folder, request, rows: 2, latent: side };
  };
}

/** fp32 numbers of about unit variance. */
function writeWaves(path, shape) {
  const count = shape.reduce((product, side) => product * side, 1);
  const values = Float32Array.from({ length: count }, (_, i) => 1.4 * Math.sin(0.37 * i + (i % 11)));
  writeFileSync(path, Buffer.from(values.buffer));
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
