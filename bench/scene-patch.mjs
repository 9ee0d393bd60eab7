// node bench/scene-patch.mjs SCENE OUT X Y: writes the pixels that bench/scene.py update writes.
import { savePatched } from '../dist/raster/save-patched.js';

const [scene, out, x, y] = process.argv.slice(2);
const side = 512;
const start = performance.now();
await savePatched(scene, out, {
  window: { x: Number(x), y: Number(y), width: side, height: side },
  planes: Array.from({ length: 4 }, () => new Uint16Array(side * side).fill(1000)),
  changed: new Uint8Array(side * side).fill(1),
  makesValid: false,
});
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, peakKilobytes: process.resourceUsage().maxRSS }));
