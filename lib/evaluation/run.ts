import { basename, join } from 'node:path';
import { type Manifest, readManifest } from '../dataset/index.js';
import { readManifestFile } from '../dataset/manifest.js';
import { digest } from '../files/digest.js';
import { isFolder, makeFolder } from '../files/folders.js';
import { replaceFile } from '../files/write.js';
import { Harmonizer } from '../harmonizer.js';
import { ClassifierFeatures, type FeatureExtractor, OnnxImageEncoder } from '../metrics/index.js';
import { digestInput } from '../model/digest.js';
import { readModelFolder } from '../model/folder.js';
import { smallModel } from '../model/small-model.js';
import { type BuildProgress, MAX_MEMORY, TARGET, THREADS } from '../request/load.js';
import { methodsOf } from '../request/methods.js';
import { callback, option, path, required, signal, type Values } from '../request/option.js';
import { readOptions } from '../request/read.js';
import { throwIfAborted } from '../values/abort.js';
import { version } from '../version.js';
import { frechetDistances } from './features.js';
import { Files } from './files.js';
import { withLock } from './lock.js';
import { makeAll } from './make.js';
import { type ModelGroup, nameModels, needClassifier, readModels } from './models.js';
import { writeReport } from './report/report.js';
import { formatRows, infinityAsText, type Row, Rows } from './rows.js';
import { joinEngine, joinRun, type RunSettings, readSettings, refuseUnknown } from './settings.js';
import { formatTable, summarise, type Table } from './table.js';
import { readVariants, VARIANTS, type Variant, type VariantRequest } from './variants.js';

export interface EvaluationProgress {
  /** `engines` comes before the composites of a model that has no TensorRT engines yet. */
  stage: 'engines' | 'composites' | 'features' | 'report';
  step: number;
  steps: number;
  /** 0…1, of the stage. */
  fraction: number;
  /** What is being built, in stage `engines`. */
  build?: BuildProgress;
}

/** Options of `evaluate`. */
export const EVALUATE = {
  manifest: required(path('<file>'), { sentence: 'Manifest of the composites, as `buildDataset` writes it' }),
  out: required(path('<folder>'), {
    sentence: 'Folder for images, numbers and report; an evaluation already in it is resumed',
  }),
  ...VARIANTS,
  model: option(path('<folder>'), {
    sentence: 'Model of the variants that do not name one',
    defaultText: 'the small model of this package',
  }),
  classifier: option(path('<folder>'), {
    sentence: 'Folder of the classifier that scores all variants',
    defaultText: "the model's own",
  }),
  clip: option(path('<file>'), {
    sentence: 'Image encoder for CLIP similarity, as .onnx; if left out, CLIP similarity is not measured',
  }),
  features: option(path('<file>'), {
    sentence: 'Image encoder for FID, as .onnx',
    defaultText: "the classifier's features",
  }),
  scenes: option(path('<folder>'), {
    sentence: 'Folder of the scenes',
    defaultText: 'the folder in the manifest',
  }),
  ...TARGET,
  threads: THREADS,
  maxMemory: MAX_MEMORY,
  signal: option(signal(), { sentence: 'Stops the evaluation; finished composites are kept' }),
  onProgress: option(callback<EvaluationProgress>(), { sentence: 'Receives the progress of every step' }),
};

export interface EvaluateOptions extends Values<typeof EVALUATE> {}

export interface Evaluation {
  table: Table;
  /** All measurements, in the order of the manifest and the variants. */
  rows: Row[];
  /** Paths of the files and folders that were written. */
  files: Files;
}

/**
 * Makes every composite of a manifest with every variant, measures the results and compares the variants. By default the
 * variants are `real`, which is the unmodified target, and every method that the model can run.
 *
 * Each result is kept as soon as it exists, and the next call resumes an interrupted evaluation. New variants are added
 * to those already in the folder. A model is identified by its contents and named after its folder, without the path.
 *
 * @throws OptionError for invalid variants, UnsupportedModelError for a method that a model cannot run
 * @throws EvaluationError for a folder that holds another evaluation or that another call is using
 * @throws ManifestError, ImageError for a composite that cannot be opened; finished composites are kept
 * @throws OutputError, and what `Harmonizer.load`, `Harmonizer.harmonize` and the feature extractors throw
 * @example
 * import { evaluate } from 'harmonidiff/evaluation';
 *
 * const { table, files } = await evaluate({
 *   manifest: 'manifest.jsonl',
 *   out: 'evaluation',
 *   methods: 'real,copy-paste,poisson,harmonidiff',
 * });
 * for (const { variant, cells } of table.rows) console.log(variant, cells.harmony?.mean);
 * console.log(files.report);
 */
export async function evaluate(given: EvaluateOptions): Promise<Evaluation> {
  const options = readOptions(EVALUATE, given, 'evaluate');
  const ownModel = options.model ?? smallModel;
  const classifier = options.classifier ?? join(ownModel, 'classifier');
  const asked = readVariants(await withDefaults(options, ownModel), ownModel);
  const manifest = await readManifest(options.manifest, {
    ...(options.scenes !== undefined && { scenes: options.scenes }),
  });
  if (options.classifier === undefined && !(await isFolder(classifier))) throw needClassifier(ownModel);
  const models = await readModels(asked, ownModel, classifier);
  // Opened once in advance, so that an unusable encoder fails now instead of after hours.
  for (const encoder of [options.clip, options.features]) {
    if (encoder !== undefined) await (await OnnxImageEncoder.load(encoder)).close();
  }
  const common = {
    evaluation: 'harmonidiff',
    version,
    manifest: digest(await readManifestFile(options.manifest)),
    canvas: models.canvas,
    factor: models.factor,
    model: models.groups[0]!.digest,
    classifier: models.classifier,
    clip: options.clip === undefined ? null : await digestInput(options.clip),
    engine: null,
  } as const;

  const files = new Files(options.out);
  await makeFolder(files.images);
  return withLock(files, async () => {
    const before = await readSettings(files.settings);
    const rows = await Rows.open(files);
    // An empty run may be reconfigured.
    const found = rows.size > 0 ? (before ?? refuseUnknown(files)) : undefined;
    const { groups, variants } = nameModels(asked, models.groups, found?.models ?? {});
    const settings = await joinRun(files.settings, found, {
      ...common,
      models: Object.fromEntries(
        groups.flatMap(({ name, digest }) => (name === null ? [] : [[name, digest]])),
      ),
      variants: variants.map(({ name }) => name),
    });
    const run: Run = {
      options,
      wanted: variants,
      manifest,
      ids: manifest.items.map(({ id }) => id),
      files,
      rows,
      settings,
      ownModel,
      classifier,
      threads: { ...(options.threads !== undefined && { threads: options.threads }) },
      report(stage, step, steps, more) {
        throwIfAborted(options.signal);
        options.onProgress?.({ stage, step, steps, fraction: steps === 0 ? 1 : step / steps, ...more });
      },
    };
    await makeMissing(run, groups);
    return compare(run);
  });
}

/** An evaluation in progress. */
interface Run {
  options: EvaluateOptions;
  wanted: readonly Variant[];
  manifest: Manifest;
  ids: string[];
  files: Files;
  rows: Rows;
  settings: RunSettings;
  ownModel: string;
  /** Folder of the classifier. */
  classifier: string;
  threads: { threads?: number };
  report(
    stage: EvaluationProgress['stage'],
    step: number,
    steps: number,
    more?: Pick<EvaluationProgress, 'build'>,
  ): void;
}

/** Makes the missing composites model by model. Each model is loaded once, and only if it has any to make. */
async function makeMissing(run: Run, groups: readonly ModelGroup[]): Promise<void> {
  const { options, wanted, manifest, ids, files, rows, classifier, threads } = run;
  const { device, engine, precision, maxMemory, signal } = options;
  const doneOf = ({ name }: Variant) => ids.filter((id) => rows.get(id, name)).length;
  const isMissing = (variant: Variant) => doneOf(variant) < ids.length;
  const steps = wanted.length * ids.length;
  let done = wanted.reduce((sum, variant) => sum + doneOf(variant), 0);
  run.report('composites', done, steps);
  if (!wanted.some(isMissing)) return;

  const clip = options.clip === undefined ? null : await OnnxImageEncoder.load(options.clip, threads);
  try {
    for (const group of groups) {
      if (!group.variants.some(isMissing)) continue;
      const target = { device, engine, precision, maxMemory, classifier, signal, ...threads };
      const harmonizer = await Harmonizer.load(group.folder, {
        ...target,
        onProgress: (build) => run.report('engines', build.step, build.steps, { build }),
      });
      try {
        run.settings = await joinEngine(files.settings, run.settings, describeEngine(harmonizer));
        const { factor } = run.settings;
        await makeAll({ group, factor, harmonizer, manifest, files, rows, clip, signal }, () =>
          run.report('composites', ++done, steps),
        );
      } finally {
        await harmonizer.close();
      }
    }
  } finally {
    await clip?.close();
  }
}

/** Compares all complete variants in the folder, from rows and images alone. */
async function compare(run: Run): Promise<Evaluation> {
  const { options, manifest, ids, files, rows, settings, ownModel, classifier } = run;
  const { variants, ...common } = settings;
  const counted = variants.map((variant) => ({
    variant,
    composites: ids.filter((id) => rows.get(id, variant)).length,
  }));
  const isComplete = ({ composites }: { composites: number }) => composites === ids.length;
  const complete = counted.filter(isComplete).map(({ variant }) => variant);
  const distances = await measureDistances(run, complete);
  const table: Table = {
    composites: ids.length,
    manifest: shortName(options.manifest),
    model: shortName(ownModel),
    classifier: options.classifier === undefined ? `of ${shortName(ownModel)}` : shortName(classifier),
    features: options.features === undefined ? 'the harmony classifier' : shortName(options.features),
    clip: options.clip === undefined ? null : shortName(options.clip),
    settings: common,
    rows: complete.map((variant) =>
      summarise(variant, rows.sorted(ids, [variant]), distances.get(variant) ?? null),
    ),
    incomplete: counted.filter((variant) => !isComplete(variant)),
  };
  run.report('report', 0, 1);
  const all = rows.sorted(ids, variants);
  await writeText(files.results, formatRows(all));
  await writeText(files.tableJson, `${JSON.stringify(table, infinityAsText, 1)}\n`);
  await writeText(files.tableMarkdown, formatTable(table));
  const { signal } = options;
  await writeReport({ table, rows: rows.sorted(ids, complete), manifest, files, signal });
  run.report('report', 1, 1);
  return { table, rows: all, files };
}

async function measureDistances(run: Run, variants: readonly string[]): Promise<Map<string, number>> {
  const { options, manifest, files, settings, classifier, threads } = run;
  const made = variants.filter((variant) => variant !== 'real');
  const steps = manifest.items.length * (made.length + 1);
  const extractor: FeatureExtractor =
    options.features === undefined
      ? await ClassifierFeatures.load(classifier, threads)
      : await OnnxImageEncoder.load(options.features, threads);
  try {
    return await frechetDistances(extractor, manifest, files, settings.canvas, made, {
      signal: options.signal,
      report: (step) => run.report('features', step, steps),
    });
  } finally {
    await extractor.close();
  }
}

/** Leaves out the number of the GPU, which does not change the results. */
function describeEngine({ target }: Harmonizer): string {
  return `${target.engine} on ${target.device.replace(/:\d+$/, '')} in ${target.precision}`;
}

async function withDefaults(request: VariantRequest, model: string): Promise<VariantRequest> {
  if (request.methods !== undefined) return request;
  return { ...request, methods: ['real', ...methodsOf(await readModelFolder(model))] };
}

function writeText(path: string, text: string): Promise<void> {
  return replaceFile(path, [Buffer.from(text)]);
}

/** The last part of a path, for results that must not reveal the rest. */
function shortName(path: string): string {
  return basename(path) || path;
}
