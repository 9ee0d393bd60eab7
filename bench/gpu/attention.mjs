// Compares the forms in which TensorRT can get attention with upcast_attention: scores in fp16, in bf16 and in fp32.
// For each it builds the UNet for the three rows of FreeCompose, times its calls on the canvas, and compares the latent
// with that of fp32. Prints one line of JSON, with the reason if TensorRT cannot run here. Without --model, the model
// has the size of DiffusionSat-512 and random weights.
//
// node bench/gpu/attention.mjs [--model DIR | --size full|small] [--device cuda:N] [--repeat N]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { shapeOf } from '../../dist/engines/load.js';
import { profilesOf } from '../../dist/engines/shapes.js';
import { findTargets } from '../../dist/engines/target.js';
import { planTarget, tensorRtPlans } from '../../dist/engines/tensorrt-plans.js';
import { Harmonizer } from '../../dist/harmonizer.js';
import { readModelFolder } from '../../dist/model/folder.js';
import { loadAddon } from '../../dist/native/addon.js';
import { runCancellable } from '../../dist/native/cancellable.js';
import { median } from '../measure.mjs';
import { readRequest } from '../request.mjs';
import { makeModel } from './model.mjs';

const ROWS = 3;
const STEPS = 20;
const precision = 'fp16';
/** What the scores are computed in, the reference first. The simulated device (native/simulated) has no bf16. */
const FORMS = process.env.HARMONIDIFF_SIMULATED_ONNXRUNTIME ? ['fp32', 'fp16'] : ['fp32', 'fp16', 'bf16'];

const { values: options } = parseArgs({
  options: {
    model: { type: 'string' },
    size: { type: 'string', default: 'full' },
    device: { type: 'string', default: 'cuda:0' },
    repeat: { type: 'string', default: '3' },
  },
});
const found = findTarget();
if (found) await main();

/** TensorRT on the GPU; undefined if it cannot run. */
function findTarget() {
  try {
    return findTargets({ device: options.device, engine: 'tensorrt', precision })[0];
  } catch (error) {
    console.log(JSON.stringify({ skipped: error.message }));
    return undefined;
  }
}

async function main() {
  const scratch = mkdtempSync(join(tmpdir(), 'harmonidiff-attention-'));
  try {
    const folder = options.model ?? join(scratch, 'model');
    if (!options.model) await makeModel(folder, options.size);
    // The plans are of no use later.
    process.env.HARMONIDIFF_CACHE = join(scratch, 'cache');
    mkdirSync(process.env.HARMONIDIFF_CACHE, { mode: 0o700 });
    console.log(JSON.stringify(await compare(folder)));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function compare(folder) {
  const model = await readModelFolder(folder);
  const target = planTarget(found);
  const { unet, vaeEncoder, ...rest } = profilesOf(model, ROWS);
  // Only the static profiles of the canvas.
  const profiles = { ...rest, unet: unet.slice(0, 1), vaeEncoder: vaeEncoder.slice(0, 1) };

  const forms = {};
  let exact;
  for (const scores of FORMS) {
    const core = new (loadAddon().Core)();
    const began = performance.now();
    const form = { attention: 'decomposed', precision, scores };
    const networks = await tensorRtPlans(core, model, target, {}, { form, profiles });
    const buildSeconds = (performance.now() - began) / 1000;
    await runCancellable(() => core.load({ ...target, networks, shape: shapeOf(model, precision) }), {});
    const harmonizer = new Harmonizer(core, model, undefined, found);
    const { milliseconds, latent } = await time(harmonizer, folder);
    await harmonizer.close();
    exact ??= latent;
    forms[scores] = {
      buildSeconds,
      millisecondsPerCall: milliseconds,
      differenceFromFp32: apart(latent, exact),
    };
  }
  return { gpu: target.gpu, rows: ROWS, canvas: model.unet.shape.sampleSize * model.vae.shape.factor, forms };
}

/** The time of a UNet call, with the few small kernels around it. */
async function time(harmonizer, folder) {
  const request = { ...readRequest(folder), method: 'freecompose', steps: STEPS, trace: true };
  await harmonizer.harmonize(request);
  const runs = [];
  for (let i = 0; i < Number(options.repeat); i++) runs.push(await harmonizer.harmonize(request));
  return {
    milliseconds: median(runs.map(({ timings }) => timings.denoise / STEPS)),
    latent: runs[0].trace['freecompose.latent'].data,
  };
}

/** ‖a − b‖ / ‖b‖ */
function apart(a, b) {
  const norm = (values) => Math.hypot(...values);
  return norm(a.map((value, i) => value - b[i])) / norm(b);
}
