import test from 'ava';
import { Config } from '../lib/model/config.js';
import { readTextEncoderShape, textEncoderGraph } from '../lib/model/networks/text-encoder.js';
import { unetGraph } from '../lib/model/networks/unet.js';
import { vaeDecoderGraph, vaeEncoderGraph } from '../lib/model/networks/vae.js';
import type { GraphForm } from '../lib/model/onnx/graph.js';
import { encodeModel, type Model } from '../lib/model/onnx/proto.js';
import { Recorder, TEXT, UNET, VAE } from './support/published.js';

/** 16 transformer blocks of two attentions. */
const ATTENTIONS = 32;

const config = (values: Record<string, unknown>) => new Config('config.json', values);

const FORMS: readonly GraphForm[] = [
  { attention: 'fused', precision: 'fp32' },
  { attention: 'fused', precision: 'fp32', upsampling: 'interleave' },
  { attention: 'fused', precision: 'fp32', upsampling: 'depth-to-space' },
  { attention: 'decomposed', precision: 'fp32' },
  { attention: 'decomposed', precision: 'fp16' },
  { attention: 'decomposed', precision: 'bf16' },
];

for (const form of FORMS) {
  test(`the full-size graphs refer to all published parameters and contain none, ${Object.values(form)}`, (t) => {
    const [unet, vae, text] = [new Recorder(), new Recorder(), new Recorder()];
    const graphs = [
      unetGraph(config(UNET), unet, form),
      vaeEncoderGraph(config(VAE), vae, form),
      vaeDecoderGraph(config(VAE), vae, form),
      textEncoderGraph(readTextEncoderShape(config(TEXT)), text, form),
    ];
    // Stable Diffusion 2.1's UNet, and seven two-layer embeddings of 320 → 1280 → 1280.
    t.is(unet.count, 865_910_724 + 7 * (320 * 1280 + 1280 + 1280 * 1280 + 1280));
    t.is(vae.count, 83_653_863);
    t.is(text.count, 340_387_840);
    t.true(graphs.reduce((bytes, graph) => bytes + encodeModel(graph).byteLength, 0) < 5_000_000);
  });
}

test('weights of the right precision are used unchanged, others are cast', (t) => {
  const casts = (precision: GraphForm['precision']) =>
    countOf('Cast', vaeDecoderGraph(config(VAE), new Recorder(), { attention: 'decomposed', precision }));
  const weights = new Recorder();
  vaeDecoderGraph(config(VAE), weights, { attention: 'decomposed', precision: 'fp16' });
  // In fp16, of fp16 weights: the input, the output, and the attention's two factors and its softmax.
  t.is(casts('fp16'), 5);
  t.is(casts('fp32'), weights.asked.size);
});

test('upcast_attention adds the casts that its form needs to an fp16 graph, and none to others', (t) => {
  const casts = (upcast_attention: boolean, form: GraphForm) =>
    countOf('Cast', unetGraph(config({ ...UNET, upcast_attention }), new Recorder(), form));
  const added = (form: GraphForm) => (casts(true, form) - casts(false, form)) / ATTENTIONS;
  const fp16 = { attention: 'decomposed', precision: 'fp16' } as const;
  t.is(added(fp16), 3, 'query, key and shares');
  t.is(added({ ...fp16, scores: 'fp32' }), 3);
  t.is(added({ ...fp16, scores: 'bf16' }), 4, 'query, key, value and result');
  t.is(added({ ...fp16, scores: 'fp16' }), 0);
  for (const scores of [undefined, 'fp32', 'fp16', 'bf16'] as const) {
    const form = { attention: 'decomposed', ...(scores && { scores }) } as const;
    t.is(added({ ...form, precision: 'bf16' }), 0);
    t.is(added({ ...form, precision: 'fp32' }), 0);
  }
  t.is(added({ attention: 'fused', precision: 'fp16' }), 0, 'the fused form keeps its scores to itself');
});

test('between the products of attention in 16 bits there is nothing but the softmax', (t) => {
  for (const scores of ['fp16', 'bf16'] as const) {
    const form = { attention: 'decomposed', precision: 'fp16', scores } as const;
    const { nodes } = unetGraph(config({ ...UNET, upcast_attention: true }), new Recorder(), form);
    const producers = new Map(nodes.map((node) => [node.outputs[0]!, node]));
    const softmaxes = nodes.filter(({ type }) => type === 'Softmax');
    t.is(softmaxes.length, ATTENTIONS);
    for (const { inputs, outputs } of softmaxes) {
      const before = producers.get(inputs[0]!)!;
      const after = nodes.filter((node) => node.inputs.includes(outputs[0]!));
      t.deepEqual([before.type, ...after.map(({ type }) => type)], ['MatMul', 'MatMul']);
      t.is(
        producers.get(before.inputs[0]!)!.type,
        'Mul',
        'the query is scaled before its product with the keys',
      );
    }
  }
});

/** Counts an operator's nodes: the graph has their type as a string after its length. */
function countOf(type: string, { nodes }: Model): number {
  return nodes.filter((node) => node.type === type).length;
}
