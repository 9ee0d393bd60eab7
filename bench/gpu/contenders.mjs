// The contenders: this package with each of its engines, and the same maths in PyTorch.
import { join } from 'node:path';

const here = import.meta.dirname;

/**
 * They run in fp16 on a GPU and in fp32 on the CPU, where the benchmark can be tried without compiling.
 *
 * `order` is the order of the UNet calls (`lockstep` or `sequential`), which determines the amount of work.
 */
export function listContenders({ device, model, python, threads, repeat, images }) {
  const cuda = device !== 'cpu';
  const precision = cuda ? 'fp16' : 'fp32';
  const common = ['--model', model, '--device', device, '--repeat', repeat];
  if (threads) common.push('--threads', threads);

  const ours = (engine) => ({
    order: 'lockstep',
    precision,
    command: [
      ...[process.execPath, join(here, 'run.mjs'), ...common, '--images', images],
      ...['--engine', engine, '--precision', precision],
    ],
  });
  const pytorch = (order, ...more) => ({
    order,
    precision,
    command: [
      ...[python, '-m', 'bench.gpu.pytorch', ...common, '--dtype', precision],
      ...['--order', order, ...more],
    ],
  });
  const inPaperOrder = {
    name: `PyTorch ${precision}, in the paper's order`,
    ...pytorch('sequential'),
  };
  if (!cuda) {
    return [
      { name: 'harmonidiff, ONNX Runtime fp32', ...ours('onnxruntime') },
      inPaperOrder,
      { name: 'PyTorch fp32, lockstep', ...pytorch('lockstep') },
    ];
  }
  return [
    { name: 'harmonidiff, TensorRT fp16', ...ours('tensorrt') },
    { name: 'harmonidiff, ONNX Runtime fp16', ...ours('onnxruntime') },
    inPaperOrder,
    { name: 'PyTorch fp16, lockstep, torch.compile', ...pytorch('lockstep', '--compile') },
  ];
}

/** The command that measures the rates for the shares of the peak. */
export function ratesCommand({ device, model, python, threads }) {
  const dtype = device === 'cpu' ? 'fp32' : 'fp16';
  const command = [python, '-m', 'bench.gpu.rates', '--model', model, '--device', device, '--dtype', dtype];
  return threads ? [...command, '--threads', threads] : command;
}
