import { parse } from 'node:path';
import { Command, Option } from 'commander';
import type { Device, TargetOptions } from '../engines/target.js';
import { checkWritable, writeAtomically } from '../files/output.js';
import { type HarmonizeResult, Harmonizer } from '../harmonizer.js';
import { encodeImage, imageFormat } from '../image/save.js';
import { writeSafetensors } from '../model/safetensors.js';
import { smallModel } from '../model/small-model.js';
import type { HarmonizeOptions } from '../request/harmonize.js';
import { METHODS, type Method, type Mode } from '../request/methods.js';
import type { Box, Point } from '../request/placement.js';
import { box, date, engineOption, number, point, precisionOption, range } from './arguments.js';
import { buildStep, withProgressBar } from './progress.js';
import { drawSheet } from './sheet.js';

interface Flags {
  model: string;
  target: string;
  source: string;
  box?: Box;
  mask?: string;
  point?: Point;
  sourceGsd?: number;
  targetPrompt?: string;
  sourcePrompt?: string;
  longitude?: number;
  latitude?: number;
  gsd?: number;
  cloudCover?: number;
  date?: ReturnType<typeof date>;
  classifier?: string;
  steps?: number;
  guidance?: number;
  candidateRange?: [number, number];
  fusionStart?: number;
  edgeWidthRatio?: number;
  method?: Method;
  mode?: Mode;
  restoreDetail?: boolean;
  posterior?: 'mean' | 'sample';
  seed?: number;
  threads?: number;
  device?: Device;
  engine?: TargetOptions['engine'];
  precision?: TargetOptions['precision'];
  out: string;
  sheet?: string;
  trace?: string;
  json?: boolean;
}

export function harmonizeCommand(): Command {
  return new Command('harmonize')
    .description('insert a source patch into a target scene and harmonise it')
    .addOption(
      new Option('--model <folder>', 'in the diffusers layout').default(
        smallModel,
        'the small one that ships',
      ),
    )
    .requiredOption('--target <file>', 'image of the scene')
    .requiredOption('--source <file>', 'image of the patch')
    .option('--box <x,y,w,h>', 'where the patch goes, in canvas pixels', box)
    .option('--mask <file>', "or: an image of the canvas' size, not black where the patch goes")
    .option('--point <x,y>', "or: the patch's centre; needs --source-gsd and --gsd", point)
    .option('--source-gsd <metres>', 'ground sampling distance of the patch, per pixel', number)
    .option('--target-prompt <text>', 'such as "a satellite image of a hospital in Brazil"')
    .option('--source-prompt <text>', 'the same for the patch')
    .option('--longitude <degrees>', 'of the scene, -180 to 180; what is unknown may be left out', number)
    .option('--latitude <degrees>', '-90 to 90', number)
    .option('--gsd <metres>', 'ground sampling distance of the canvas, per pixel', number)
    .option('--cloud-cover <part>', '0 to 1', number)
    .option('--date <YYYY-MM-DD>', 'when the scene was taken', date)
    .option('--classifier <folder>', "harmony classifier (default: the model's own)")
    .option('--steps <n>', 'DDIM steps, 2 to 1000 (default: 20; 50 of freecompose)', number)
    .option('--guidance <scale>', 'classifier-free guidance (default: 3.5)', number)
    .addOption(
      new Option('--method <name>', 'harmonidiff (the default), or what it is compared with').choices(
        METHODS,
      ),
    )
    .option('--restore-detail', "the target's own pixels and the source's own fine detail back in")
    .addOption(
      new Option('--mode <name>', 'how far harmonidiff goes (default: ltf)').choices([
        'init',
        'lms',
        'twr',
        'ltf',
      ]),
    )
    .option(
      '--candidate-range <first-end>',
      'first step that starts a candidate, and the one after the last (default: 6-14 of 20 steps)',
      range,
    )
    .option('--fusion-start <step>', 'first step with latent fusion (default: 15 of 20 steps)', number)
    .option('--edge-width-ratio <part>', "of the patch's shorter side, 0 to 0.5 (default: 0.1)", number)
    .addOption(new Option('--posterior <kind>', 'of the VAE (default: mean)').choices(['mean', 'sample']))
    .option('--seed <n>', 'of all that is drawn (default: 0)', number)
    .option('--threads <n>', 'default: one for each core', number)
    .option('--device <name>', 'auto, cpu, cuda or cuda:N (default: auto)')
    .addOption(engineOption())
    .addOption(precisionOption())
    .requiredOption('--out <file>', 'the result, as .png, .jpg, .webp or .tif')
    .option('--sheet <file>', 'also a labelled picture of target, paste, candidates and winner')
    .option('--trace <file>', 'also the intermediate tensors, as .safetensors')
    .option('--json', 'print one JSON object')
    .action(run);
}

async function run(flags: Flags): Promise<void> {
  for (const path of [flags.out, flags.sheet]) if (path) imageFormat(path);
  for (const path of [flags.out, flags.sheet, flags.trace]) if (path) await checkWritable(path);

  const abort = new AbortController();
  const interrupt = () => abort.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  const harmonizer = await withProgressBar((onProgress) =>
    Harmonizer.load(flags.model, {
      classifier: flags.classifier,
      device: flags.device,
      engine: flags.engine,
      precision: flags.precision,
      threads: flags.threads,
      signal: abort.signal,
      onProgress: (progress) => onProgress(buildStep(progress)),
    }),
  );
  try {
    const options: HarmonizeOptions = { ...toOptions(flags), signal: abort.signal };
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
    console.log(flags.json ? JSON.stringify(toJson(result), null, 2) : summary(result, files));
  } finally {
    process.off('SIGINT', interrupt);
    await harmonizer.close();
  }
}

function toOptions(flags: Flags): HarmonizeOptions {
  const prompts =
    flags.sourcePrompt !== undefined || flags.targetPrompt !== undefined
      ? { source: flags.sourcePrompt!, target: flags.targetPrompt! }
      : undefined;
  return {
    target: flags.target,
    source: flags.source,
    box: flags.box,
    mask: flags.mask,
    point: flags.point,
    sourceGsd: flags.sourceGsd,
    ...(prompts && { prompts }),
    metadata: {
      longitude: flags.longitude,
      latitude: flags.latitude,
      gsd: flags.gsd,
      cloudCover: flags.cloudCover,
      ...flags.date,
    },
    steps: flags.steps,
    guidanceScale: flags.guidance,
    candidateRange: flags.candidateRange,
    fusionStart: flags.fusionStart,
    edgeWidthRatio: flags.edgeWidthRatio,
    method: flags.method,
    mode: flags.mode,
    restoreDetail: flags.restoreDetail,
    posterior: flags.posterior,
    seed: flags.seed,
    images: flags.sheet !== undefined,
    trace: flags.trace !== undefined,
  };
}

/** The winner to `out`; without a winner every candidate, its timestep behind the name. */
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
    // The kernel counts in KiB.
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

function summary({ winner, timings }: HarmonizeResult, files: string[]): string {
  const seconds = `${(timings.total! / 1000).toFixed(1)} s`;
  if (!winner) return `${files.join('\n')}\nNo classifier, so nothing is scored: choose one. ${seconds}`;
  const from = winner.timestep === null ? '' : `, started at timestep ${winner.timestep}`;
  return `${files[0]}: harmony score ${winner.scores.mean.toFixed(3)}${from}, ${seconds}`;
}
