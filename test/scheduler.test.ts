import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { Harmonizer, ModelFileError, OptionError, smallModel, UnsupportedModelError } from '../lib/index.js';
import { Config, readConfig } from '../lib/model/config.js';
import { readModelFolder } from '../lib/model/folder.js';
import { readNoiseSchedule, schedulerWarnings, scheduleSteps } from '../lib/model/scheduler.js';
import { copyOf, editJson } from './support/copies.js';
import { inpainting, mini, sd1, sharded } from './support/fixtures.js';

const read = (values: Record<string, unknown>) =>
  readNoiseSchedule(new Config('scheduler_config.json', values));
const stable = { beta_schedule: 'scaled_linear', beta_start: 0.00085, beta_end: 0.012 };

// Values of diffusers 0.42's DDIMScheduler at timesteps 0, 1, 500, 998, 999.
const alphas: [string, Record<string, unknown>, number[]][] = [
  ['linear', {}, [0.99989998, 0.99978006, 0.077796653, 4.1181942e-5, 4.0358304e-5]],
  ['scaled_linear', stable, [0.99914998, 0.99829602, 0.27633247, 0.0047166958, 0.0046600951]],
  [
    'squaredcos_cap_v2',
    { beta_schedule: 'squaredcos_cap_v2' },
    [0.99995869, 0.99991256, 0.49228504, 2.4287663e-6, 2.4287349e-9],
  ],
  [
    'zero SNR',
    { ...stable, rescale_betas_zero_snr: true, prediction_type: 'v_prediction' },
    [0.99914998, 0.9982335, 0.24101864, 1.9679634e-7, 0],
  ],
];

for (const [name, config, expected] of alphas) {
  test(`ᾱ of the ${name} schedule`, (t) => {
    const { alphasCumprod } = read(config);
    t.is(alphasCumprod.length, 1000);
    [0, 1, 500, 998, 999].forEach((timestep, i) => {
      // diffusers multiplies a thousand factors in single precision.
      t.true(
        Math.abs(alphasCumprod[timestep]! - expected[i]!) <= 2e-4 * expected[i]! + 1e-12,
        `at ${timestep}`,
      );
    });
  });
}

test('ᾱ of trained betas', (t) => {
  const { alphasCumprod } = read({ trained_betas: [0.1, 0.2, 0.3, 0.4] });
  t.deepEqual(alphasCumprod, Float32Array.from([0.9, 0.72, 0.504, 0.3024]));
});

const layouts: [Record<string, unknown>, number, number[]][] = [
  [
    { steps_offset: 1 },
    20,
    [951, 901, 851, 801, 751, 701, 651, 601, 551, 501, 451, 401, 351, 301, 251, 201, 151, 101, 51, 1],
  ],
  [{ timestep_spacing: 'leading', steps_offset: 1 }, 7, [853, 711, 569, 427, 285, 143, 1]],
  [
    { timestep_spacing: 'trailing' },
    20,
    [999, 949, 899, 849, 799, 749, 699, 649, 599, 549, 499, 449, 399, 349, 299, 249, 199, 149, 99, 49],
  ],
  [{ timestep_spacing: 'trailing' }, 7, [999, 856, 713, 570, 428, 285, 142]],
  [
    { timestep_spacing: 'linspace' },
    20,
    [999, 946, 894, 841, 789, 736, 684, 631, 578, 526, 473, 421, 368, 315, 263, 210, 158, 105, 53, 0],
  ],
  [{ timestep_spacing: 'linspace' }, 7, [999, 832, 666, 500, 333, 166, 0]],
];

for (const [config, steps, expected] of layouts) {
  test(`${steps} timesteps are spread as in diffusers: ${JSON.stringify(config)}`, (t) => {
    t.deepEqual([...scheduleSteps(read(config), steps).timesteps], expected);
  });
}

test("absent keys have DDIMScheduler's defaults, except clip_sample", (t) => {
  const { finalAlphaCumprod, prediction, clip, spacing, stepsOffset } = read({});
  t.deepEqual(
    { finalAlphaCumprod, prediction, clip, spacing, stepsOffset },
    {
      finalAlphaCumprod: 1,
      prediction: 'epsilon',
      clip: 0,
      spacing: 'leading',
      stepsOffset: 0,
    },
  );
  t.is(read({ set_alpha_to_one: false }).finalAlphaCumprod, 1 - 0.0001);
  t.is(read({ clip_sample: true }).clip, 1);
});

test('a timestep beyond the schedule is refused', (t) => {
  const error = t.throws(() => scheduleSteps(read({ steps_offset: 1 }), 1000), { instanceOf: OptionError });
  t.regex(error!.message, /steps is 1000.*steps_offset of 1 puts the first timestep at 1000/);
  t.is(scheduleSteps(read({}), 1000).timesteps[0], 999);
  t.throws(() => scheduleSteps(read({ trained_betas: [0.1, 0.2] }), 3), {
    instanceOf: OptionError,
    message: /has 2 timesteps/,
  });
});

test('schedules that the method cannot use are refused', (t) => {
  t.throws(() => read({ prediction_type: 'sample' }), {
    instanceOf: UnsupportedModelError,
    message: /"sample"/,
  });
  t.throws(() => read({ thresholding: true }), { instanceOf: UnsupportedModelError });
  t.throws(() => read({ beta_schedule: 'sigmoid' }), {
    instanceOf: UnsupportedModelError,
    message: /"sigmoid"/,
  });
  t.throws(() => read({ num_train_timesteps: 0 }), { code: 'MODEL_FORMAT' });
  t.throws(() => read({ num_train_timesteps: 1e9 }), { code: 'MODEL_FORMAT' });
});

const nonsense: [string, Record<string, unknown>, RegExp][] = [
  ['an offset beyond the schedule', { steps_offset: 1000 }, /steps_offset is 1000; .* from 0 to 999\.$/],
  ['an offset that wraps around', { steps_offset: 2 ** 32 - 300 }, /steps_offset is 4294966996/],
  [
    'an offset beyond trained betas',
    { trained_betas: [0.1, 0.2], steps_offset: 2 },
    /steps_offset is 2; .* 0 to 1\.$/,
  ],
  ['a negative clip', { clip_sample: true, clip_sample_range: -1 }, /clip_sample_range is -1/],
  ['a clip of 0', { clip_sample: true, clip_sample_range: 0 }, /clip_sample_range is 0/],
  ['a negative beta', { ...stable, beta_start: -0.1 }, /beta_start is -0\.1/],
  ['a beta of 0', { beta_start: 0 }, /beta_start is 0; it must be a number between 0 and 1/],
  ['a beta of 1', { beta_end: 1 }, /beta_end is 1;/],
  ['a beta that is text', { beta_end: '0.02' }, /beta_end is "0\.02"/],
  ['trained betas as text', { trained_betas: ['0.1', '0.2'] }, /trained_betas is \[ '0\.1'/],
  ['one trained beta', { trained_betas: [0.1] }, /trained_betas is .* a list of 2 to 100000/],
  ['too many trained betas', { trained_betas: Array(100_001).fill(1e-5) }, /trained_betas is \[ 0\.00001, /],
  [
    'betas so large that ᾱ becomes 0',
    { beta_start: 0.5, beta_end: 0.9 },
    /ᾱ at timestep \d+ is 0 in fp32.* above 0/,
  ],
  ['trained betas so large', { trained_betas: Array(99).fill(0.999) }, /ᾱ at timestep 15 is /],
  [
    'an ε prediction with zero SNR',
    { ...stable, rescale_betas_zero_snr: true },
    /prediction_type is missing.*"v_prediction"/,
  ],
  [
    'betas so small that zero SNR divides by 0',
    { beta_start: 1e-300, beta_end: 1e-300, rescale_betas_zero_snr: true, prediction_type: 'v_prediction' },
    /ᾱ at timestep 0 is NaN/,
  ],
];

for (const [what, config, message] of nonsense) {
  test(`refused: ${what}`, (t) => {
    t.throws(() => read(config), { instanceOf: ModelFileError, code: 'MODEL_FORMAT', message });
  });
}

for (const fixture of [mini, sd1, sharded]) {
  test(`the timesteps of the goldens: ${fixture.folder.split('/').at(-1)}`, async (t) => {
    const config = await readConfig(fixture.file('scheduler/scheduler_config.json'));
    const { timesteps } = fixture.golden;
    t.deepEqual([...scheduleSteps(readNoiseSchedule(config), timesteps.length).timesteps], timesteps);
  });
}

const messages = (values: Record<string, unknown>) => {
  const config = new Config('scheduler_config.json', values);
  const warnings = schedulerWarnings(config, readNoiseSchedule(config));
  for (const { code } of warnings) if (code !== 'HARMONIDIFF_SCHEDULER') throw new Error(code);
  return warnings.map(({ message }) => message);
};

const CLIP =
  "scheduler_config.json: clip_sample is true, so every predicted x₀ is clipped to ±1. diffusers' Stable Diffusion " +
  'pipelines use false whatever the file says; for the same results, set clip_sample to false in the file.';
const offset = (given: string, last: number) =>
  `scheduler_config.json: steps_offset is ${given}, so the last timestep is ${last}. diffusers' Stable Diffusion ` +
  'pipelines use 1 whatever the file says; for the same results, set steps_offset to 1 in the file.';

test('what the configuration says is obeyed, with a warning where the pipelines of diffusers would not', (t) => {
  const values = { steps_offset: 1, clip_sample: false };
  t.deepEqual(messages(values), []);
  t.deepEqual(messages({ ...values, clip_sample: true }), [CLIP]);
  t.deepEqual(messages({ ...values, clip_sample: true, clip_sample_range: 3 }), [CLIP.replace('±1', '±3')]);
  t.deepEqual(messages({ ...values, steps_offset: 0 }), [offset('0', 0)]);
  t.deepEqual(messages({ ...values, steps_offset: 2 }), [offset('2', 2)]);
  t.deepEqual(messages({ clip_sample: true, steps_offset: 0 }), [CLIP, offset('0', 0)]);
  t.deepEqual([read({ clip_sample: true }).clip, read({ steps_offset: 0 }).stepsOffset], [1, 0]);
});

test('the warning is about the value in effect, also where the key is absent', (t) => {
  t.deepEqual(messages({}), [offset('absent, and 0 by default', 0)]);
  t.deepEqual(messages({ steps_offset: null }), [offset('absent, and 0 by default', 0)]);
  // As in diffusers' pipelines, latents are not clipped unless the file says so.
  t.deepEqual(messages({ steps_offset: 1 }), []);
});

test('no warning of an offset that changes nothing', (t) => {
  for (const spacing of ['trailing', 'linspace']) {
    t.deepEqual(messages({ timestep_spacing: spacing, steps_offset: 0 }), []);
    t.deepEqual(messages({ timestep_spacing: spacing }), []);
  }
});

test('the warnings of model folders', async (t) => {
  const warnings = async (folder: string) =>
    (await readModelFolder(folder)).warnings.map(({ message }) => message);
  for (const folder of [smallModel, mini.folder, sd1.folder, inpainting.folder]) {
    t.deepEqual(await warnings(folder), [], folder);
  }
  const [clipped, ...more] = await warnings(sharded.folder);
  t.regex(clipped!, /scheduler_config\.json: clip_sample is true, so every predicted x₀ is clipped to ±3\./);
  t.deepEqual(more, []);
});

test.serial('loading a model emits its warnings', async (t) => {
  const emitted: (Error & { code?: string })[] = [];
  const listener = (warning: Error) => emitted.push(warning);
  process.on('warning', listener);
  t.teardown(() => process.off('warning', listener));
  const folder = await copyOf(t);
  const path = join(folder, 'scheduler/scheduler_config.json');
  for (const [changes, count] of [
    [{}, 0],
    [{ clip_sample: true, steps_offset: 0 }, 2],
  ] as const) {
    await editJson(path, changes);
    await using _ = await Harmonizer.load(folder, { device: 'cpu', threads: 1 });
    await setImmediate();
    const own = emitted.filter(({ code }) => code === 'HARMONIDIFF_SCHEDULER');
    t.is(own.length, count);
    if (count === 0) continue;
    t.is(own[0]!.message, CLIP.replace('scheduler_config.json', path));
    t.is(own[1]!.message, offset('0', 0).replace('scheduler_config.json', path));
  }
});
