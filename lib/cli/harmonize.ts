import { extname } from 'node:path';
import { Command } from 'commander';
import { OptionError } from '../errors.js';
import { type Destination, findDestination } from '../files/destination.js';
import { writeAtomically } from '../files/write.js';
import type { Harmonizer } from '../harmonizer.js';
import { holdPipe } from '../image/content.js';
import { provenance } from '../image/provenance.js';
import type { RgbImage } from '../image/raw-image.js';
import { encodeImage, hasQuality, type ImageFormat, imageFormat, isLossy } from '../image/save.js';
import { writeSafetensors } from '../model/safetensors.js';
import { HARMONIZE, type HarmonizeOptions } from '../request/harmonize.js';
import type { LoadOptions } from '../request/load.js';
import { coreMethod, sourceTypeOf } from '../request/methods.js';
import { option, whole } from '../request/option.js';
import { nest } from '../request/text.js';
import type { HarmonizeResult } from '../result.js';
import type { Warning } from '../warnings.js';
import { candidateFiles, unscoredTimesteps } from './candidates.js';
import type { date } from './date.js';
import { addFlags } from './flags.js';
import { interruptible } from './interrupt.js';
import { addDate, addLoading, addModel, loadModel } from './model.js';
import { findOutputs, isStdout, nameOf, refuseJson, writeTo } from './outputs.js';
import { print, printAside, printJson, printWarnings } from './print.js';
import { withProgressBar } from './progress.js';
import { drawSheet, type FileOptions } from './sheet.js';

/** What only the command line has, because the library returns pixels. */
const FILES = {
  quality: option(whole(1, 100), {
    sentence: 'Quality of .jpg and .webp',
    defaultText: '95 for .jpg; .webp is lossless without it',
  }),
};

interface Flags extends LoadOptions, Pick<HarmonizeOptions, 'mask' | 'method' | 'mode' | 'restoreDetail'> {
  model: string;
  target: string;
  source: string;
  date?: ReturnType<typeof date>;
  out: string;
  sheet?: string;
  trace?: string;
  quality?: number;
  provenance: boolean;
  json?: boolean;
}

export function harmonizeCommand(): Command {
  const command = new Command('harmonize').description(
    'Inserts a source patch into a target scene and harmonises it',
  );
  addModel(command);
  // The output files decide these two.
  addFlags(command, HARMONIZE, ['images', 'trace']);
  addDate(command);
  addLoading(command);
  command
    .requiredOption('--out <file>', 'File of the result, as .png, .jpg, .webp or .tif; - for standard output')
    .option('--sheet <file>', 'Also writes a labelled overview of target, paste, candidates and winner')
    .option('--trace <file>', 'Also writes the intermediate tensors, as .safetensors');
  addFlags(command, FILES);
  return command
    .option('--no-provenance', 'Omits the metadata that says how the images were made')
    .option('--json', 'Prints one JSON object')
    .action((flags: Flags) => interruptible((signal) => run(flags, signal)));
}

async function run({ date, ...flags }: Flags, signal: AbortSignal): Promise<void> {
  const options = {
    ...nest(HARMONIZE, { ...flags, ...date, images: flags.sheet !== undefined }),
    trace: flags.trace !== undefined,
    signal,
  } as unknown as FileOptions;
  const files = await findFiles(flags, options);
  const warnings = warningsOf(flags, files);
  printWarnings(warnings);

  const harmonizer = await loadModel(flags, signal);
  try {
    for (const name of IMAGES) if (options[name] === '-') options[name] = '/dev/stdin';
    // The sheet needs the images a second time.
    if (flags.sheet !== undefined) await holdPipes(options);
    const result = await withProgressBar((onProgress) => harmonizer.harmonize({ ...options, onProgress }));
    const { method, mode, quality } = flags;
    const xmp = flags.provenance ? provenance(sourceTypeOf(coreMethod(method, mode))) : undefined;
    const write = async (path: string, image: RgbImage) => {
      const destination = files.get(path) ?? (await findDestination(path));
      const encoded = await encodeImage(image, formatOf(destination), { quality, xmp });
      await writeTo(destination, signal, () => writeAtomically(path, [encoded], signal));
    };
    const images = imagesOf(result, flags.out);
    // Before anything is written, because it reads the target again, which `out` may replace.
    const sheet = flags.sheet === undefined ? undefined : await makeSheet(harmonizer, options, result);
    for (const { path, image } of images) await write(path, image);
    if (sheet) await write(flags.sheet!, sheet);
    const { trace } = flags;
    if (trace) await writeTo(files.get(trace)!, signal, () => writeSafetensors(trace, result.trace!));
    printWarnings(result.warnings);
    if (flags.json) printJson({ ...toJson(result), warnings: [...warnings, ...result.warnings] });
    else {
      const printSummary = [...files.values()].some(isStdout) ? printAside : print;
      printSummary(
        ...summary(
          result,
          images.map(({ path }) => nameOf(path)),
        ),
      );
    }
  } finally {
    await harmonizer.close();
  }
}

const IMAGES = ['target', 'source', 'mask'] as const;

async function holdPipes(options: FileOptions): Promise<void> {
  for (const name of IMAGES) {
    const input = options[name];
    if (typeof input === 'string') options[name] = await holdPipe(input, name, options.signal);
  }
}

async function makeSheet(
  harmonizer: Harmonizer,
  options: FileOptions,
  result: HarmonizeResult,
): Promise<RgbImage> {
  const plain = { method: 'copy-paste', mode: undefined, restoreDetail: false, trace: false } as const;
  const paste = await harmonizer.harmonize({ ...options, ...plain });
  return drawSheet(options, paste.candidates[0]!, result);
}

/**
 * Checks where everything will be written, as far as that is known before the work starts.
 *
 * @returns the destinations by their paths
 */
async function findFiles(flags: Flags, options: HarmonizeOptions): Promise<Map<string, Destination>> {
  const { out, sheet, trace, quality } = flags;
  const timesteps = await unscoredTimesteps(flags, options);
  const results = timesteps ? candidateFiles(out, timesteps) : [out];
  const files = await findOutputs([
    ['--out', out],
    ['--sheet', sheet],
    ['--trace', trace],
    ...results.filter((path) => path !== out).map((path) => ['--out', path] as const),
  ]);
  if (timesteps && files.get(out)!.kind !== 'file') {
    throw new OptionError(
      `--out is ${out}, which takes one picture, but there is no classifier to choose one of the ${timesteps.length} ` +
        'candidates; give --out the name of a file, or --classifier a folder.',
    );
  }
  refuseJson(flags.json, files.values());
  const pictures = [...results, sheet].filter((path) => path !== undefined).map((path) => files.get(path)!);
  const formats = pictures.map(formatOf);
  if (quality !== undefined && !formats.some(hasQuality)) {
    throw new OptionError(
      `quality is ${quality}, but ${out} is ${formats[0] === 'tiff' ? 'a TIFF' : 'a PNG'}, which is always lossless; leave ` +
        'quality out, or write a .jpg or .webp.',
    );
  }
  return files;
}

/** What has no extension because it is not a file, such as standard output, gets a PNG. */
function formatOf({ kind, path }: Destination): ImageFormat {
  return kind !== 'file' && extname(path) === '' ? 'png' : imageFormat(path);
}

function warningsOf(
  { out, quality, restoreDetail }: Flags,
  files: ReadonlyMap<string, Destination>,
): Warning[] {
  if (!restoreDetail || !isLossy(formatOf(files.get(out)!), quality)) return [];
  const message =
    `${out} is lossy, which changes the pixels that restoreDetail preserves. Write a .png or .tif, or a .webp without ` +
    '--quality.';
  return [{ code: 'OUTPUT_LOSSY', message }];
}

/** The winner, for `out`. Without a winner, every candidate, each for a file with its timestep in the name. */
function imagesOf({ winner, candidates }: HarmonizeResult, out: string): { path: string; image: RgbImage }[] {
  if (winner) return [{ path: out, image: winner.image }];
  const paths = candidateFiles(
    out,
    candidates.map(({ timestep }) => timestep),
  );
  return candidates.map(({ image }, i) => ({ path: paths[i]!, image: image! }));
}

function toJson(result: HarmonizeResult): object {
  const { winner, candidates, timings, place, targetBands, targetStretch, sourceBands, sourceStretch } =
    result;
  return {
    timestep: winner?.timestep ?? null,
    score: winner?.scores.mean ?? null,
    candidates: candidates.map(({ timestep, scores }) => ({ timestep, ...scores })),
    ...{ place, targetBands, targetStretch, sourceBands, sourceStretch },
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
