import type { Graph, Value } from './graph.js';
import { conv, resizeTo } from './layers.js';

/** Doubles the sides of an image [batch, channels, height, width], nearest neighbour, and convolves it with 3 x 3. */
export function upsample(g: Graph, x: Value, prefix: string, channels: number): Value {
  if (g.form.upsampling === 'subpixel') return subpixel(g, x, prefix, channels);
  const sizes = g.op('Mul', [g.op('Shape', [x]), g.ints(1, 1, 2, 2)]);
  return conv(g, resizeTo(g, x, sizes), prefix, channels, channels);
}

/**
 * The same as a sub-pixel convolution (https://arxiv.org/abs/1609.05158). Of three neighbours in the doubled image, two
 * are the same pixel of `x`, so each output pixel reads 2 x 2 pixels of `x`: 4/9 of the multiplications. The four
 * positions of an output pixel within its pixel of `x` have a kernel each, made of sums of the weights, which the engine
 * computes at load.
 */
function subpixel(g: Graph, x: Value, prefix: string, channels: number): Value {
  const weight = g.weight(`${prefix}.weight`, [channels, channels, 3, 3]);
  const bias = g.weight(`${prefix}.bias`, [channels]);
  const rows = halve(g, weight, 2).map((half, top) => {
    const columns = halve(g, half, 3).map((kernel, left) => {
      const pads = [1 - top, 1 - left, top, left];
      const attributes = { kernel_shape: [2, 2], strides: [1, 1], pads };
      return g.op('Reshape', [g.op('Conv', [x, kernel, bias], attributes), g.ints(0, 0, 0, 0, 1)]);
    });
    return g.op('Reshape', [g.op('Concat', columns, { axis: 4 }), g.ints(0, 0, 0, 1, -1)]);
  });
  const doubled = g.op('Mul', [g.op('Shape', [x]), g.ints(1, 1, 2, 2)]);
  return g.op('Reshape', [g.op('Concat', rows, { axis: 3 }), doubled]);
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
