import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PlanTarget } from '../../lib/engines/tensorrt-plans.js';
import type { Precision } from '../../lib/model/onnx/graph.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/**
 * TensorRT-RTX, which has TensorRT's interface and ONNX parser and builds engines on a machine without a GPU. What it
 * builds is not run here.
 */
export async function withoutGpu(precision: Precision): Promise<PlanTarget> {
  const { stdout } = await run('node', ['scripts/packages.mjs', 'tensorrt-rtx'], { cwd: root });
  const folder = join(stdout.trim().split('\n').at(-1)!, 'tensorrt_rtx_libs');
  return {
    tensorRt: {
      plugin: join(root, 'build/cuda/libharmonidiff_tensorrt_rtx.so'),
      infer: join(folder, 'libtensorrt_rtx.so.1'),
      parser: join(folder, 'libtensorrt_onnxparser_rtx.so.1'),
    },
    cuda: { library: '', number: -1 },
    threads: 1,
    gpu: 'none',
    memory: 80e9,
    version: '1.7.1',
    precision,
  };
}
