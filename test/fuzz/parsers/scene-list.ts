import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ManifestError } from '../../../lib/errors.js';
import { kindOf } from '../../../packages/service/src/distributed/kinds/index.js';
import { SharedFolder } from '../../../packages/service/src/distributed/shared-folder.js';
import { newFolder } from '../folder.js';
import { mutatedJson } from '../json.js';
import { fixture, type Parser } from '../parser.js';

// Lists of scenes that are submitted to workers.

const folder = newFolder();
const target = fixture('mini', 'target.png');
const LIST = [
  { manifest: 'harmonidiff scenes', version: 1 },
  {
    ...{ id: 'a', scene: 'scene.tif', source: 'scene.tif', steps: 10, candidateRange: [2, 4] },
    ...{ place: { box: { x: 1, y: 2, width: 30, height: 40 } }, prompts: { source: 'a', target: 'b' } },
    ...{ label: 'c', labelsOut: 'labels.json', metadata: { gsd: 0.5, year: 2016 } },
  },
  { id: 'b', scene: 'scene.tif', patches: 'patches.geojson', patchesCrs: 'pixel', keepGoing: true },
];
const PATCHES = { type: 'Feature', properties: { source: 'scene.tif', steps: 4 }, geometry: null };

export const sceneList: Parser<Uint8Array> = {
  name: 'scene-list',
  arbitrary: mutatedJson([LIST], (root, stringify) =>
    Array.isArray(root) ? root.map((line) => `${stringify(line)}\n`).join('') : stringify(root),
  ),
  async run(text) {
    const path = join(folder, 'list.jsonl');
    await writeFile(path, text);
    await writeFile(join(folder, 'scene.tif'), target);
    await writeFile(join(folder, 'patches.geojson'), JSON.stringify(PATCHES));
    const shared = await SharedFolder.open(folder);
    try {
      await (await kindOf(path)).plan(path, { shared, version: '0.1.0', model: '', settings: {} });
    } catch (error) {
      // The service has the errors of the built package, and its own.
      const { name, message, cause } = error as Error;
      if (!['ManifestError', 'QueueError', 'OptionError'].includes(name)) throw error;
      throw new ManifestError('MANIFEST_INVALID', message, { cause });
    }
  },
};
