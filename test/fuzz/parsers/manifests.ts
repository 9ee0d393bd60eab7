import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAugmentationManifest } from '../../../lib/augment/manifest.js';
import { readManifest } from '../../../lib/dataset/index.js';
import { Files } from '../../../lib/evaluation/files.js';
import { Rows } from '../../../lib/evaluation/rows.js';
import { readSettings } from '../../../lib/evaluation/settings.js';
import { newFolder } from '../folder.js';
import { mutatedJson } from '../json.js';
import { expect, type Parser } from '../parser.js';

const folder = newFolder();
const sha256 = 'ab'.repeat(32);
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

/** JSON Lines: one line for each element of a list. */
const lines = (root: unknown, stringify: (value: unknown) => string) =>
  Array.isArray(root) ? root.map((line) => `${stringify(line)}\n`).join('') : stringify(root);

const SCENE = { path: 'a/b.tif', sha256, width: 64, height: 48, label: 'a forest' };
const DATASET = [
  {
    ...{ manifest: 'harmonidiff', version: 1, seed: 3, count: 2, scenes: '.', holdout: null, gsd: 0.5 },
    ...{ country: 'DEU', labels: { path: '../labels.json', sha256 } },
  },
  ...['0', '1'].map((id) => ({
    ...{ id, target: { ...SCENE, labels: { path: 'a/b.json', sha256 } } },
    ...{ source: { ...SCENE, crop: box(1, 2, 30, 40) }, box: box(4, 5, 30, 40), sourceGsd: 0.4 },
    ...{ prompts: { target: 'a', source: 'b' }, metadata: { latitude: 1, gsd: 0.5, month: 3 } },
  })),
];

export const datasetManifest: Parser<Uint8Array> = {
  name: 'dataset-manifest',
  arbitrary: mutatedJson([DATASET], lines),
  async run(text) {
    const path = join(folder, 'manifest.jsonl');
    await writeFile(path, text);
    const { items } = await readManifest(path);
    expect(
      items.every(({ box, target }) => box.x + box.width <= target.width),
      'a box is outside its scene',
    );
  },
};

const AUGMENT = [
  {
    ...{ manifest: 'harmonidiff augment', version: 1, scenes: 'scenes', patches: 'patches', count: 1 },
    ...{ perScene: 1, seed: 1, rotation: 'none', avoid: ['water'], minDistance: 8, gsd: 0.5, patchGsd: 0.3 },
    ...{ country: 'Germany', prompts: { source: 'a' }, settings: { steps: 10, guidanceScale: 3 } },
    ...{
      labels: { path: 'l.json', sha256 },
      categories: [{ id: 1, name: 'ship', supercategory: 'vehicle' }],
    },
  },
  {
    ...{ id: '0000', scene: { path: 's.tif', sha256, width: 640, height: 480 }, prompt: 'a', metadata: {} },
    patches: [
      {
        ...{ path: 'p.tif', sha256, category: 'ship', window: box(0, 0, 30, 40), rotation: 90, prompt: 'b' },
        ...{ labels: { path: 'p.json', sha256 }, box: box(100, 100, 40, 30) },
      },
    ],
  },
];

export const augmentManifest: Parser<Uint8Array> = {
  name: 'augment-manifest',
  arbitrary: mutatedJson([AUGMENT], lines),
  async run(text) {
    const path = join(folder, 'augment.jsonl');
    await writeFile(path, text);
    await readAugmentationManifest(path);
  },
};

const measures = {
  ...{ bgd: 1.5, pasteBgd: 2, harmony: 0.5, sourceGradients: null, sourceSsim: 0.9, sourcePsnr: 'Infinity' },
  ...{ outsidePsnr: 'Infinity', outsideMax: 0, clip: null },
};
const row = (id: string, variant: string) => ({
  ...{ id, variant, box: box(1, 2, 30, 40), timestep: 400, measures, timings: { seconds: 1.5 } },
});

export const evaluationRows: Parser<Uint8Array> = {
  name: 'evaluation-rows',
  arbitrary: mutatedJson([[row('0', 'real'), row('1', 'harmonidiff:steps=10')]], lines),
  async run(text) {
    const files = new Files(join(folder, 'evaluation'));
    await mkdir(files.images, { recursive: true });
    await writeFile(files.rows, text);
    await Rows.open(files);
  },
};

const SETTINGS = {
  ...{ evaluation: 'harmonidiff', version: '0.1.0', manifest: sha256, canvas: { width: 256, height: 256 } },
  ...{ factor: 8, model: sha256, classifier: sha256, clip: null, engine: 'onnxruntime cpu fp32' },
  ...{ models: { sd2: sha256 }, variants: ['real', 'copy-paste', 'harmonidiff:mode=twr'] },
};

export const evaluationSettings: Parser<Uint8Array> = {
  name: 'evaluation-settings',
  arbitrary: mutatedJson([SETTINGS]),
  async run(text) {
    const path = join(folder, 'settings.json');
    await writeFile(path, text);
    await readSettings(path);
  },
};
