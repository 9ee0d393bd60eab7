import { Command } from 'commander';
import { DATASET } from '../dataset/build.js';
import { buildDataset, type DatasetOptions } from '../dataset/index.js';
import { addFlags } from './flags.js';
import { interruptible } from './interrupt.js';
import { findOutputs, isStdout, nameOf, refuseJson } from './outputs.js';
import { print, printAside, printJson, warnOfSkipped } from './print.js';
import { withProgressBar } from './progress.js';

interface Flags extends Omit<DatasetOptions, 'scenes' | 'signal' | 'onProgress'> {
  json?: boolean;
}

export function datasetCommand(): Command {
  const command = new Command('dataset')
    .description(
      'Chooses pairs of scenes, patches and places for an evaluation, and writes them to a manifest',
    )
    .argument('<scenes>', DATASET.scenes.sentence);
  return addFlags(command, DATASET, ['scenes']).option('--json', 'Prints one JSON object').action(run);
}

async function run(scenes: string, { json, ...options }: Flags): Promise<void> {
  const { out } = options;
  const files = await findOutputs([['--out', out]]);
  refuseJson(json, files.values());
  const { manifest, skipped } = await interruptible((signal) =>
    withProgressBar((onProgress) => buildDataset({ ...options, scenes, signal, onProgress })),
  );
  warnOfSkipped(skipped);
  const used = new Set(manifest.items.flatMap(({ target, source }) => [target.path, source.path])).size;
  const classes = new Set(manifest.items.map(({ target }) => target.label)).size;
  if (json) {
    printJson({ out, count: manifest.count, scenes: used, classes, skipped });
  } else {
    const warning = skipped.length > 0 ? `; ${skipped.length} images skipped` : '';
    const printSummary = isStdout(files.get(out)!) ? printAside : print;
    printSummary(
      `${nameOf(out)}: ${manifest.count} composites of ${used} scenes in ${classes} classes${warning}`,
    );
  }
}
