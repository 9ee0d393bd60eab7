// node bench/scene-patch.mjs SCENE OUT X Y [--ahead]: writes the pixels that bench/scene.py update writes. With --ahead,
// the scene has been copied before the time starts, as it is while networks run.
import { setTimeout } from 'node:timers/promises';
import { PatchedCopy } from '../dist/raster/save-patched.js';

const [scene, out, x, y, ahead] = process.argv.slice(2);
const side = 512;
let start = performance.now();
const copy = await PatchedCopy.start(scene, out);
if (ahead) {
  await setTimeout(8000);
  start = performance.now();
}
await copy.save({
  window: { x: Number(x), y: Number(y), width: side, height: side },
  planes: Array.from({ length: 4 }, () => new Uint16Array(side * side).fill(1000)),
  changed: new Uint8Array(side * side).fill(1),
  makesValid: false,
});
await copy[Symbol.asyncDispose]();
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, peakKilobytes: process.resourceUsage().maxRSS }));
