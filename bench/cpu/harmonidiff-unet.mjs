// Times one UNet call of this package's engine and prints one line of JSON, as unet.py does. Needs the addon of the tests:
// npm run build.
//
// node bench/cpu/harmonidiff-unet.mjs --model DIR --request DIR --engine NAME --precision NAME --threads N [--repeat R]
//   [--out FILE]
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { formFor } from '../../dist/engines/form.js';
import { openVinoPlans } from '../../dist/engines/openvino-plans.js';
import { findTargets } from '../../dist/engines/target.js';
import { readModelFolder } from '../../dist/model/folder.js';
import { buildGraph, buildGraphs, encodeGraph, networksOf } from '../../dist/model/graphs.js';
import { frequenciesOf } from '../../dist/model/networks/unet.js';
import { loadAddon } from '../../dist/native/addon.js';
import { readContenderFlags, reportTimes } from './contender.mjs';

const values = readContenderFlags();
await reportTimes(time);

async function time() {
  const { engine, precision, threads } = values;
  const [found] = findTargets({ device: 'cpu', engine, precision });
  const target = { ...found, threads: Number(threads) };
  const native = createRequire(import.meta.url)('../../build/testing/harmonidiff_testing.node');
  native.useTarget(target);
  const call = JSON.parse(readFileSync(join(values.request, 'call.json'), 'utf8'));
  const marks = [performance.now()];
  const model = await readModelFolder(values.model);
  const [inputs, outputs] = unetCall(native, model, call);
  const network = target.openVino ? await unetPlan(model, target, inputs) : unetGraph(model);
  // Each call reads its inputs when it is about to start, so a call lasts until the next one reads its own.
  const marked = {
    ...inputs,
    get sample() {
      marks.push(performance.now());
      return inputs.sample;
    },
  };
  const calls = Array.from({ length: Number(values.repeat) + 1 }, () => [marked, outputs]);
  const results = native.runNetwork(network, ...calls);
  marks.push(performance.now());
  if (values.out) writeFileSync(values.out, Buffer.from(results.at(-1).out.data.buffer));
  const [loadSeconds, firstSeconds, ...seconds] = marks.slice(1).map((mark, i) => (mark - marks[i]) / 1000);
  return {
    seconds,
    load_seconds: loadSeconds,
    first_seconds: firstSeconds,
    first_result_at: (performance.timeOrigin + marks[2]) / 1000,
    peak_rss_bytes: process.resourceUsage().maxRSS * 1024,
  };
}

function unetGraph(model) {
  return encodeGraph(
    model,
    'unet',
    buildGraph(model, 'unet', formFor({ engine: 'onnxruntime', precision: 'fp32' })),
  );
}

/** OpenVINO's plan for the size of the call, from the cache or built now. No other network gets one. */
async function unetPlan(model, target, inputs) {
  const size = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
  const none = Object.fromEntries(networksOf(model).map((name) => [name, []]));
  const core = new (loadAddon().Core)();
  try {
    const graphs = buildGraphs(model, formFor(target));
    const { unet } = await openVinoPlans(
      core,
      model,
      graphs,
      target,
      {},
      { sizes: { ...none, unet: [size] } },
    );
    return unet;
  } finally {
    await core.close();
  }
}

/** The tensors of the call, and the shapes of its outputs. */
function unetCall(native, { unet }, { sample, text, timestep }) {
  const rows = sample[0];
  const { projection } = unet.shape;
  const project = (numbers, ...sides) => ({
    shape: [...sides, projection.width],
    data: native.project(numbers, frequenciesOf(projection), projection.cosineFirst),
  });
  const floats = (name) => {
    const { buffer, byteOffset, byteLength } = readFileSync(join(values.request, `${name}.f32`));
    return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  };
  const inputs = {
    sample: { shape: sample, data: floats('sample') },
    timestep_projection: project(new Float32Array(rows).fill(timestep), rows),
    encoder_hidden_states: { shape: text, data: floats('text') },
    metadata_projection: project(new Float32Array(rows * 7), rows, 7),
  };
  return [inputs, { out: sample }];
}
