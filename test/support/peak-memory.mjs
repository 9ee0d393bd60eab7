// Prints the peak memory that loading a model and one call of a harmonizer's method add to this fresh process, in bytes. Pages of mapped
// files do not count, because the system takes them back when it needs memory.
//
// node --expose-gc test/support/peak-memory.mjs '["FOLDER", "METHOD", OPTIONS, "ENGINE", "PRECISION"]'
import { readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { Harmonizer } from '../../dist/index.js';

const [folder, method, request, engine, precision] = JSON.parse(process.argv[2]);

function status(name) {
  const [, kilobytes] = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(kilobytes) * 1024;
}

await sharp(request.target).raw().toBuffer();
globalThis.gc();
const before = status('RssAnon');

let load = 0;
const look = () => {
  load = Math.max(load, status('RssAnon') - before);
};
const timer = setInterval(look, 1);
const harmonizer = await Harmonizer.load(folder, { threads: 2, device: 'cpu', engine, precision });
look();
clearInterval(timer);

// Resets the peak, VmHWM. It is not used for loading, which maps the files of the weights for a while.
writeFileSync('/proc/self/clear_refs', '5');
await harmonizer[method](request);
console.log(JSON.stringify({ load, request: status('VmHWM') - status('RssFile') - before }));
process.exit();
