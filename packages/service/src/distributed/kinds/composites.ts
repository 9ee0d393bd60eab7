import { writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { encodeImage, type HarmonizeOptions, type HarmonizeResult, OptionError } from 'harmonidiff';
import { labelComposite, type ManifestItem, openComposite, readManifest } from 'harmonidiff/dataset';
import { type Static, Type } from 'typebox';
import { QueueError } from '../errors.js';
import { digestOf } from '../run.js';
import { checkImages } from './images.js';
import { FILE, IMAGE, type Kind } from './kind.js';
import { checkSettings } from './settings.js';

const COMMON = Type.Object({
  /** Folder of the scenes. */
  scenes: Type.String(),
  /** Labels of all scenes, if they are in one file. */
  labels: Type.Optional(FILE),
});

type Common = Static<typeof COMMON>;

const IMAGE_FILE = 'composite.png';

/** The composites of a manifest of `harmonidiff dataset`. */
export const composites: Kind = {
  name: 'composites',
  common: COMMON,
  item: Type.Object({ id: Type.String(), target: IMAGE, source: IMAGE }),

  async plan(file, { shared, version, model, settings }) {
    const { folder, labels, items } = await readManifest(file);
    checkSettings(settings);
    const common: Common = {
      scenes: await shared.nameOf(folder),
      ...(labels && { labels: { ...labels, path: await shared.nameOf(labels.path) } }),
    };
    const run = { version, model, settings, common };
    return {
      common,
      tasks: items.map((item) => ({ id: item.id, key: composites.keyOf(run, item), item })),
      begin: async (out) => {
        const inScenes = relative(common.scenes, await shared.nameOf(out));
        if (inScenes === '..' || inScenes.startsWith(`..${sep}`)) return;
        throw new OptionError(
          `--out is ${out}, which is in the folder of the scenes, ${folder}. Choose a folder outside it, because results in it would be taken for scenes.`,
        );
      },
    };
  },

  keyOf({ version, model, settings, common }, item) {
    return digestOf([version, model, (common as Common).labels?.sha256, settings, item]);
  },

  async make({ harmonizer, shared, run, item: given, out, signal, onProgress }) {
    const { scenes, labels } = run.common as Common;
    const item = given as ManifestItem;
    await checkImages(shared, scenes, [item.target, item.source]);
    const manifest = {
      folder: await shared.resolve(scenes),
      ...(labels && { labels: { ...labels, path: await shared.resolve(labels.path) } }),
    };
    const composite = await openComposite(manifest, item, harmonizer.canvas);
    const { images, ...labelled } = await labelComposite(manifest, item, harmonizer.canvas);
    const coco = { images: images.map((image) => ({ ...image, file_name: IMAGE_FILE })), ...labelled };
    const settings = run.settings as Partial<HarmonizeOptions>;
    const result = await harmonizer.harmonize({
      ...{ ...composite, ...settings, signal },
      onProgress: ({ fraction }) => onProgress(fraction),
    });
    const { image, timestep, scores } = chosenOf(result);
    const { method, mode } = settings;
    await writeFile(join(out, IMAGE_FILE), await encodeImage(image!, 'png', { madeBy: { method, mode } }));
    await writeFile(join(out, 'labels.json'), `${JSON.stringify(coco)}\n`);
    const { warnings, timings } = result;
    return {
      image: IMAGE_FILE,
      labels: 'labels.json',
      box: composite.box,
      timestep,
      scores,
      warnings,
      timings,
    };
  },
};

/** @throws QueueError (`JOB_INVALID`) for several candidates without a classifier */
function chosenOf({ winner, candidates }: HarmonizeResult) {
  const chosen = winner ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (chosen?.image) return chosen;
  throw new QueueError(
    'JOB_INVALID',
    'The model has no classifier to choose between candidates. Submit with a --candidate-range of one step, such as 6-7.',
  );
}
