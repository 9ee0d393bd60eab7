import type { TargetOptions } from '../../lib/index.js';

const device = process.env.HARMONIDIFF_TEST_DEVICE ?? 'cpu';

/**
 * What the tests run on: the CPU, or what `npm run check:gpu` and `check:openvino` set. Goldens are fp32, and so are
 * results compared with them, unless another precision is requested.
 */
export const target = {
  device,
  // On the CPU, auto depends on the processor.
  engine: process.env.HARMONIDIFF_TEST_ENGINE ?? (device === 'cpu' ? 'onnxruntime' : 'auto'),
  precision: process.env.HARMONIDIFF_TEST_PRECISION ?? 'fp32',
} as TargetOptions & { precision: 'fp32' | 'fp16' | 'bf16' };

/**
 * How far from the goldens is near enough: ‖error‖ / ‖golden‖ of single networks and inverted latents, of candidates
 * after 14 guided UNet calls, the difference of scores, and levels of 255 in a picture.
 *
 * fp16 has 11 significant bits, 5e-4 from each rounding; in ONNX Runtime on the CPU the worst of the fixtures were 3e-3,
 * 7e-3 and 8e-3. bf16 has three bits less. The UNets of the fixtures are off by 1.3e-2 in OpenVINO, as in PyTorch under
 * autocast; their VAEs by up to 4.2e-2, candidates by 0.23, and single pixels by 93 levels, in PyTorch by 105. Their weights
 * are random; with trained ones, pictures are much nearer (test/openvino.test.ts).
 */
export const tolerances = {
  fp32: { network: 1e-4, candidate: 2e-3, score: 2e-3, level: 1 },
  fp16: { network: 5e-3, candidate: 2e-2, score: 2e-2, level: 8 },
  bf16: { network: 5e-2, candidate: 3e-1, score: 1e-1, level: 120 },
};
