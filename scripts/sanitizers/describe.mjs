// Describes models and requests for native/driver: loads models and makes requests with the built package, and records
// what its JavaScript side passes to the core. See native/driver/values.h for the format.
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const fixtures = resolve('test/fixtures');
const sizes = [
  { x: 8, y: 16, width: 48, height: 40 },
  { x: 3, y: 5, width: 43, height: 37 },
  { x: 16, y: 0, width: 9, height: 64 },
];
/** A model of each kind, and the options of requests to it. */
const subjects = [
  {
    name: 'sd1',
    requests: {
      ltf: {},
      'ltf, odd size': { box: sizes[1], steps: 3 },
      'ltf, thin': { box: sizes[2], steps: 3 },
      'ltf, the size of the canvas': { box: { x: 0, y: 0, width: 80, height: 80 }, steps: 3 },
      twr: { mode: 'twr', steps: 4 },
      'lms, odd size': { mode: 'lms', box: sizes[1] },
      'lms, thin': { mode: 'lms', box: sizes[2], restoreDetail: true },
      init: { mode: 'init', box: { x: 1, y: 2, width: 5, height: 6 } },
      poisson: { method: 'poisson' },
      'poisson-vae': { method: 'poisson-vae', posterior: 'sample' },
      freecompose: { method: 'freecompose', steps: 4 },
    },
  },
  { name: 'inpainting', requests: { 'sd2-inpainting': { method: 'sd2-inpainting', steps: 4 } } },
  {
    name: 'mini',
    requests: {
      'ltf, with metadata': { steps: 3, metadata: { gsd: 0.5, longitude: 5 } },
      'ltf, odd size': { box: sizes[1], steps: 3, candidateRange: [0, 3] },
    },
  },
];

/**
 * Writes the folder's values.txt and values.bin.
 *
 * @param {string} folder
 * @param {{ gpu?: object, quick: boolean }} options the GPU's libraries, as NativeTarget has them, and `runtime`, the path
 *   of the simulated device's CUDA runtime
 */
export async function describe(folder, { gpu, quick }) {
  mkdirSync(folder, { recursive: true });
  const values = { gpu, subjects: [] };
  // The last one is the largest.
  for (const subject of quick ? subjects.slice(0, -1) : subjects) {
    values.subjects.push(await record(subject, folder));
  }
  write(folder, values);
}

async function record({ name, requests }, folder) {
  const { Harmonizer } = await import('../../dist/index.js');
  const { loadAddon } = await import('../../dist/native/addon.js');
  const { readModelFolder } = await import('../../dist/model/folder.js');
  const recorder = new Recorder(folder);
  // The package makes its cores from this class.
  loadAddon().Core = function Core() {
    return recorder;
  };
  const model = join(fixtures, name);
  const harmonizer = await Harmonizer.load(model, { device: 'cpu', threads: 1 });
  const described = { name, load: recorder.taken(), requests: [] };
  const images = { target: join(model, 'target.png'), source: join(model, 'source.png') };
  const prompts = { target: 'a satellite image of a forest', source: 'a satellite image of a hospital' };
  for (const [request, options] of Object.entries(requests)) {
    const steps = (options.method ?? 'harmonidiff') === 'harmonidiff' && !options.mode ? { steps: 5 } : {};
    await harmonizer.harmonize({ ...images, box: sizes[0], prompts, images: true, ...steps, ...options });
    described.requests.push({ name: request, request: recorder.taken() });
  }
  const [first] = described.requests;
  described.requests.push({ name: 'with gaps', request: { ...first.request, valid: gaps(first.request) } });
  const folderOf = await readModelFolder(model);
  if (folderOf.classifier) {
    await harmonizer.score(images.target, { box: sizes[0] });
    described.score = recorder.taken();
  }
  return { ...described, plans: await plansOf(folderOf, folder, recorder) };
}

/** Pixels without data: a band of the target and a corner of the source. */
function gaps({ target, source }) {
  const valid = ({ width, height }, has) =>
    Uint8Array.from({ length: width * height }, (_, i) => Number(has(i % width, Math.floor(i / width))));
  return {
    target: valid(target, (column) => column < target.width - 20),
    source: valid(source, (column, row) => column + row > 16),
  };
}

/** What TensorRT builds the model's plans from, in fp32. */
async function plansOf(model, folder, recorder) {
  const { tensorRtPlans } = await import('../../dist/engines/tensorrt-plans.js');
  const cache = join(folder, 'cache');
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  process.env.HARMONIDIFF_CACHE = cache;
  const target = {
    cuda: { library: '', number: 0 },
    gpu: 'recorded',
    version: randomUUID(),
    precision: 'fp32',
  };
  await tensorRtPlans(recorder, model, target, {});
  return recorder.plans.splice(0);
}

/** A core that does nothing. */
class Recorder {
  plans = [];

  constructor(folder) {
    this.folder = folder;
  }

  load(model) {
    return this.#record(model);
  }

  harmonize(request) {
    return this.#record(request, { candidates: [], winner: null, timings: {}, transfers: {}, trace: {} });
  }

  score(request) {
    return this.#record(request, { original: 0, eroded: 0, dilated: 0, mean: 0 });
  }

  build(_target, plan) {
    // Weights that were cast are deleted after the build.
    const weightsFolder = join(this.folder, `weights-${randomUUID()}`);
    cpSync(plan.weightsFolder, weightsFolder, { recursive: true });
    this.plans.push({ ...plan, weightsFolder });
    writeFileSync(plan.plan, 'recorded');
    return { promise: Promise.resolve(), cancel() {} };
  }

  async close() {}

  taken() {
    return this.last;
  }

  #record(value, result) {
    this.last = value;
    return { promise: Promise.resolve(result), cancel() {} };
  }
}

function write(folder, values) {
  const lines = [];
  const pieces = [];
  let offset = 0;
  const visit = (path, value) => {
    if (value === undefined || value === null) return;
    if (ArrayBuffer.isView(value)) {
      lines.push(`${path} bytes ${offset} ${value.byteLength}`);
      pieces.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
      offset += value.byteLength;
    } else if (typeof value === 'object') {
      for (const [key, part] of Object.entries(value)) visit(path === '' ? key : `${path}/${key}`, part);
    } else {
      lines.push(`${path} ${typeof value === 'boolean' ? `${value} -` : `${typeof value} ${value}`}`);
    }
  };
  visit('', values);
  writeFileSync(join(folder, 'values.txt'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'values.bin'), Buffer.concat(pieces));
}
