import { ModelFileError, OptionError } from '../errors.js';
import type { Warning } from '../warnings.js';
import { type Config, SCALE } from './config.js';

/** A noise schedule: ᾱ for each training timestep, and how inference steps are spread over the timesteps. */
export interface NoiseSchedule {
  alphasCumprod: Float32Array;
  /** ᾱ before the first timestep: 1, or ᾱ[0] without `set_alpha_to_one`. */
  finalAlphaCumprod: number;
  prediction: 'epsilon' | 'v_prediction';
  /** x₀ is clamped to ± this value; 0 turns clamping off. */
  clip: number;
  spacing: 'leading' | 'trailing' | 'linspace';
  stepsOffset: number;
}

/** The schedule with its inference timesteps, as the core takes it. */
export interface Schedule extends NoiseSchedule {
  /** Descending. */
  timesteps: Int32Array;
}

/** Far more than any model has. A damaged config must not cause unbounded allocation. */
const MAX_TIMESTEPS = 100_000;

/**
 * Reads `scheduler_config.json` with the defaults of diffusers' DDIMScheduler, whichever scheduler class wrote it. The
 * exception is `clip_sample`: other classes do not write it, so it defaults to false, as diffusers' Stable Diffusion
 * pipelines set it, because latents are larger than 1.
 */
export function readNoiseSchedule(config: Config): NoiseSchedule {
  config.expect('thresholding', false);
  const prediction = config.choice('prediction_type', ['epsilon', 'v_prediction'], 'epsilon');
  const alphasCumprod = readAlphasCumprod(config, prediction);
  return {
    alphasCumprod: Float32Array.from(alphasCumprod),
    finalAlphaCumprod: config.boolean('set_alpha_to_one', true) ? 1 : alphasCumprod[0]!,
    prediction,
    clip: config.boolean('clip_sample', false) ? config.number('clip_sample_range', SCALE, 1) : 0,
    spacing: config.choice('timestep_spacing', ['leading', 'trailing', 'linspace'], 'leading'),
    stepsOffset: config.integer('steps_offset', [0, alphasCumprod.length - 1], 0),
  };
}

/**
 * Where the configuration is obeyed and diffusers' Stable Diffusion pipelines would replace it: they set `steps_offset`
 * to 1 and `clip_sample` to false, whatever the file says. The offset only counts for leading timesteps.
 */
export function schedulerWarnings(config: Config, { clip, spacing, stepsOffset }: NoiseSchedule): Warning[] {
  const warnings: Warning[] = [];
  const warn = (key: string, value: unknown, effect: string, theirs: unknown) => {
    const given = config.raw(key) === undefined ? `absent, and ${value} by default` : value;
    warnings.push({
      code: 'HARMONIDIFF_SCHEDULER',
      message:
        `${config.path}: ${key} is ${given}, so ${effect}. diffusers' Stable Diffusion pipelines use ${theirs} whatever ` +
        `the file says; for the same results, set ${key} to ${theirs} in the file.`,
    });
  };
  if (clip > 0) warn('clip_sample', true, `every predicted x₀ is clipped to ±${clip}`, false);
  if (spacing === 'leading' && stepsOffset !== 1) {
    warn('steps_offset', stepsOffset, `the last timestep is ${stepsOffset}`, 1);
  }
  return warnings;
}

/**
 * Spreads `steps` inference steps over the timesteps (DDIMScheduler.set_timesteps).
 *
 * @throws OptionError when a timestep would lie beyond the schedule
 */
export function scheduleSteps(noise: NoiseSchedule, steps: number): Schedule {
  const total = noise.alphasCumprod.length;
  if (steps > total)
    throw new OptionError(`steps is ${steps}, but this model has ${total} timesteps; use fewer.`);
  const timesteps = Int32Array.from({ length: steps }, (_, i) => {
    switch (noise.spacing) {
      case 'linspace':
        return roundHalfToEven(((total - 1) * (steps - 1 - i)) / (steps - 1));
      case 'leading':
        return (steps - 1 - i) * Math.floor(total / steps) + noise.stepsOffset;
      case 'trailing':
        return roundHalfToEven(total - (i * total) / steps) - 1;
    }
  });
  if (timesteps[0]! >= total) {
    throw new OptionError(
      `steps is ${steps}, which with the model's steps_offset of ${noise.stepsOffset} puts the first timestep at ` +
        `${timesteps[0]}, beyond the model's ${total}; use another number of steps.`,
    );
  }
  return { ...noise, timesteps };
}

/**
 * ᾱ must be above 0 in fp32, because a prediction of ε leads to a division by its square root. Only the last ᾱ may be
 * 0: with zero terminal SNR, for which the UNet must predict v.
 */
function readAlphasCumprod(config: Config, prediction: NoiseSchedule['prediction']): number[] {
  const products = cumulativeProduct(readBetas(config).map((beta) => 1 - beta));
  const zeroSnr = config.boolean('rescale_betas_zero_snr', false);
  if (zeroSnr && prediction !== 'v_prediction') {
    throw config.invalid(
      'prediction_type',
      '"v_prediction", because rescale_betas_zero_snr makes the last ᾱ 0',
    );
  }
  const alphasCumprod = zeroSnr ? rescaleToZeroSnr(products) : products;
  const checked = zeroSnr ? alphasCumprod.slice(0, -1) : alphasCumprod;
  const vanished = checked.findIndex((alpha) => !(Math.fround(alpha) > 0));
  if (vanished === -1) return alphasCumprod;
  throw new ModelFileError(
    'MODEL_FORMAT',
    `${config.path}: ᾱ at timestep ${vanished} is ${Math.fround(checked[vanished]!)} in fp32, because the betas are too large ` +
      'or too small; it must be above 0. Use the scheduler_config.json that the model was trained with.',
  );
}

function readBetas(config: Config): number[] {
  const trained = config.raw('trained_betas');
  if (trained !== undefined) {
    const fits = Array.isArray(trained) && trained.length > 1 && trained.length <= MAX_TIMESTEPS;
    if (!fits || !trained.every(isBeta)) {
      throw config.invalid('trained_betas', `a list of 2 to ${MAX_TIMESTEPS} numbers between 0 and 1`);
    }
    return trained;
  }
  const total = config.integer('num_train_timesteps', [2, MAX_TIMESTEPS], 1000);
  const start = readBeta(config, 'beta_start', 0.0001);
  const end = readBeta(config, 'beta_end', 0.02);
  switch (config.choice('beta_schedule', ['linear', 'scaled_linear', 'squaredcos_cap_v2'], 'linear')) {
    case 'linear':
      return linspace(start, end, total);
    case 'scaled_linear':
      return linspace(Math.sqrt(start), Math.sqrt(end), total).map((root) => root * root);
    case 'squaredcos_cap_v2': {
      const alphaBar = (t: number) => Math.cos((((t + 0.008) / 1.008) * Math.PI) / 2) ** 2;
      return Array.from({ length: total }, (_, i) =>
        Math.min(1 - alphaBar((i + 1) / total) / alphaBar(i / total), 0.999),
      );
    }
  }
}

function readBeta(config: Config, key: string, fallback: number): number {
  const value = config.number(key, [0, 1], fallback);
  if (!isBeta(value)) throw config.invalid(key, 'a number between 0 and 1');
  return value;
}

function isBeta(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 1;
}

function linspace(start: number, end: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => start + ((end - start) * i) / (count - 1));
}

function cumulativeProduct(values: number[]): number[] {
  let product = 1;
  return values.map((value) => {
    product *= value;
    return product;
  });
}

/** diffusers' `rescale_zero_terminal_snr` (arXiv 2305.08891, algorithm 1), on ᾱ. */
function rescaleToZeroSnr(alphasCumprod: number[]): number[] {
  const roots = alphasCumprod.map(Math.sqrt);
  const first = roots[0]!;
  const last = roots.at(-1)!;
  return roots.map((root) => (((root - last) * first) / (first - last)) ** 2);
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
