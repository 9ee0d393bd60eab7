import { ModelFileError } from '../../errors.js';
import { type Config, SCALE } from '../config.js';
import { Graph, type GraphForm, type Value } from '../onnx/graph.js';
import { conv } from '../onnx/layers.js';
import { DataType, type Model } from '../onnx/proto.js';
import type { Weights } from '../weights.js';

export interface ClassifierShape {
  /** Side of the square input, in pixels. */
  imageSize: number;
  /** Per RGB channel, of values in 0…1. */
  mean: readonly number[];
  std: readonly number[];
}

/** The harmony classifier's preprocessing. The published classifier has no config; the defaults are its values. */
export function readClassifierShape(config: Config): ClassifierShape {
  config.expect('architecture', 'resnet18');
  config.expect('in_channels', 4);
  return {
    imageSize: config.integer('image_size', [32, 1024], 256),
    mean: config.numbers('mean', 3, [-1000, 1000], [0.5, 0.5, 0.5]),
    std: config.numbers('std', 3, SCALE, [0.5, 0.5, 0.5]),
  };
}

/**
 * ResNet-18 (torchvision's names under `backbone.`, its width read from the weights) on RGB and mask:
 * `input` [batch, 4, size, size] → `logit` [batch, 1], whose sigmoid is the harmony score.
 */
export function classifierGraph(shape: ClassifierShape, weights: Weights, form: GraphForm): Model {
  const g = new Graph('classifier', weights, form);
  const { features, width } = backbone(g, shape);
  const operands = [features, g.weight('fc.weight', [1, width]), g.weight('fc.bias', [1])];
  g.output('logit', g.op('Gemm', operands, { transB: 1 }), ['batch', 1]);
  return g.build();
}

/**
 * The classifier without its last layer: `input` [batch, 4, size, size] → `features` [batch, width], the input of `fc`,
 * for distances between sets of images. `width` is 8 times that of the first convolution.
 */
export function classifierFeaturesGraph(
  shape: ClassifierShape,
  weights: Weights,
  form: GraphForm,
): { graph: Model; width: number } {
  const g = new Graph('classifier_features', weights, form);
  const { features, width } = backbone(g, shape);
  g.output('features', features, ['batch', width]);
  return { graph: g.build(), width };
}

/** `input` → the last stage's channels, averaged over the image: [batch, width]. */
function backbone(g: Graph, shape: ClassifierShape): { features: Value; width: number } {
  const [width = 0] = g.weights.get('backbone.conv1.weight').shape;
  if (width < 1) {
    throw new ModelFileError(
      'MODEL_FORMAT',
      `${g.weights.label}: backbone.conv1.weight is empty; download it again.`,
    );
  }
  let x = g.input('input', DataType.FLOAT, ['batch', 4, shape.imageSize, shape.imageSize]);
  x = conv(g, x, 'backbone.conv1', 4, width, { kernel: 7, stride: 2, bias: false });
  x = g.op('Relu', [batchNorm(g, x, 'backbone.bn1', width)]);
  x = g.op('MaxPool', [x], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
  let inputs = width;
  for (let stage = 1; stage <= 4; stage++) {
    const outputs = width * 2 ** (stage - 1);
    for (let block = 0; block < 2; block++) {
      const stride = stage > 1 && block === 0 ? 2 : 1;
      x = basicBlock(g, x, `backbone.layer${stage}.${block}`, inputs, outputs, stride);
      inputs = outputs;
    }
  }
  return { features: g.op('Flatten', [g.op('GlobalAveragePool', [x])], { axis: 1 }), width: inputs };
}

function basicBlock(
  g: Graph,
  x: Value,
  prefix: string,
  inputs: number,
  outputs: number,
  stride: number,
): Value {
  let h = conv(g, x, `${prefix}.conv1`, inputs, outputs, { stride, bias: false });
  h = g.op('Relu', [batchNorm(g, h, `${prefix}.bn1`, outputs)]);
  h = conv(g, h, `${prefix}.conv2`, outputs, outputs, { bias: false });
  h = batchNorm(g, h, `${prefix}.bn2`, outputs);
  let shortcut = x;
  if (stride !== 1 || inputs !== outputs) {
    const kernel = { kernel: 1, stride, bias: false };
    shortcut = batchNorm(
      g,
      conv(g, x, `${prefix}.downsample.0`, inputs, outputs, kernel),
      `${prefix}.downsample.1`,
      outputs,
    );
  }
  return g.op('Relu', [g.op('Add', [h, shortcut])]);
}

function batchNorm(g: Graph, x: Value, prefix: string, channels: number): Value {
  const operands = ['weight', 'bias', 'running_mean', 'running_var'].map((name) =>
    g.weight(`${prefix}.${name}`, [channels]),
  );
  return g.op('BatchNormalization', [x, ...operands], { epsilon: { float: 1e-5 } });
}
