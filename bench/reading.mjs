// Times how long images take from a file to 8-bit RGB, beside sharp alone with the same operations: median milliseconds
// and the ratio. Contenders take turns, so that noise from another program favours none.
//
// node bench/reading.mjs [--repeat N] [--record] [--other DIR]    # DIR: another built clone, for a comparison of versions
import { linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { loadRgb } from '../dist/metrics/index.js';
import { RECORD, recordEntry } from './ledger/entries.mjs';
import { median } from './measure.mjs';

const { values: options } = parseArgs({
  options: { repeat: { type: 'string', default: '15' }, other: { type: 'string' }, ...RECORD },
});
const contenders = {
  harmonidiff: (path, size) => loadRgb(path, 'scene', size),
  sharp: (path, size) => {
    const image = sharp(path, { failOn: 'error' }).autoOrient().removeAlpha().toColourspace('srgb');
    return (size ? image.resize({ ...size, fit: 'fill', kernel: 'cubic' }) : image).raw().toBuffer();
  },
};
if (options.other) {
  const other = await import(resolve(options.other, 'dist/metrics/index.js'));
  contenders.other = (path, size) => other.loadRgb(path, 'scene', size);
}

const folder = mkdtempSync(join(tmpdir(), 'harmonidiff-'));
const rows = {};
const measured = [];
let runs = 0;
try {
  const scene = join(import.meta.dirname, '../examples/villa/target.png');
  for (const side of [512, 4096]) {
    const image = sharp(scene).resize(side, side).removeAlpha();
    for (const [format, encode] of [
      ['PNG', { compressionLevel: 6 }],
      ['JPEG', { quality: 95 }],
      ['WebP', { quality: 95 }],
      ['TIFF', { compression: 'deflate', predictor: 'horizontal', tile: true }],
    ]) {
      const path = join(folder, `${side}.${format.toLowerCase()}`);
      writeFileSync(path, await image.clone().toFormat(format.toLowerCase(), encode).toBuffer());
      for (const size of [undefined, { width: 512, height: 512 }]) {
        if (size?.width === side) continue;
        const name = `${format}, ${side} px${size ? ' to 512 px' : ''}`;
        const times = await time(path, size);
        rows[name] = rowOf(times);
        const value = times.harmonidiff / times.sharp;
        measured.push({ name, unit: '×', better: 'lower', value });
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`median ms of ${options.repeat} runs, ${cpus()[0].model}`);
console.table(rows);
if (options.record) {
  const repetitions = { repeat: Number(options.repeat) };
  console.log(recordEntry('reading', { settings: {}, repetitions, values: measured }));
}

/** Median milliseconds of each contender. */
async function time(path, size) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  const names = Object.keys(contenders);
  for (let i = -1; i < Number(options.repeat); i++) {
    for (let k = 0; k < names.length; k++) {
      const name = names[(Math.max(i, 0) + k) % names.length];
      // libvips remembers what it decoded by the name of the file.
      const fresh = `${path}-${runs++}`;
      linkSync(path, fresh);
      const start = performance.now();
      await contenders[name](fresh, size);
      // The first round warms up.
      if (i >= 0) times[name].push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

function rowOf({ harmonidiff: ours, ...others }) {
  const cells = Object.entries(others).flatMap(([name, other]) => [
    [`${name} ms`, other.toFixed(1)],
    [`${name} x ours`, (other / ours).toFixed(2)],
  ]);
  return { 'harmonidiff ms': ours.toFixed(1), ...Object.fromEntries(cells) };
}
