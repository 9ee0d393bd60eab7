// Times Poisson blending of a 512 x 512 canvas on one core: median milliseconds of this package, and of OpenCV's
// seamlessClone on the same images and masks (which solves over the mask's bounding box and also changes pixels outside
// the mask). Needs the addon of the tests: npm run build.
//
// node bench/poisson.mjs [--python FILE] [--repeat N] [--record]    # FILE: a Python with opencv-python-headless; optional
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { RECORD, recordEntry } from './ledger/entries.mjs';
import { median } from './measure.mjs';

const { values: options } = parseArgs({
  options: { python: { type: 'string' }, repeat: { type: 'string', default: '20' }, ...RECORD },
});
const native = createRequire(import.meta.url)('../build/testing/harmonidiff_testing.node');
const [side, inner, margin] = [512, 448, 32];
const examples = join(import.meta.dirname, '../examples');

async function picture(name, size) {
  const image = sharp(join(examples, name)).resize(size, size, { fit: 'fill' }).removeAlpha();
  return { shape: [size, size, 3], data: new Uint8Array(await image.raw().toBuffer()) };
}

/** A mask of the pixels in the box where `at` holds. */
function drawn(at) {
  const data = new Uint8Array(side * side);
  for (let y = 0; y < inner; y++) {
    for (let x = 0; x < inner; x++) data[(y + margin) * side + x + margin] = Number(at(x, y));
  }
  return { shape: [side, side], data };
}

const centre = (inner - 1) / 2;
const waves = (x, y) =>
  Math.sin(x / 31) + Math.sin(y / 23) + Math.sin((x + y) / 17) + Math.sin((x - 2 * y) / 41);
const masks = {
  box: drawn(() => true),
  disc: drawn((x, y) => Math.hypot(x - centre, y - centre) <= inner / 2),
  blobs: drawn((x, y) => waves(x, y) > -0.5),
};

const target = await picture('villa/target.png', side);
const source = await picture('diamond/source.png', inner);
const box = [margin, margin, inner, inner];
const rows = {};
for (const [name, mask] of Object.entries(masks)) {
  const times = [];
  for (let i = 0; i < Number(options.repeat); i++) {
    const start = performance.now();
    native.poissonBlend(target, source, box, mask);
    times.push(performance.now() - start);
  }
  rows[name] = { harmonidiff: median(times) };
}
if (options.python) {
  for (const [name, times] of Object.entries(timeOpenCv())) rows[name].OpenCV = median(times);
}
console.log(`median ms of ${options.repeat} runs, ${cpus()[0].model}`);
console.table(
  Object.fromEntries(
    Object.entries(rows).map(([mask, times]) => [
      mask,
      Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time.toFixed(1)])),
    ]),
  ),
);
if (options.record) {
  const values = Object.entries(rows).flatMap(([mask, { harmonidiff: ours, OpenCV }]) => [
    ...(OpenCV
      ? [{ name: `OpenCV / ours, ${mask}`, unit: '×', better: 'higher', value: OpenCV / ours }]
      : []),
    { name: `Time, ${mask}`, unit: 'ms', better: 'lower', value: ours },
  ]);
  const repetitions = { repeat: Number(options.repeat) };
  console.log(recordEntry('poisson', { settings: { canvas: side, threads: 1 }, repetitions, values }));
}

/** seamlessClone centres the mask's bounding box on a point. For all of these masks that is the canvas' centre. */
function timeOpenCv() {
  const script = `
import json, sys, time
import cv2, numpy as np
cv2.setNumThreads(1)
folder, side, inner, repeat, names = sys.argv[1], *map(int, sys.argv[2:5]), sys.argv[5:]
def read(name, *shape):
    return np.fromfile(folder + "/" + name, np.uint8).reshape(shape)
target, source, times = read("target", side, side, 3), read("source", inner, inner, 3), {}
margin = (side - inner) // 2
for name in names:
    mask = np.ascontiguousarray(read(name, side, side)[margin : margin + inner, margin : margin + inner]) * 255
    times[name] = []
    for _ in range(repeat):
        start = time.perf_counter()
        cv2.seamlessClone(source, target, mask, (side // 2, side // 2), cv2.NORMAL_CLONE)
        times[name].append((time.perf_counter() - start) * 1000)
print(json.dumps(times))`;
  const folder = mkdtempSync(join(tmpdir(), 'harmonidiff-'));
  try {
    const images = { target, source, ...masks };
    for (const [name, { data }] of Object.entries(images)) writeFileSync(join(folder, name), data);
    const given = [folder, side, inner, options.repeat, ...Object.keys(masks)].map(String);
    const { status, stdout, stderr } = spawnSync(options.python, ['-c', script, ...given], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${options.python} failed: ${stderr}`);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
