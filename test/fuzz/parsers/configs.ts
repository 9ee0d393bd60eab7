import { cpSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { Config, readJsonObject } from '../../../lib/model/config.js';
import { checkModelFits, type ModelFolder, readModelFolder } from '../../../lib/model/folder.js';
import { buildGraphs } from '../../../lib/model/graphs.js';
import { readClassifierShape } from '../../../lib/model/networks/classifier.js';
import { readTextEncoderShape } from '../../../lib/model/networks/text-encoder.js';
import { readUNetShape } from '../../../lib/model/networks/unet.js';
import { readVaeShape } from '../../../lib/model/networks/vae.js';
import { readNoiseSchedule, schedulerWarnings, scheduleSteps } from '../../../lib/model/scheduler.js';
import { readWeights } from '../../../lib/model/weights.js';
import { newFolder } from '../folder.js';
import { mutatedJson } from '../json.js';
import { expect, fixture, jsonFixture, type Parser } from '../parser.js';

const folder = newFolder();
const MODELS = ['mini', 'sd1', 'sharded', 'inpainting'];
/** With their weights, so that a configuration is also compared with the tensors. */
const models = Promise.all(MODELS.map((name) => readModelFolder(fixture(name))));

/** How the configuration of each network is read into a model. */
const PARTS = {
  unet: (model: ModelFolder, config: Config) => ({
    ...model,
    unet: { ...model.unet, config, shape: readUNetShape(config) },
  }),
  vae: (model: ModelFolder, config: Config) => ({
    ...model,
    vae: { ...model.vae, config, shape: readVaeShape(config) },
  }),
  text_encoder: (model: ModelFolder, config: Config) => ({
    ...model,
    textEncoder: { ...model.textEncoder, config, shape: readTextEncoderShape(config) },
  }),
  classifier: (model: ModelFolder, config: Config) => ({
    ...model,
    classifier: { ...model.classifier!, config, shape: readClassifierShape(config) },
  }),
};
type Part = keyof typeof PARTS;

interface Input {
  part: Part;
  model: number;
  text: Uint8Array;
}

const inputs = (Object.keys(PARTS) as Part[]).flatMap((part) =>
  MODELS.flatMap((name, model) => {
    if (part === 'classifier' && name === 'inpainting') return [];
    const text = mutatedJson([jsonFixture(name, part, 'config.json')]);
    return [text.map((text): Input => ({ part, model, text }))];
  }),
);

/** One form is enough, because graphs of other forms differ only in casts and attention. */
const FORM = { precision: 'fp32', attention: 'fused' } as const;

export const configs: Parser<Input> = {
  name: 'configs',
  arbitrary: fc.oneof(...inputs),
  async run({ part, model, text }) {
    const path = join(folder, 'config.json');
    await writeFile(path, text);
    const config = new Config(path, await readJsonObject(path));
    const changed = PARTS[part]((await models)[model]!, config);
    checkModelFits(changed);
    buildGraphs(changed, FORM);
  },
};

const SCHEDULES = [
  ...MODELS.map((name) => jsonFixture(name, 'scheduler', 'scheduler_config.json')),
  { trained_betas: [0.001, 0.002, 0.003, 0.004, 0.005], timestep_spacing: 'linspace', clip_sample: true },
  {
    ...{ num_train_timesteps: 50, beta_schedule: 'squaredcos_cap_v2', timestep_spacing: 'trailing' },
    ...{ rescale_betas_zero_snr: true, prediction_type: 'v_prediction' },
  },
];

export const scheduler: Parser<{ text: Uint8Array; steps: number }> = {
  name: 'scheduler',
  arbitrary: fc.record({
    text: mutatedJson(SCHEDULES),
    steps: fc.oneof(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 2, max: 1000 })),
  }),
  async run({ text, steps }) {
    const path = join(folder, 'scheduler_config.json');
    await writeFile(path, text);
    const config = new Config(path, await readJsonObject(path));
    const noise = readNoiseSchedule(config);
    schedulerWarnings(config, noise);
    const { timesteps, alphasCumprod } = scheduleSteps(noise, steps);
    expect(
      timesteps.every((t) => t >= 0 && t < alphasCumprod.length),
      'a timestep is beyond the schedule',
    );
  },
};

const INDEX = jsonFixture('sharded', 'unet', 'diffusion_pytorch_model.safetensors.index.json');
const shards = join(folder, 'shards');
cpSync(fixture('sharded', 'unet'), shards, { recursive: true });

export const shardIndex: Parser<Uint8Array> = {
  name: 'shard-index',
  arbitrary: mutatedJson([
    { ...INDEX, weight_map: Object.fromEntries(Object.entries(INDEX.weight_map).slice(0, 12)) },
  ]),
  async run(text) {
    await writeFile(join(shards, 'diffusion_pytorch_model.safetensors.index.json'), text);
    const weights = await readWeights(shards);
    expect(weights.entries.size > 0, 'there are no tensors');
  },
};
