import { OptionError } from '../errors.js';
import type { Config } from './config.js';

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
  const betas = readBetas(config);
  let alphasCumprod = cumulativeProduct(betas.map((beta) => 1 - beta));
  if (config.boolean('rescale_betas_zero_snr', false)) alphasCumprod = rescaleToZeroSnr(alphasCumprod);
  return {
    alphasCumprod: Float32Array.from(alphasCumprod),
    finalAlphaCumprod: config.boolean('set_alpha_to_one', true) ? 1 : alphasCumprod[0]!,
    prediction: config.choice('prediction_type', ['epsilon', 'v_prediction'], 'epsilon'),
    clip: config.boolean('clip_sample', false) ? config.number('clip_sample_range', 1) : 0,
    spacing: config.choice('timestep_spacing', ['leading', 'trailing', 'linspace'], 'leading'),
    stepsOffset: config.integer('steps_offset', 0),
  };
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
      `steps is ${steps}, which puts the first timestep at ${timesteps[0]}, beyond the model's ${total}; use fewer.`,
    );
  }
  return { ...noise, timesteps };
}

function readBetas(config: Config): number[] {
  const trained = config.raw('trained_betas');
  if (trained !== undefined) {
    const fits =
      Array.isArray(trained) && trained.length > 1 && trained.every((beta) => beta > 0 && beta < 1);
    if (!fits) throw config.invalid('trained_betas', 'a list of numbers between 0 and 1');
    return trained;
  }
  const total = config.integerIn('num_train_timesteps', 2, MAX_TIMESTEPS, 1000);
  const start = config.number('beta_start', 0.0001);
  const end = config.number('beta_end', 0.02);
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
