import { Command } from 'commander';
import type { Device } from '../engines/target.js';
import { Harmonizer } from '../harmonizer.js';
import type { Precision } from '../model/onnx/graph.js';
import { precisionOption } from './arguments.js';
import { buildStep, withProgressBar } from './progress.js';

interface Flags {
  classifier?: string;
  device: Device;
  precision?: Precision | 'auto';
  json?: boolean;
}

export function buildCommand(): Command {
  return new Command('build')
    .description(
      "build a model's TensorRT engines ahead of its first use; this takes minutes and needs the GPU",
    )
    .argument('<folder>', 'model in the diffusers layout')
    .option('--classifier <folder>', "harmony classifier (default: the model's own)")
    .option('--device <name>', 'cuda or cuda:N', 'cuda')
    .addOption(precisionOption())
    .option('--json', 'print one JSON object')
    .action(run);
}

async function run(folder: string, { json, ...flags }: Flags): Promise<void> {
  const abort = new AbortController();
  const interrupt = () => abort.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  const began = performance.now();
  const built = new Set<string>();
  try {
    // Loading builds what is missing, and shows that the engines work.
    const harmonizer = await withProgressBar((onProgress) =>
      Harmonizer.load(folder, {
        ...flags,
        engine: 'tensorrt',
        signal: abort.signal,
        onProgress: (progress) => {
          built.add(progress.network);
          onProgress(buildStep(progress));
        },
      }),
    );
    const { target } = harmonizer;
    await harmonizer.close();
    const seconds = (performance.now() - began) / 1000;
    if (json) {
      console.log(JSON.stringify({ ...target, built: [...built], seconds }, null, 2));
    } else {
      const what = built.size > 0 ? `built ${[...built].join(', ')}` : 'all engines were there';
      console.log(`${folder} on ${target.device} in ${target.precision}: ${what}, ${seconds.toFixed(1)} s`);
    }
  } finally {
    process.off('SIGINT', interrupt);
  }
}
