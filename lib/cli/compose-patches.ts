import { text } from 'node:stream/consumers';
import { OptionError } from '../errors.js';
import { notValid, parseJson } from '../geojson/read.js';
import { objectOf } from '../geojson/structure.js';
import { composePatches } from '../patches/compose.js';
import type { PatchesResult } from '../patches/result.js';
import type { LoadOptions } from '../request/load.js';
import { PATCHES, type PatchesOptions, type PatchesProgress } from '../request/patches.js';
import { nest } from '../request/text.js';
import type { LabelCounts } from '../scene/labelling.js';
import { reasonOf } from '../values/show.js';
import type { Warning } from '../warnings.js';
import { loadModel } from './model.js';
import { findOutputs, refuseJson } from './outputs.js';
import { print, printJson, printWarnings, warn } from './print.js';
import { type Step, withProgressBar } from './progress.js';

interface Flags extends LoadOptions {
  model: string;
  out?: string;
  labelsOut?: string;
  json?: boolean;
}

/** Options of a single patch, which a file of patches states for each of them. */
const OF_ONE = ['box', 'at', 'atPixel', 'mask', 'maskThreshold', 'polygon', 'candidate', 'preview', 'trace'];

/** `harmonidiff compose --patches`. */
export async function composeManyCommand(scene: string, flags: Flags, signal: AbortSignal): Promise<void> {
  const other = OF_ONE.find((name) => (flags as unknown as Record<string, unknown>)[name] !== undefined);
  if (other !== undefined)
    throw new OptionError(
      `--${other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is for a single patch; leave it out, or leave out --patches.`,
    );
  const options = { ...nest(PATCHES, { ...flags, scene }), signal } as unknown as PatchesOptions;
  if (options.patches === '-') options.patches = await fromStandardInput();
  const outputs = await findOutputs([
    ['--out', flags.out],
    ['--labels-out', flags.labelsOut],
  ]);
  refuseJson(flags.json, outputs.values());
  const harmonizer = await loadModel(flags, signal);
  try {
    const result = await withProgressBar((onProgress) =>
      composePatches(harmonizer, { ...options, onProgress: (progress) => onProgress(stepOf(progress)) }),
    );
    printWarnings(result.warnings);
    printWarnings(together(result.patches));
    for (const { code, message } of result.failed) warn(`${message} [${code}]`);
    // maxRSS is in KiB.
    if (flags.json) printJson({ ...result, peakMemory: process.resourceUsage().maxRSS * 1024 });
    else print(...(result.out === null ? plan(result) : []), summary(result), ...labelLines(flags, result));
    if (result.failed.length > 0) process.exitCode = 1;
  } finally {
    await harmonizer.close();
  }
}

async function fromStandardInput(): Promise<object> {
  const given = await text(process.stdin);
  try {
    return objectOf(parseJson(given), '');
  } catch (cause) {
    throw new OptionError(notValid('Standard input', reasonOf(cause)), { cause });
  }
}

/** The warnings of the patches, each once. */
function together(patches: PatchesResult['patches']): Warning[] {
  const found = new Map<string, { code: Warning['code']; indices: number[] }>();
  for (const { index, warnings } of patches)
    for (const { code, message } of warnings) {
      const same = found.get(message) ?? { code, indices: [] };
      same.indices.push(index);
      found.set(message, same);
    }
  return [...found].map(([message, { code, indices }]) => {
    const [shown, more] = [indices.slice(0, 5).join(', '), indices.length - 5];
    const which = `${indices.length === 1 ? 'Patch' : 'Patches'} ${shown}${more > 0 ? ` and ${more} more` : ''}`;
    return { code, message: `${which}: ${message}` };
  });
}

function stepOf({ step, steps, fraction }: PatchesProgress): Step {
  return { stage: 'patches', step, steps, fraction };
}

function plan({ patches }: PatchesResult): string[] {
  return patches.map(({ index, place: { box, pixels }, scale }) => {
    const resolution = scale === 1 ? '' : `, at 1/${scale.toFixed(2)} of the scene's resolution`;
    return `${index}  x ${box.x}, y ${box.y}, ${box.width} x ${box.height} px, ${pixels} pixels${resolution}`;
  });
}

/** What became of the labels, in a line. */
export function labelLines(
  { labelsOut }: { labelsOut?: string },
  { labels }: { labels?: LabelCounts },
): string[] {
  if (labelsOut === undefined || !labels) return [];
  const { objects, dropped } = labels;
  const lost = dropped.scene + dropped.sources;
  return [
    `${labelsOut}: ${objects} objects${lost === 0 ? '' : `; ${lost} are hidden too much and left out`}`,
  ];
}

function summary({ out, patches, failed, resumed, timings }: PatchesResult): string {
  const all = patches.length + failed.length;
  return [
    `${out ?? 'dry run'}: ${patches.length}${failed.length === 0 ? '' : ` of ${all}`} patches`,
    ...(resumed === 0 ? [] : [`${resumed} of them from an earlier run`]),
    `${(timings.total / 1000).toFixed(1)} s`,
  ].join(', ');
}
