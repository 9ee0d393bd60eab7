// Times composeScene with the small model in a scene of 20,000 x 20,000 pixels with 4 bands of 16 bits, a COG with Deflate.
// Compares it with GDAL: a copy of the scene, in which rasterio updates the same pixels. Both write a new file. composeScene
// copies the scene while the networks run; "beyond" is the time that the networks do not take. GDAL's file keeps its old
// overviews, and is no longer a valid COG. The patch is in the middle of the scene, on one tile or on the corners of four.
// Needs 10 GB of disk; the scene stays in build/.
//
// node bench/scene.mjs [--repeat N] [--record]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pythonWith } from '../scripts/packages.mjs';
import { RECORD, recordEntry } from './ledger/entries.mjs';
import { measure, median } from './measure.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { values: options } = parseArgs({ options: { repeat: { type: 'string', default: '3' }, ...RECORD } });
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
const [OURS, GDAL] = ['composeScene', 'rasterio, copy and r+'];
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
    await keep(OURS, [process.execPath, 'bench/scene-compose.mjs', scene, out, `${place}`]);
    const window = [`${place - around}`, `${place - around}`, `${patch + 2 * around}`];
    await keep(GDAL, [python, 'bench/scene.py', 'update', scene, out, updated, ...window]);
  }
}
for (const path of [out, `${out}.xmp`, updated]) rmSync(path, { force: true });
const results = Object.fromEntries(
  Object.entries(reports).map(([name, runs]) => [
    name,
    {
      seconds: median(runs.map(({ seconds }) => seconds)),
      beyond: median(runs.map(({ seconds, beyond = seconds }) => beyond)),
      megabytes: median(runs.map(({ peakKilobytes }) => peakKilobytes)) / 1024,
    },
  ]),
);
console.log(`median of ${options.repeat} runs, ${cpus()[0].model}`);
console.table(
  Object.fromEntries(
    Object.entries(results).map(([name, { seconds, beyond, megabytes }]) => [
      name,
      { seconds: seconds.toFixed(2), beyond: beyond.toFixed(2), 'peak MB': Math.round(megabytes) },
    ]),
  ),
);
if (options.record) {
  const values = Object.keys(places).flatMap((name) => {
    const title = `${name[0].toUpperCase()}${name.slice(1)}`;
    const [ours, gdal] = [OURS, GDAL].map((contender) => results[`${name}: ${contender}`]);
    return [
      {
        name: `${title}, composeScene / rasterio`,
        ...{ unit: '×', better: 'lower', value: ours.seconds / gdal.seconds },
      },
      { name: `${title}, beyond the networks`, unit: 's', better: 'lower', value: ours.beyond },
      { name: `${title}, peak memory`, unit: 'MB', better: 'lower', value: ours.megabytes },
    ];
  });
  const repetitions = { repeat: Number(options.repeat) };
  console.log(recordEntry('scene', { settings: { model: 'harmonidiff-small' }, repetitions, values }));
}
