import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { planAugmentation } from 'harmonidiff/augment';
import sharp from 'sharp';
import { formatManifest } from '../../lib/augment/manifest.js';
import { SharedFolder } from '../../packages/service/src/distributed/shared-folder.js';
import { compositesIn, sharedFolder } from '../../packages/service/test/support/shared.js';
import { newFolder, removedAtEnd } from './folder.js';
import { watchOpens } from './outside.js';
import { expect } from './parser.js';

// A folder that machines share, with a manifest of each kind, and secrets beside it that nothing in it may lead to.

export const VERSION = '0.0.0';
export const MODEL = 'ab'.repeat(32);
const SECRET = 'xyzzy-';

export interface Shared {
  root: string;
  folder: SharedFolder;
  /** Manifests of each kind, as the lines that they consist of. */
  manifests: { composites: object[]; set: object[]; scenes: object[] };
  /** Names that lead out of the folder, or to what is no file. */
  hostile: string[];
  /** Calls a function, which must neither open a file outside the folder nor tell what is in one. */
  guarded<T>(work: () => Promise<T>): Promise<T>;
}

export async function newShared(): Promise<Shared> {
  const root = removedAtEnd(await sharedFolder({ teardown: () => {} }));
  const [outside, hostile] = await hide(root);
  const manifests = {
    composites: linesOf(await readFile(await compositesIn(root, 2), 'utf8')),
    set: await setIn(root),
    scenes: await scenesIn(root),
  };
  const opened = watchOpens(outside);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    opened();
    try {
      const result = await work();
      expect(!JSON.stringify(result ?? '').includes(SECRET), 'it tells what is in a file outside the folder');
      return result;
    } catch (error) {
      if (String((error as Error).message).includes(SECRET))
        throw new Error('An error tells what is in a file outside the folder.', { cause: error });
      throw error;
    } finally {
      const [first] = opened();
      // biome-ignore lint/correctness/noUnsafeFinally: this is worse than any error of the input
      if (first !== undefined) throw new Error(`A file outside the shared folder is opened: ${first}`);
    }
  };
  return { root, folder: await SharedFolder.open(root), manifests, hostile, guarded };
}

/** Puts files beside the shared folder, and links to them into it. */
async function hide(root: string): Promise<[outside: string, names: string[]]> {
  const outside = newFolder();
  const scene = join(root, 'scenes/forest/0.png');
  copyFileSync(scene, join(outside, 'secret.png'));
  await sharp(scene).tiff().toFile(join(outside, 'secret.tif'));
  for (const name of ['secret.geojson', 'secret.json', 'run.json'])
    writeFileSync(join(outside, name), `${SECRET}${name}`);
  symlinkSync(outside, join(root, 'link'));
  symlinkSync(join(outside, 'secret.geojson'), join(root, 'linked.geojson'));
  symlinkSync(join(outside, 'secret.png'), join(root, 'linked.png'));
  symlinkSync('loop', join(root, 'loop'));
  const names = ['secret.png', 'secret.tif', 'secret.geojson', 'secret.json', 'run.json'];
  const away = [outside, join('..', basename(outside)), 'link', join('scenes', '../link')];
  return [
    outside,
    [
      ...away.flatMap((folder) => names.map((name) => join(folder, name))),
      ...[outside, 'link', 'linked.geojson', 'linked.png', 'loop', '..', '.', '', 'scenes', 'missing.png'],
      ...['scene.tif/secret.png', 'a\0b', 'x'.repeat(300), `${'a/'.repeat(3000)}b`],
    ],
  ];
}

async function setIn(root: string): Promise<object[]> {
  const [scenes, patches] = [join(root, 'scenes'), join(root, 'patches')];
  const { manifest } = await planAugmentation({ scenes, patches, count: 2, gsd: 1, patchGsd: 1 });
  return linesOf(formatManifest({ ...manifest, settings: { method: 'copy-paste' } }, root));
}

async function scenesIn(root: string): Promise<object[]> {
  const image = sharp(join(root, 'scenes/forest/0.png'));
  await image.tiff({ compression: 'lzw' }).toFile(join(root, 'scene.tif'));
  const geometry = { type: 'Point', coordinates: [60, 50] };
  const source = 'patches/hospital/1.png';
  const features = [{ type: 'Feature', properties: { source, category: 'hospital' }, geometry }];
  const collection = { type: 'FeatureCollection', features };
  await writeFile(join(root, 'patches.geojson'), JSON.stringify(collection));
  await writeFile(join(root, 'labels.geojson'), JSON.stringify(collection));
  mkdirSync(join(root, 'results'));
  const all = { scene: 'scene.tif', method: 'copy-paste' };
  const box = { x: 30, y: 20, width: 60, height: 50 };
  return [
    { manifest: 'harmonidiff scenes', version: 1 },
    { id: 'one', ...all, source, place: { box }, label: 'hospital', labelsOut: 'labels.json' },
    { id: 'many', ...all, patches: 'patches.geojson', patchesCrs: 'pixel', keepGoing: true },
    { id: 'labels', ...all, source, place: { box }, labelsIn: 'labels.geojson', labelsOut: 'l.geojson' },
  ];
}

function linesOf(text: string): object[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
