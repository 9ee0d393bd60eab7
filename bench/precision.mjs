// Compares engines and precisions of the CPU on the composites that docs/measure.md uses: how often the winner is that of
// ONNX Runtime in fp32, how much its pixels differ, and whether its measures do. An interrupted run resumes; after a change
// to the code, use an empty folder.
//
// node bench/precision.mjs SCENES [--count 200] [--contenders openvino:fp32,openvino:bf16] [--out DIR] [--save FILE] [--record]
//    SCENES: UC Merced Land Use, as a folder of class folders
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mean, median } from 'd3-array';
import { buildDataset, openComposite, readManifest } from '../dist/dataset/index.js';
import { Harmonizer, smallModel } from '../dist/index.js';
import { boundaryGradientDifference, psnr } from '../dist/metrics/index.js';
import { fail } from '../scripts/tools.mjs';
import { RECORD, recordEntry } from './ledger/entries.mjs';

const { values: options, positionals } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    contenders: { type: 'string', default: 'openvino:fp32,openvino:bf16' },
    out: { type: 'string', default: 'out/precision' },
    save: { type: 'string' },
    ...RECORD,
  },
  allowPositionals: true,
});
if (positionals.length !== 1) fail('the folder of scenes is missing: node bench/precision.mjs SCENES');
const [scenes] = positionals.map((path) => resolve(path));
const out = resolve(options.out);
mkdirSync(out, { recursive: true });
const REFERENCE = 'onnxruntime:fp32';
const names = [REFERENCE, ...options.contenders.split(',')];

const manifest = await open(join(out, 'manifest.jsonl'));
const rowsFile = join(out, 'rows.jsonl');
const rows = existsSync(rowsFile)
  ? readFileSync(rowsFile, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : [];
const settings = JSON.stringify({ names, count: options.count });
const settingsFile = join(out, 'settings.json');
if (!existsSync(settingsFile)) writeFileSync(settingsFile, settings);
if (readFileSync(settingsFile, 'utf8') !== settings)
  fail(`${out} has results with other flags; give another folder with --out`);
const harmonizers = {};
for (const name of names) {
  const [engine, precision] = name.split(':');
  harmonizers[name] = await Harmonizer.load(smallModel, { device: 'cpu', engine, precision });
}
const { canvas } = harmonizers[REFERENCE];

for (const item of manifest.items.slice(rows.length)) {
  const composite = await openComposite(manifest, item, canvas);
  const row = { id: item.id };
  let reference;
  for (const name of names) {
    const { winner, timings } = await harmonizers[name].harmonize(composite);
    reference ??= winner;
    row[name] = {
      timestep: winner.timestep,
      harmony: winner.scores.mean,
      bgd: boundaryGradientDifference(winner.image, inside(composite.box)),
      // Null for equal pixels, whose PSNR is infinite.
      psnr: finite(psnr(winner.image, reference.image)),
      seconds: timings.total / 1000,
    };
  }
  rows.push(row);
  appendFileSync(rowsFile, `${JSON.stringify(row)}\n`);
  process.stderr.write(`\r${rows.length} of ${manifest.items.length} composites`);
}
process.stderr.write('\n');
for (const harmonizer of Object.values(harmonizers)) await harmonizer.close();

const results = names.map((name) => {
  const of = (key, among = rows) => mean(among, (row) => row[name][key]);
  const same = rows.filter((row) => row[name].timestep === row[REFERENCE].timestep);
  return {
    name,
    sameWinner: same.length,
    equalImages: same.filter((row) => row[name].psnr === null).length,
    // Another winner is another image, which says nothing about precision.
    medianPsnr: median(same, (row) => row[name].psnr ?? Number.POSITIVE_INFINITY) ?? null,
    leastPsnr: Math.min(...same.map((row) => row[name].psnr ?? Number.POSITIVE_INFINITY)),
    bgd: of('bgd'),
    harmony: of('harmony'),
    largestHarmonyLoss: Math.max(...rows.map((row) => row[REFERENCE].harmony - row[name].harmony)),
    seconds: of('seconds'),
  };
});
console.log(`${rows.length} composites, ${availableParallelism()} threads, ${cpus()[0].model}`);
console.table(
  results.map(
    ({
      name,
      sameWinner,
      equalImages,
      medianPsnr,
      leastPsnr,
      bgd,
      harmony,
      largestHarmonyLoss,
      seconds,
    }) => ({
      '': name,
      'same winner': `${sameWinner} of ${rows.length}`,
      'equal images': equalImages,
      'median PSNR': decibels(medianPsnr),
      'least PSNR': decibels(leastPsnr),
      BGD: bgd.toFixed(2),
      harmony: harmony.toFixed(4),
      'largest loss of harmony': largestHarmonyLoss.toFixed(4),
      'mean s': seconds.toFixed(2),
    }),
  ),
);
if (options.save) {
  const machine = { cpu: cpus()[0].model, threads: availableParallelism() };
  writeFileSync(
    options.save,
    `${JSON.stringify({ composites: rows.length, ...machine, results }, null, 2)}\n`,
  );
}
if (options.record) {
  const [reference, ...others] = results;
  const values = others.flatMap(({ name, sameWinner, medianPsnr, leastPsnr, seconds }) =>
    [
      { name: `${name}, same winner`, unit: '%', better: 'higher', value: (100 * sameWinner) / rows.length },
      { name: `${name}, time`, unit: '×', better: 'lower', value: seconds / reference.seconds },
      { name: `${name}, median PSNR`, unit: 'dB', better: 'higher', value: medianPsnr },
      { name: `${name}, least PSNR`, unit: 'dB', better: 'higher', value: leastPsnr },
    ].filter(({ value }) => Number.isFinite(value)),
  );
  const settings = { model: basename(smallModel), composites: rows.length, threads: availableParallelism() };
  console.log(recordEntry('precision', { settings, repetitions: {}, values }));
}

function finite(value) {
  return Number.isFinite(value) ? value : null;
}

function decibels(value) {
  return Number.isFinite(value) ? `${value.toFixed(1)} dB` : 'equal';
}

/** The same composites as npm run report makes: scenes that the small model was not trained on. */
async function open(file) {
  if (!existsSync(file)) {
    const described = { gsd: 0.3, country: 'USA' };
    await buildDataset({
      scenes,
      count: Number(options.count),
      seed: 0,
      holdout: 10,
      ...described,
      out: file,
    });
  }
  return readManifest(file);
}

/** 1 in the box, 0 elsewhere. */
function inside({ x, y, width, height }) {
  const mask = new Uint8Array(canvas.width * canvas.height);
  for (let row = y; row < y + height; row++) {
    mask.fill(1, row * canvas.width + x, row * canvas.width + x + width);
  }
  return mask;
}
