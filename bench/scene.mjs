// Times composeScene with the small model in a scene of 20,000 x 20,000 pixels with 4 bands of 16 bits, a COG with Deflate.
// Compares it with GDAL: a copy of the scene, in which rasterio updates as many tiles. Both write a new file. composeScene
// copies the scene while the networks run; "beyond" is the time that the networks do not take. GDAL's file keeps its old
// overviews, and is no longer a valid COG. Needs 10 GB of disk; the scene stays in build/.
//
// node bench/scene.mjs [--repeat N]
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pythonWith } from '../scripts/packages.mjs';
import { measure, median } from './measure.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { values: options } = parseArgs({ options: { repeat: { type: 'string', default: '3' } } });
const python = pythonWith('gdal');
const folder = 'build/bench';
const [scene, out] = [`${folder}/scene.tif`, `${folder}/out.tif`];
// Across four tiles.
const place = ['9984', '9984'];
mkdirSync(folder, { recursive: true });
if (!existsSync(scene)) {
  console.log('Making the scene, which takes some minutes');
  await measure([python, 'bench/scene.py', 'make', scene]);
}
const contenders = {
  composeScene: [process.execPath, 'bench/scene-compose.mjs', scene, out],
  'rasterio, copy and r+': [python, 'bench/scene.py', 'update', scene, out, ...place],
};
const reports = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
for (let i = 0; i < Number(options.repeat); i++) {
  for (const [name, command] of Object.entries(contenders)) {
    rmSync(out, { force: true });
    reports[name].push(await measure(command));
  }
}
rmSync(out, { force: true });
console.log(`median of ${options.repeat} runs, ${cpus()[0].model}`);
console.table(
  Object.fromEntries(
    Object.entries(reports).map(([name, runs]) => [
      name,
      {
        seconds: median(runs.map(({ seconds }) => seconds)).toFixed(2),
        beyond: median(runs.map(({ seconds, beyond = seconds }) => beyond)).toFixed(2),
        'peak MB': Math.round(median(runs.map(({ peakKilobytes }) => peakKilobytes)) / 1024),
      },
    ]),
  ),
);
