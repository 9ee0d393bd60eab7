import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type EvaluateOptions, evaluate } from '../evaluation/index.js';
import { EVALUATE } from '../evaluation/run.js';
import { formatTable } from '../evaluation/table.js';
import { addFlags } from './flags.js';
import { interruptible } from './interrupt.js';
import { print } from './print.js';
import { buildStep, withProgressBar } from './progress.js';

interface Flags extends Omit<EvaluateOptions, 'manifest' | 'sweeps' | 'signal' | 'onProgress'> {
  sweep?: string[];
  json?: boolean;
}

export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description('Makes every composite of a manifest with several methods and compares the results')
    .argument('<manifest>', 'Manifest of the composites, as "harmonidiff dataset" writes it');
  return addFlags(command, EVALUATE, ['manifest', 'sweeps'])
    .option(
      '--sweep <option=values>',
      `${EVALUATE.sweeps.sentence}; can be given several times`,
      (text: string, before: string[] = []) => [...before, text],
    )
    .option('--json', 'Prints one JSON object')
    .action(run);
}

async function run(manifest: string, { json, sweep, ...options }: Flags): Promise<void> {
  const { table, files } = await interruptible((signal) =>
    withProgressBar((onProgress) =>
      evaluate({
        ...options,
        manifest,
        sweeps: sweep,
        signal,
        onProgress: ({ build, ...step }) => onProgress(build ? buildStep(build) : step),
      }),
    ),
  );
  const text = json ? await readFile(files.tableJson, 'utf8') : `${formatTable(table)}\n`;
  print(...text.split('\n').slice(0, -1));
  if (!json) print(files.report);
}
