import type { Graph, Value } from './graph.js';
import { conv, resizeTo } from './layers.js';

/** Doubles the sides of an image [batch, channels, height, width], nearest neighbour, and convolves it with 3 x 3. */
export function upsample(g: Graph, x: Value, prefix: string, channels: number): Value {
  const { upsampling = 'resize' } = g.form;
  if (upsampling === 'resize') return conv(g, resizeTo(g, x, doubled(g, x)), prefix, channels, channels);
  const positions = subpixels(g, x, prefix, channels);
  return upsampling === 'depth-to-space'
    ? g.op('DepthToSpace', [g.op('Concat', positions, { axis: 1 })], { blocksize: 2 })
    : interleave(g, positions, doubled(g, x));
}

function doubled(g: Graph, x: Value): Value {
  return g.op('Mul', [g.op('Shape', [x]), g.ints(1, 1, 2, 2)]);
}

/**
 * The parts of a sub-pixel convolution (https://arxiv.org/abs/1609.05158). Of three neighbours in the doubled image, two
 * are the same pixel of `x`, so each output pixel reads 2 x 2 pixels of `x`: 4/9 of the multiplications. The four
 * positions of an output pixel within its pixel of `x` (top left, top right, bottom left, bottom right) have a kernel
 * each, made of sums of the weights, which the engine computes at load.
 */
function subpixels(g: Graph, x: Value, prefix: string, channels: number): Value[] {
  const weight = g.weight(`${prefix}.weight`, [channels, channels, 3, 3]);
  const bias = g.weight(`${prefix}.bias`, [channels]);
  return halve(g, weight, 2).flatMap((half, top) =>
    halve(g, half, 3).map((kernel, left) => {
      const pads = [1 - top, 1 - left, top, left];
      return g.op('Conv', [x, kernel, bias], { kernel_shape: [2, 2], strides: [1, 1], pads });
    }),
  );
}

/** What DepthToSpace does. ONNX Runtime takes less time for the two Concats, OpenVINO for DepthToSpace. */
function interleave(g: Graph, positions: readonly Value[], sides: Value): Value {
  const apart = positions.map((position) => g.op('Reshape', [position, g.ints(0, 0, 0, 0, 1)]));
  const rows = [apart.slice(0, 2), apart.slice(2)].map((columns) =>
    g.op('Reshape', [g.op('Concat', columns, { axis: 4 }), g.ints(0, 0, 0, 1, -1)]),
  );
  return g.op('Reshape', [g.op('Concat', rows, { axis: 3 }), sides]);
}

/** Of the three taps along an axis, two fall on the same pixel: the last two at even positions, the first two at odd. */
function halve(g: Graph, weight: Value, axis: number): [even: Value, odd: Value] {
  const [first, second, third] = g.multi('Split', 3, [weight], { axis, num_outputs: 3 }) as [
    Value,
    Value,
    Value,
  ];
  const join = (a: Value, b: Value) => g.op('Concat', [a, b], { axis });
  const sum = (a: Value, b: Value) => g.op('Add', [a, b]);
  return [join(first, sum(second, third)), join(sum(first, second), third)];
}
