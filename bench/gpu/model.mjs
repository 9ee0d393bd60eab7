// Makes everything that a benchmark needs: a model with random weights in the diffusers layout, and a request for it
// (target.png, source.png, and golden.json with box, prompts and metadata), as in the test checkpoints.
//
// node bench/gpu/model.mjs --out DIR [--size full|small] [--seed N]
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { architecture, SIZE_NAMES } from './architecture.mjs';
import { writePicture } from './images.mjs';
import { listTensors } from './tensors.mjs';
import { elements, writeRandomWeights } from './weights.mjs';

/** A valid CLIP tokenizer. Its ids fit both sizes' vocabularies; the text encoder's time depends only on the 77 tokens. */
const TOKENIZER = join(import.meta.dirname, '../../test/fixtures/mini/tokenizer');

const WEIGHT_FILES = {
  unet: 'diffusion_pytorch_model.safetensors',
  vae: 'diffusion_pytorch_model.safetensors',
  text_encoder: 'model.safetensors',
  classifier: 'model.safetensors',
};

/** Writes the model into `folder` and returns the number of parameters of each network. */
export async function makeModel(folder, size, seed = 0) {
  const model = architecture(size);
  const tensors = listTensors(model);
  const parameters = {};
  for (const [name, file] of Object.entries(WEIGHT_FILES)) {
    mkdirSync(join(folder, name), { recursive: true });
    writeJson(join(folder, name, 'config.json'), model[name]);
    writeRandomWeights(join(folder, name, file), tensors[name], `${seed}:${name}`);
    parameters[name] = [...tensors[name].values()].reduce((sum, shape) => sum + elements(shape), 0);
  }
  mkdirSync(join(folder, 'scheduler'));
  writeJson(join(folder, 'scheduler', 'scheduler_config.json'), model.scheduler);
  cpSync(TOKENIZER, join(folder, 'tokenizer'), { recursive: true });

  const [, , width, height] = model.box;
  const scene = { width: model.canvas, height: model.canvas, from: [70, 90, 60], to: [190, 180, 150], seed };
  await writePicture(join(folder, 'target.png'), scene);
  await writePicture(join(folder, 'source.png'), {
    width,
    height,
    from: [200, 60, 40],
    to: [40, 90, 200],
    seed,
  });
  writeJson(join(folder, 'golden.json'), {
    variant: `random-${size}`,
    size: model.canvas,
    bbox: model.box,
    steps: 20,
    prompts: {
      source: 'a satellite image of a car dealership in Brazil',
      target: 'a satellite image of a hospital in Brazil',
    },
    metadata: [-55, -10, 0.498, 0.06, 2016, 2, 10],
  });
  return parameters;
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** One readable line: `unet 880.3 M, …`. */
export function describeParameters(parameters) {
  return Object.entries(parameters)
    .map(([name, count]) => `${name} ${(count / 1e6).toFixed(1)} M`)
    .join(', ');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      size: { type: 'string', default: 'full' },
      seed: { type: 'string', default: '0' },
    },
  });
  if (!values.out || !SIZE_NAMES.includes(values.size)) {
    console.error(`node bench/gpu/model.mjs --out DIR [--size ${SIZE_NAMES.join('|')}] [--seed N]`);
    process.exit(2);
  }
  console.log(describeParameters(await makeModel(values.out, values.size, Number(values.seed))));
}
