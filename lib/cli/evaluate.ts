import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { type EvaluateOptions, evaluate } from '../evaluation/index.js';
import { formatTable } from '../evaluation/table.js';
import { smallModel } from '../model/small-model.js';
import { engineOption, number, precisionOption } from './arguments.js';
import { buildStep, withProgressBar } from './progress.js';

interface Flags extends Omit<EvaluateOptions, 'manifest' | 'sweeps' | 'signal' | 'onProgress'> {
  sweep?: string[];
  json?: boolean;
}

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('make every composite of a manifest by several methods, and measure and compare the results')
    .argument('<manifest>', 'the composites, as "harmonidiff dataset" writes them')
    .option(
      '--methods <list>',
      'METHOD[@MODEL][:option[=value]]..., separated by commas, such as ' +
        'real,copy-paste,poisson,harmonidiff:mode=twr,harmonidiff:restoreDetail,sd2-inpainting@models/sd2; options: ' +
        'mode, steps, guidanceScale, candidateRange=6-14, fusionStart, edgeWidthRatio, seed, restoreDetail ' +
        '(default: real, the target as it was, and all methods of the model)',
    )
    .option('--ablations', 'also harmonidiff in modes init, lms and twr, and all of it')
    .option(
      '--sweep <option=values>',
      'also harmonidiff with each value, as guidanceScale=1,3.5,7.5; may be given several times',
      (text: string, before: string[] = []) => [...before, text],
    )
    .addOption(
      new Option('--model <folder>', 'of methods that name none').default(
        smallModel,
        'the small one that ships',
      ),
    )
    .option('--classifier <folder>', "what scores all variants (default: the model's own)")
    .option(
      '--clip <file>',
      "image encoder as .onnx, for the similarity to the plain paste: CLIP's, or a small one like it that ships, " +
        'image_encoder/model.onnx of the model',
    )
    .option('--features <file>', "image encoder as .onnx for FID (default: the classifier's features)")
    .option('--scenes <folder>', 'where the scenes lie, if not where the manifest says')
    .option('--threads <n>', 'default: one for each core', number)
    .option('--device <name>', 'auto, cpu, cuda or cuda:N (default: auto)')
    .addOption(engineOption())
    .addOption(precisionOption())
    .requiredOption('--out <folder>', 'pictures, numbers and report; one that was begun is gone on with')
    .option('--json', 'print one JSON object')
    .action(run);
}

async function run(manifest: string, { json, sweep, ...flags }: Flags): Promise<void> {
  const abort = new AbortController();
  const interrupt = () => abort.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  try {
    const { table, files } = await withProgressBar((onProgress) =>
      evaluate({
        ...flags,
        manifest,
        sweeps: sweep,
        signal: abort.signal,
        onProgress: ({ build, ...step }) => onProgress(build ? buildStep(build) : step),
      }),
    );
    if (json) process.stdout.write(await readFile(files.tableJson));
    else console.log(`${formatTable(table)}\n${files.report}`);
  } finally {
    process.off('SIGINT', interrupt);
  }
}
