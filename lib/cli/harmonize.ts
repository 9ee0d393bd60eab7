import { parse } from 'node:path';
import { Command, Option } from 'commander';
import { checkWritable, writeAtomically } from '../files/write.js';
import { type HarmonizeResult, Harmonizer } from '../harmonizer.js';
import { encodeImage, imageFormat } from '../image/save.js';
import { writeSafetensors } from '../model/safetensors.js';
import { smallModel } from '../model/small-model.js';
import { HARMONIZE, type HarmonizeOptions } from '../request/harmonize.js';
import { LOAD, type LoadOptions } from '../request/load.js';
import { nest } from '../request/text.js';
import { date } from './date.js';
import { addFlags } from './flags.js';
import { interruptible } from './interrupt.js';
import { print, printJson } from './print.js';
import { buildStep, withProgressBar } from './progress.js';
import { drawSheet } from './sheet.js';

interface Flags extends LoadOptions, Pick<HarmonizeOptions, 'mask'> {
  model: string;
  target: string;
  source: string;
  date?: ReturnType<typeof date>;
  out: string;
  sheet?: string;
  trace?: string;
  json?: boolean;
}

export function harmonizeCommand(): Command {
  const command = new Command('harmonize')
    .description('Inserts a source patch into a target scene and harmonises it')
    .addOption(
      new Option('--model <folder>', 'Model in the diffusers layout').default(
        smallModel,
        'the small model of this package',
      ),
    );
  // The output files decide these two.
  addFlags(command, HARMONIZE, ['images', 'trace']);
  command.option(
    '--date <YYYY-MM-DD>',
    'Year, month and day in one; YYYY-MM or YYYY if no more is known',
    date,
  );
  addFlags(command, LOAD);
  return command
    .requiredOption('--out <file>', 'File of the result, as .png, .jpg, .webp or .tif')
    .option('--sheet <file>', 'Also writes a labelled overview of target, paste, candidates and winner')
    .option('--trace <file>', 'Also writes the intermediate tensors, as .safetensors')
    .option('--json', 'Prints one JSON object')
    .action((flags: Flags) => interruptible((signal) => run(flags, signal)));
}

async function run({ date, ...flags }: Flags, signal: AbortSignal): Promise<void> {
  for (const path of [flags.out, flags.sheet]) if (path !== undefined) imageFormat(path);
  for (const path of [flags.out, flags.sheet, flags.trace]) if (path !== undefined) await checkWritable(path);
  const harmonizer = await withProgressBar((onProgress) =>
    Harmonizer.load(flags.model, {
      ...nest(LOAD, { ...flags }),
      signal,
      onProgress: (progress) => onProgress(buildStep(progress)),
    }),
  );
  try {
    const options = {
      ...nest(HARMONIZE, { ...flags, ...date, images: flags.sheet !== undefined }),
      trace: flags.trace !== undefined,
      signal,
    } as unknown as HarmonizeOptions;
    const result = await withProgressBar((onProgress) => harmonizer.harmonize({ ...options, onProgress }));
    const files = await writeImages(result, flags.out);
    if (flags.sheet) {
      const paste = await harmonizer.harmonize({
        ...options,
        method: 'copy-paste',
        mode: undefined,
        restoreDetail: false,
        trace: false,
      });
      const sheet = await drawSheet(flags.target, paste.candidates[0]!, result);
      await writeAtomically(flags.sheet, [await encodeImage(sheet, flags.sheet)]);
    }
    if (flags.trace) await writeSafetensors(flags.trace, result.trace!);
    if (flags.json) printJson(toJson(result));
    else print(...summary(result, files));
  } finally {
    await harmonizer.close();
  }
}

/** Writes the winner to `out`. Without a winner, writes every candidate, with its timestep added to the name. */
async function writeImages({ winner, candidates }: HarmonizeResult, out: string): Promise<string[]> {
  const { dir, name, ext } = parse(out);
  const images = winner
    ? [{ path: out, image: winner.image }]
    : candidates.map(({ timestep, image }) => {
        const suffix = candidates.length === 1 ? '' : `-${timestep}`;
        return { path: `${dir ? `${dir}/` : ''}${name}${suffix}${ext}`, image: image! };
      });
  for (const { path, image } of images) await writeAtomically(path, [await encodeImage(image, path)]);
  return images.map(({ path }) => path);
}

function toJson({ winner, candidates, timings }: HarmonizeResult): object {
  return {
    timestep: winner?.timestep ?? null,
    score: winner?.scores.mean ?? null,
    candidates: candidates.map(({ timestep, scores }) => ({ timestep, ...scores })),
    timings,
    // maxRSS is in KiB.
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

function summary({ winner, timings }: HarmonizeResult, files: string[]): string[] {
  const seconds = `${(timings.total! / 1000).toFixed(1)} s`;
  if (!winner)
    return [...files, `There is no classifier to score the results: choose one of them. ${seconds}`];
  const from = winner.timestep === null ? '' : `, started at timestep ${winner.timestep}`;
  return [`${files[0]}: harmony score ${winner.scores.mean.toFixed(3)}${from}, ${seconds}`];
}
