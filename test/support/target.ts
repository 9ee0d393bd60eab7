import type { TargetOptions } from '../../lib/index.js';

/**
 * What the tests run on: the CPU, or what `npm run check:gpu` sets. Goldens are fp32, and so is what is compared with
 * them unless a precision is asked for.
 */
export const target = {
  device: process.env.HARMONIDIFF_TEST_DEVICE ?? 'cpu',
  engine: process.env.HARMONIDIFF_TEST_ENGINE ?? 'auto',
  precision: process.env.HARMONIDIFF_TEST_PRECISION ?? 'fp32',
} as TargetOptions & { precision: 'fp32' | 'fp16' | 'bf16' };
