import { Command } from 'commander';
import { buildDataset, type DatasetOptions } from '../dataset/index.js';
import { number } from './arguments.js';
import { withProgressBar } from './progress.js';

interface Flags extends Pick<DatasetOptions, 'count' | 'seed' | 'holdout' | 'gsd' | 'country' | 'out'> {
  json?: boolean;
}

export function datasetCommand(): Command {
  return new Command('dataset')
    .description('choose pairs of scenes, patches and places to measure with, and write them as a manifest')
    .argument('<scenes>', 'folder of class folders with images, or of fMoW with its JSON files')
    .requiredOption('--count <n>', 'composites; a larger count goes on where a smaller one ended', number)
    .option('--seed <n>', 'default: 0', number)
    .option(
      '--holdout <n>',
      'only every n-th scene of each class by file name (10: what the small model never saw)',
      number,
    )
    .option('--gsd <metres>', 'ground sampling distance of scenes that do not say', number)
    .option('--country <code>', 'of scenes that do not say, for the prompts: three letters, as USA')
    .requiredOption('--out <file>', 'the manifest, .jsonl')
    .option('--json', 'print one JSON object')
    .action(run);
}

async function run(scenes: string, { json, ...flags }: Flags): Promise<void> {
  const abort = new AbortController();
  const interrupt = () => abort.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  try {
    const { manifest, skipped } = await withProgressBar((onProgress) =>
      buildDataset({ ...flags, scenes, signal: abort.signal, onProgress }),
    );
    for (const { path, reason } of skipped) console.error(`harmonidiff: skipped ${path}: ${reason}`);
    const used = new Set(manifest.items.flatMap(({ target, source }) => [target.path, source.path])).size;
    const classes = new Set(manifest.items.map(({ target }) => target.label)).size;
    if (json) {
      console.log(
        JSON.stringify({ out: flags.out, count: manifest.count, scenes: used, classes, skipped }, null, 2),
      );
    } else {
      const warning = skipped.length > 0 ? `; ${skipped.length} scenes were skipped` : '';
      console.log(
        `${flags.out}: ${manifest.count} composites of ${used} scenes in ${classes} classes${warning}`,
      );
    }
  } finally {
    process.off('SIGINT', interrupt);
  }
}
