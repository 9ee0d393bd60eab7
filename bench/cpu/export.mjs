// Writes the networks of a model as ONNX files for other programs: the graphs that this package's engines run.
//
// node bench/cpu/export.mjs --model DIR --out DIR [--networks unet,…]
import { copyFileSync, linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formFor } from '../../dist/engines/form.js';
import { readModelFolder } from '../../dist/model/folder.js';
import { buildGraph, encodeGraph, networksOf } from '../../dist/model/graphs.js';
import { readFlags } from '../../scripts/tools.mjs';

/** The form of the graphs for each runtime, as this package gives it to the engine. */
const FORMS = Object.fromEntries(
  ['onnxruntime', 'openvino'].map((engine) => [engine, formFor({ engine, precision: 'fp32' })]),
);

/**
 * Writes `out/<runtime>/<network>/model.onnx` in fp32. The graphs refer to the weights by file name, so the weights lie
 * beside them.
 *
 * @param networks names of networks; all that the model has by default
 */
export async function exportGraphs(folder, out, networks) {
  const model = await readModelFolder(folder);
  for (const [runtime, form] of Object.entries(FORMS)) {
    for (const name of networks ?? networksOf(model)) {
      const graph = buildGraph(model, name, form);
      const encoded = encodeGraph(model, name, graph);
      const place = join(out, runtime, name);
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, 'model.onnx'), encoded.graph);
      for (const file of readdirSync(encoded.weightsFolder).filter((file) => file.endsWith('.safetensors'))) {
        linkOrCopy(join(encoded.weightsFolder, file), join(place, file));
      }
    }
  }
}

/** OpenVINO refuses a symbolic link that leaves the graph's folder. */
function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = readFlags({
    options: { model: { type: 'string' }, out: { type: 'string' }, networks: { type: 'string' } },
  });
  await exportGraphs(resolve(values.model), resolve(values.out), values.networks?.split(','));
}
