// node bench/scene-compose.mjs SCENE OUT X: composes a patch into a scene at x = y = X, with the small model.
// Prints one line of JSON: total seconds, seconds that the networks do not take, and peak memory.
import { composeScene, Harmonizer, smallModel } from '../dist/index.js';

const [scene, out, place] = process.argv.slice(2);
const side = 192;
const harmonizer = await Harmonizer.load(smallModel);
const start = performance.now();
const { timings } = await composeScene(harmonizer, {
  ...{ scene, out },
  source: waves(),
  place: { box: { x: Number(place), y: Number(place), width: side, height: side } },
  targetBands: [3, 2, 1],
  prompts: { target: 'a satellite image of a forest', source: 'a satellite image of a forest' },
});
const seconds = (performance.now() - start) / 1000;
await harmonizer.close();
const networks = ['text', 'encode', 'invert', 'denoise', 'select'];
const beyond = seconds - networks.reduce((sum, stage) => sum + timings[stage], 0) / 1000;
console.log(JSON.stringify({ seconds, beyond, peakKilobytes: process.resourceUsage().maxRSS }));

/** A source of 16 bits. */
function waves() {
  const data = Uint16Array.from({ length: 3 * side * side }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)];
    return 30_000 + 9000 * Math.sin(x / 9) + 9000 * Math.cos(y / 7) + 2000 * (i % 3);
  });
  return { data, width: side, height: side, channels: 3 };
}
