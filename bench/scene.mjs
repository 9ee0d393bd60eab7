// Times composeScene with the small model in a scene of 20,000 x 20,000 pixels with 4 bands of 16 bits, a COG with Deflate.
// Compares it with GDAL: a copy of the scene, in which rasterio updates the same pixels. Both write a new file. composeScene
// copies the scene while the networks run; "beyond" is the time that the networks do not take. GDAL's file keeps its old
// overviews, and is no longer a valid COG. The patch is in the middle of the scene, on one tile or on the corners of four.
// Needs 10 GB of disk; the scene stays in build/.
//
// node bench/scene.mjs [--repeat N]
import { execFileSync } from 'node:child_process';
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
const [scene, out, updated] = ['scene', 'out', 'updated'].map((name) => `${folder}/${name}.tif`);
mkdirSync(folder, { recursive: true });
if (!existsSync(scene)) {
  console.log('Making the scene, which takes some minutes');
  await measure([python, 'bench/scene.py', 'make', scene]);
}
// The patch has 192 px, and the seam is repainted up to 16 px around it.
const [patch, around] = [192, 32];
const places = { 'one tile': (20_000 - patch) / 2, 'four tiles': 10_240 - patch / 2 };
const reports = {};
for (let i = 0; i < Number(options.repeat); i++) {
  for (const [name, place] of Object.entries(places)) {
    const keep = async (contender, command) => {
      reports[`${name}: ${contender}`] ??= [];
      // What another contender has written would slow this one down on its way to the disk.
      execFileSync('sync');
      reports[`${name}: ${contender}`].push(await measure(command));
    };
    for (const path of [out, updated]) rmSync(path, { force: true });
    await keep('composeScene', [process.execPath, 'bench/scene-compose.mjs', scene, out, `${place}`]);
    const window = [`${place - around}`, `${place - around}`, `${patch + 2 * around}`];
    await keep('rasterio, copy and r+', [python, 'bench/scene.py', 'update', scene, out, updated, ...window]);
  }
}
for (const path of [out, `${out}.xmp`, updated]) rmSync(path, { force: true });
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
