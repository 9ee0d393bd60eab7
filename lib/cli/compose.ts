import { Command } from 'commander';
import { OptionError } from '../errors.js';
import { writeSafetensors } from '../model/safetensors.js';
import { COMPOSE, type ComposeOptions } from '../request/compose.js';
import type { LoadOptions } from '../request/load.js';
import { PATCHES } from '../request/patches.js';
import { nest } from '../request/text.js';
import { composeScene } from '../scene/compose.js';
import { inputsOf, refuseInput } from '../scene/output.js';
import type { ComposeResult } from '../scene/result.js';
import { composeManyCommand, labelLines } from './compose-patches.js';
import type { date } from './date.js';
import { addFlags } from './flags.js';
import { interruptible } from './interrupt.js';
import { addDate, addLoading, addModel, loadModel } from './model.js';
import { findOutputs, refuseJson, writeTo } from './outputs.js';
import { print, printJson, printWarnings } from './print.js';
import { withProgressBar } from './progress.js';

interface Flags extends LoadOptions {
  model: string;
  date?: ReturnType<typeof date>;
  out?: string;
  labelsOut?: string;
  preview?: string;
  trace?: string;
  patches?: string;
  json?: boolean;
}

export function composeCommand(): Command {
  const command = new Command('compose')
    .description(
      'Inserts a source patch into a large scene, which keeps its size, georeference, bands and sample type. Say where the patch goes with exactly one of --box, --at, --at-pixel, --mask and --polygon, or insert many with --patches.',
    )
    .summary(
      'Inserts source patches into a large scene, which keeps its size, georeference, bands and sample type',
    )
    .argument('<scene>', 'GeoTIFF or other TIFF that the patch goes into');
  addModel(command);
  const { source, ...others } = COMPOSE;
  addFlags(command, { source: PATCHES.source, ...others }, ['scene', 'trace']);
  addFlags(command, {
    patches: {
      ...PATCHES.patches,
      required: false,
      expected: 'a path',
      sentence: `${PATCHES.patches.sentence}; - for standard input`,
    },
    patchesCrs: PATCHES.patchesCrs,
    keepGoing: PATCHES.keepGoing,
  });
  addDate(command);
  addLoading(command);
  return command
    .option('--trace <file>', 'Also writes the intermediate tensors, as .safetensors')
    .option('--json', 'Prints one JSON object')
    .action((scene: string, flags: Flags) => interruptible((signal) => run(scene, flags, signal)));
}

async function run(scene: string, { date, ...given }: Flags, signal: AbortSignal): Promise<void> {
  const flags = { ...given, ...date };
  if (flags.patches !== undefined) return composeManyCommand(scene, flags, signal);
  const options = {
    ...nest(COMPOSE, { ...flags, scene }),
    trace: flags.trace !== undefined,
    signal,
  } as unknown as ComposeOptions;
  if (options.source === undefined)
    throw new OptionError(
      '--source is missing; name the file of the patch, or give a file of many with --patches.',
    );
  if (options.source === '-') options.source = '/dev/stdin';
  if (options.place?.mask === '-') options.place = { ...options.place, mask: '/dev/stdin' };
  const files = await findOutputs([
    ['--out', flags.out],
    ['--labels-out', flags.labelsOut],
    ['--preview', flags.preview],
    ['--trace', flags.trace],
  ]);
  if (flags.trace !== undefined) await refuseInput('trace', files.get(flags.trace)!, inputsOf(options));
  refuseJson(flags.json, files.values());
  const harmonizer = await loadModel(flags, signal);
  try {
    const result = await withProgressBar((onProgress) =>
      composeScene(harmonizer, { ...options, onProgress }),
    );
    const { trace } = flags;
    if (trace && result.trace)
      await writeTo(files.get(trace)!, signal, () => writeSafetensors(trace, result.trace!));
    printWarnings(result.warnings);
    if (flags.json) printJson(toJson(result));
    else if (result.out === null) print(...plan(result, flags.preview));
    else print(summary(result), ...labelLines(flags, result));
  } finally {
    await harmonizer.close();
  }
}

function toJson({ trace: _, ...result }: ComposeResult): object {
  // maxRSS is in KiB.
  return { ...result, peakMemory: process.resourceUsage().maxRSS * 1024 };
}

function summary({ out, scores, timestep, place, scale, timings }: ComposeResult): string {
  const { box } = place;
  const harmony = scores === null ? '' : `, harmony score ${scores.mean.toFixed(3)}`;
  const from = timestep === null ? '' : `, started at timestep ${timestep}`;
  return (
    `${out}: ${box.width} x ${box.height} px at x ${box.x}, y ${box.y}, ${scaleOf(scale)}${harmony}${from}, ` +
    `${(timings.total / 1000).toFixed(1)} s`
  );
}

function plan(result: ComposeResult, preview: string | undefined): string[] {
  const { place, window, scale, metadata, memory } = result;
  const { from, ...facts } = metadata;
  const stretch = ({ method, range }: ComposeResult['targetStretch']) =>
    `${method}, ${range[0]} to ${range[1]}`;
  const known = Object.entries(facts).map(
    ([name, value]) => `${name} ${Number((value as number).toPrecision(8))}`,
  );
  return [
    `patch     x ${place.box.x}, y ${place.box.y}, ${place.box.width} x ${place.box.height} px, ${place.pixels} pixels`,
    `window    x ${window.x}, y ${window.y}, ${window.width} x ${window.height} px, ${scaleOf(scale)}`,
    `scene     bands ${result.targetBands.join(', ')}; stretch ${stretch(result.targetStretch)}`,
    `source    bands ${result.sourceBands.join(', ')}; stretch ${stretch(result.sourceStretch)}`,
    `metadata  ${known.length === 0 ? 'none' : `${known.join(', ')}${from.length === 0 ? '' : ` (from ${from.join(', ')})`}`}`,
    `memory    about ${megabytes(memory.samples)} for samples${memory.model === null ? '' : `, ${megabytes(memory.model)} for the model`}`,
    ...(preview === undefined ? [] : [`preview   ${preview}`]),
  ];
}

function scaleOf(scale: number): string {
  return scale === 1 ? "at the scene's own resolution" : `at 1/${scale.toFixed(2)} of the scene's resolution`;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
