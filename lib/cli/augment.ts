import { Command, Option as Flag } from 'commander';
import { rollup } from 'd3-array';
import { augment, readManifest } from '../augment/augment.js';
import { type AugmentationManifest, writeAugmentationManifest } from '../augment/manifest.js';
import {
  AUGMENT,
  type AugmentOptions,
  type AugmentProgress,
  PLAN,
  type PlanOptions,
} from '../augment/options.js';
import { type AugmentationPlan, planAugmentation } from '../augment/plan.js';
import { OptionError } from '../errors.js';
import type { LoadOptions } from '../request/load.js';
import type { Option } from '../request/option.js';
import { flatten, nest } from '../request/text.js';
import { addFlags, kebab } from './flags.js';
import { interruptible } from './interrupt.js';
import { addLoading, addModel, loadModel } from './model.js';
import { findOutputs, isStdout, nameOf, refuseJson } from './outputs.js';
import { print, printAside, printJson, printWarnings, warn, warnOfSkipped } from './print.js';
import { withProgressBar } from './progress.js';

interface Flags extends LoadOptions {
  model: string;
  out?: string;
  plan?: string;
  json?: boolean;
}

export function augmentCommand(): Command {
  const command = new Command('augment')
    .description(
      'Makes a training set from scenes and patches: images, labels in COCO JSON, and a manifest that reproduces the set. Resumes an interrupted set.',
    )
    .summary('Makes a training set from scenes and patches, with labels')
    .argument('<scenes>', 'Folder of scenes, or the manifest of a set (.jsonl)');
  addModel(command);
  const planning = { patches: forFolder(PLAN.patches), count: forFolder(PLAN.count) };
  addFlags(command, { ...PLAN, ...planning }, ['scenes']);
  const scenes = { ...AUGMENT.scenes, sentence: 'Folder of scenes, if it is not the one in the manifest' };
  const out = {
    ...AUGMENT.out,
    required: false,
    sentence: `${AUGMENT.out.sentence}; needed unless --plan is set`,
  };
  addFlags(command, { out, scenes });
  command.addOption(
    new Flag(
      '--plan <file>',
      'Writes only the manifest of the set (.jsonl), to make the set later or on several machines',
    ).conflicts('out'),
  );
  addFlags(command, AUGMENT, ['manifest', 'out', 'scenes', 'patches', 'labels', 'patchLabels']);
  addLoading(command);
  return command
    .option('--json', 'Prints one JSON object')
    .action((given: string, flags: Flags) => interruptible((signal) => run(given, flags, signal)));
}

/** An option that a folder of scenes needs, and a manifest does not. */
function forFolder(option: Option): Option {
  return { ...option, required: false, sentence: `${option.sentence}; needed with a folder of scenes` };
}

async function run(given: string, flags: Flags, signal: AbortSignal): Promise<void> {
  if (flags.out === undefined && flags.plan === undefined)
    throw new OptionError(
      '--out is missing; pass a folder for the set, or pass --plan to write only its manifest.',
    );
  const files = await findOutputs([['--plan', flags.plan]]);
  refuseJson(flags.json, files.values());
  const isManifest = /\.jsonl$/i.test(given);
  const manifest = isManifest ? checkFlags(given, flags) : await plan(given, flags, signal);
  const making = nest(AUGMENT, { ...flags }) as unknown as AugmentOptions;
  // A plan has just found its files.
  if (!isManifest) for (const name of ['patches', 'labels', 'patchLabels'] as const) delete making[name];
  if (flags.plan !== undefined) {
    const { count } = await writePlan(flags.plan, { ...making, manifest });
    const printSummary = isStdout(files.get(flags.plan)!) ? printAside : print;
    if (flags.json) printJson({ plan: flags.plan, count });
    else printSummary(`${nameOf(flags.plan)}: ${plural(count, 'composite')}`);
    return;
  }
  const harmonizer = await loadModel(flags, signal);
  try {
    const result = await withProgressBar((onProgress) =>
      augment(harmonizer, { ...making, manifest, signal, onProgress: onProgress as Report }),
    );
    printWarnings(
      result.warnings.map(({ code, message, composites }) => ({
        code,
        message: `${listed(composites)}: ${message}`,
      })),
    );
    for (const { code, message } of result.failed) warn(`${message} [${code}]`);
    if (flags.json) printJson(result);
    else print(...summary(result));
    if (result.failed.length > 0) process.exitCode = 1;
  } finally {
    await harmonizer.close();
  }
}

async function writePlan(file: string, options: Omit<AugmentOptions, 'out'>): Promise<AugmentationManifest> {
  const manifest = await readManifest(options);
  await writeAugmentationManifest(manifest, file);
  return manifest;
}

type Report = (progress: AugmentProgress) => void;

async function plan(scenes: string, flags: Flags, signal: AbortSignal): Promise<AugmentationManifest> {
  const options = nest(PLAN, { ...flags, scenes }) as unknown as PlanOptions;
  for (const name of ['patches', 'count'] as const)
    if (options[name] === undefined)
      throw new OptionError(`--${name} is missing; a set that is made from a folder of scenes needs it.`);
  if ((flags as { scenes?: string }).scenes !== undefined)
    throw new OptionError(`--scenes is for a manifest; the folder of scenes is ${scenes}. Leave it out.`);
  const { manifest, skipped, warnings, counts } = await withProgressBar((onProgress) =>
    planAugmentation({ ...options, signal, onProgress: onProgress as Report }),
  );
  printWarnings(warnings);
  warnOfSkipped(skipped);
  printAside(planLine(manifest, counts));
  return manifest;
}

/** What is going to be made, so that a folder that was taken for a category is seen early. */
function planLine(
  { items, count }: AugmentationManifest,
  { asked, placed }: AugmentationPlan['counts'],
): string {
  const scenes = new Set(items.map(({ scene }) => scene.path)).size;
  const categories = items.flatMap(({ patches }) => patches.map(({ category }) => category));
  const each = [
    ...rollup(
      categories,
      ({ length }) => length,
      (name) => name,
    ),
  ]
    .sort()
    .map(([name, n]) => `${name} ${n}`);
  const fewer = placed < asked ? ` of ${asked}` : '';
  return `${plural(count, 'composite')} of ${plural(scenes, 'scene')} with ${placed}${fewer} ${placed === 1 && !fewer ? 'patch' : 'patches'}: ${each.slice(0, MOST_NAMED).join(', ')}${each.length > MOST_NAMED ? ', …' : ''}`;
}

const MOST_NAMED = 30;

function plural(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** @throws OptionError for options that are in the manifest */
function checkFlags(manifest: string, flags: Flags): string {
  const names = flatten(PLAN).map(({ name }) => name);
  const given = names.find(
    (name) => !(name in AUGMENT) && (flags as unknown as Record<string, unknown>)[name] !== undefined,
  );
  if (given !== undefined)
    throw new OptionError(
      `--${kebab(given)} is set, but ${manifest} states where every patch goes; leave it out, or give a folder of scenes.`,
    );
  return manifest;
}

const SOME = 5;

function listed(composites: readonly string[]): string {
  const more = composites.length - SOME;
  const which = composites.length === 1 ? 'Composite' : 'Composites';
  return `${which} ${composites.slice(0, SOME).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function summary({ labels, images, counts, resumed, failed }: Awaited<ReturnType<typeof augment>>): string[] {
  const made = [
    `${images}: ${plural(counts.images, 'composite')}`,
    ...(resumed === 0 ? [] : [`${resumed} from an earlier run`]),
    ...(failed.length === 0 ? [] : [`${failed.length} failed`]),
  ];
  return [made.join(', '), `${labels}: ${plural(counts.objects, 'object')}`];
}
