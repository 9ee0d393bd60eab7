import { Command } from 'commander';
import { cacheFolder } from '../files/cache-folder.js';
import { Harmonizer } from '../harmonizer.js';
import { type Device, LOAD, type LoadOptions } from '../request/load.js';
import { addFlags } from './flags.js';
import { interruptible } from './interrupt.js';
import { print, printJson } from './print.js';
import { buildStep, withProgressBar } from './progress.js';

interface Flags extends Pick<LoadOptions, 'classifier' | 'precision' | 'threads'> {
  device: Device;
  json?: boolean;
}

export function buildCommand(): Command {
  const command = new Command('build')
    .description(
      "Builds a model's TensorRT engines ahead of its first use, which takes minutes and needs the GPU; with --device cpu, compiles the model with OpenVINO",
    )
    .argument('<folder>', 'Model in the diffusers layout')
    .option('--device <name>', 'cuda, cuda:N or cpu', 'cuda');
  return addFlags(command, LOAD, ['device', 'engine', 'maxMemory'])
    .option('--json', 'Prints one JSON object')
    .action(run);
}

async function run(folder: string, { json, ...options }: Flags): Promise<void> {
  const began = performance.now();
  const built = new Set<string>();
  await interruptible(async (signal) => {
    // Loading builds the missing engines and checks that all of them work.
    const harmonizer = await withProgressBar((onProgress) =>
      Harmonizer.load(folder, {
        ...options,
        engine: options.device === 'cpu' ? 'openvino' : 'tensorrt',
        signal,
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
      printJson({ ...target, built: [...built], seconds, cache: cacheFolder() });
    } else {
      const what = built.size > 0 ? `built ${[...built].join(', ')}` : 'all engines are already built';
      print(`${folder} on ${target.device} in ${target.precision}: ${what}, ${seconds.toFixed(1)} s`);
      print(`The engines are in ${cacheFolder()}`);
    }
  });
}
