import { join } from 'node:path';
import test from 'ava';
import { onnxRuntimeLibrary } from '../lib/engines/libraries.js';
import { smallModel } from '../lib/index.js';
import { Config, readJsonObject } from '../lib/model/config.js';
import { readModelFolder } from '../lib/model/folder.js';
import { frequenciesOf, unetGraph } from '../lib/model/networks/unet.js';
import type { Precision } from '../lib/model/onnx/graph.js';
import { DataType, encodeModel, type Model, type Node } from '../lib/model/onnx/proto.js';
import { amplify, roundAsTensorRt } from './support/attention.js';
import { relativeError } from './support/fixtures.js';
import { native } from './support/native.js';
import { randomFloats } from './support/random.js';
import { tolerances } from './support/target.js';

// Whatever the other suites run on.
native.useTarget({ onnxRuntime: onnxRuntimeLibrary(), threads: 2 });

const FP16_MAX = 65504;
const [ROWS, SIDE] = [2, 32];
/** Channels of each head of the small model. */
const HEAD = 32;

/**
 * Layers of a trained UNet and the factor for their queries and keys that brings their scores above 65504 before scaling,
 * as in SD 2.1: of all layers, those whose large scores change the result most. The others stay as they were trained. If
 * the scores of all were that large, every attention would pick single tokens, and no form would keep the tolerance, not
 * even scores in fp32.
 */
const LAYERS: [layer: string, factor: number][] = [
  ['up_blocks.1.attentions.1.transformer_blocks.0.attn1', 64],
  ['up_blocks.1.attentions.0.transformer_blocks.0.attn2', 128],
];

for (const [layer, factor] of LAYERS) {
  test(`large scores in ${layer}: fused as in TensorRT, fp16 is as close to fp32 as with scores in fp32`, async (t) => {
    t.timeout(5 * 60_000);
    const { emit, run, largestScore } = await upcastUNet(layer, factor);
    const [exact, largest] = largestScore(emit('fp32', 'fp32'));
    t.true(largest > FP16_MAX, `${largest}`);
    const errorOf = (model: Model) => relativeError(run(model), exact);
    const wide = errorOf(emit('fp16', 'fp32'));
    const fp16 = errorOf(roundAsTensorRt(emit('fp16', 'fp16'), 'fp16'));
    const bf16 = errorOf(roundAsTensorRt(emit('fp16', 'bf16'), 'bf16'));
    t.log({ largest, wide, fp16, bf16 });
    t.true(fp16 <= tolerances.fp16.network && fp16 <= 1.5 * wide, `${fp16}, ${wide}`);
    t.true(bf16 > 1.5 * wide, `${bf16}, ${wide}`);
  });
}

test('large scores that are stored, because nothing is fused, overflow in fp16; bf16 holds them but not the tolerance', async (t) => {
  t.timeout(5 * 60_000);
  const [[layer, factor]] = LAYERS as [[string, number]];
  const { emit, run, largestScore } = await upcastUNet(layer, factor);
  const stored = { stored: true };
  const [exact] = largestScore(emit('fp32', 'fp32'));
  const bf16 = run(roundAsTensorRt(emit('fp16', 'bf16'), 'bf16', stored));
  t.true(relativeError(bf16, exact) > tolerances.fp16.network);

  const larger = await upcastUNet(layer, 4 * factor);
  const fp16 = larger.emit('fp16', 'fp16');
  t.true(larger.run(roundAsTensorRt(fp16, 'fp16')).every(Number.isFinite), 'fused');
  t.false(larger.run(roundAsTensorRt(fp16, 'fp16', stored)).every(Number.isFinite), 'stored');
});

/** The UNet of the small model with `upcast_attention`, and with large scores in one layer. */
async function upcastUNet(layer: string, factor: number) {
  const { unet } = await readModelFolder(smallModel);
  const path = join(smallModel, 'unet/config.json');
  const config = new Config(path, { ...(await readJsonObject(path)), upcast_attention: true });
  const { inputs: channels, outputs, textWidth, metadata, projection } = unet.shape;
  const project = (numbers: Float32Array, ...sides: number[]) => ({
    shape: [...sides, projection.width],
    data: native.project(numbers, frequenciesOf(projection), projection.cosineFirst),
  });
  const inputs = {
    sample: randomFloats(1, ROWS, channels, SIDE, SIDE),
    timestep_projection: project(Float32Array.of(301, 601), ROWS),
    encoder_hidden_states: randomFloats(2, ROWS, 77, textWidth),
    ...(metadata > 0 && {
      metadata_projection: project(randomFloats(3, ROWS, metadata).data, ROWS, metadata),
    }),
  };
  const compute = (model: Model, more: Record<string, number[]> = {}) =>
    native.runNetwork({ graph: encodeModel(model), weightsFolder: unet.weights.folder }, [
      inputs,
      { out: [ROWS, outputs, SIDE, SIDE], ...more },
    ])[0]!;
  const emit = (precision: Precision, scores: Precision) =>
    [`${layer}.to_q`, `${layer}.to_k`].reduce(
      (model, name) => amplify(model, name, factor),
      unetGraph(config, unet.weights, { attention: 'decomposed', precision, scores }),
    );
  return {
    emit,
    run: (model: Model) => compute(model).out!.data,
    /** The result, and the largest score of all layers before scaling. */
    largestScore(model: Model): [Float32Array, number] {
      const node = (type: string, input: string, output: string): Node => {
        return { type, domain: '', inputs: [input], outputs: [output], attributes: { keepdims: 0 } };
      };
      const scores = model.nodes.filter(({ type }) => type === 'Softmax').map(({ inputs }) => inputs[0]!);
      const largest = scores.map((_, i) => `largest_${i}`);
      const { out, ...found } = compute(
        {
          ...model,
          nodes: [...model.nodes, ...scores.map((name, i) => node('ReduceMax', name, largest[i]!))],
          outputs: [...model.outputs, ...largest.map((name) => ({ name, type: DataType.FLOAT, dims: [] }))],
        },
        Object.fromEntries(largest.map((name) => [name, []])),
      );
      return [out!.data, Math.sqrt(HEAD) * Math.max(...Object.values(found).map(({ data }) => data[0]!))];
    },
  };
}
