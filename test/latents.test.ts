import test from 'ava';
import { relativeError, type Tensor } from './support/fixtures.js';
import { type DdimStep, native } from './support/native.js';
import { boxMask, randomBytes, randomFloats, randomMask } from './support/random.js';

type Mask = Tensor<Uint8Array>;
/** Single-precision arithmetic against double. */
const CLOSE = 1e-6;

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

// Latent mean shift

test('mean shift: the target with the source shifted to its mean, per timestep and channel', (t) => {
  const [T, C, H, W, h, w, x, y] = [3, 4, 9, 7, 4, 5, 2, 3] as const;
  const source = randomFloats(1, T, C, h, w);
  const target = randomFloats(2, T, C, H, W);
  const mask = boxMask([H, W], [x, y, w, h]);
  const expected = Float32Array.from(target.data);
  for (let plane = 0; plane < T * C; plane++) {
    const s = source.data.subarray(plane * h * w, (plane + 1) * h * w);
    const b = target.data.subarray(plane * H * W, (plane + 1) * H * W);
    const shift = mean(b) - mean(s);
    for (let row = 0; row < h; row++) {
      for (let column = 0; column < w; column++) {
        expected[plane * H * W + (y + row) * W + x + column] = s[row * w + column]! + shift;
      }
    }
  }
  const untouched = [Float32Array.from(source.data), Float32Array.from(target.data)];
  const shifted = native.meanShift(source, target, mask, x, y);
  t.deepEqual(shifted.shape, [T, C, H, W]);
  t.true(relativeError(shifted.data, expected) < CLOSE);
  t.deepEqual([source.data, target.data], untouched, 'the stored latents are never changed');
});

test('mean shift: the source has the mean of the target afterwards', (t) => {
  const target = randomFloats(3, 1, 1, 8, 8);
  const source = randomFloats(4, 1, 1, 8, 8);
  const shifted = native.meanShift(source, target, boxMask([8, 8], [0, 0, 8, 8]), 0, 0);
  t.true(Math.abs(mean(shifted.data) - mean(target.data)) < CLOSE);
});

test('mean shift with a mask of any shape: only its pixels change; the mean is of the whole source', (t) => {
  const [H, W, h, w, x, y] = [8, 8, 5, 6, 1, 2];
  const source = randomFloats(5, 1, 2, h, w);
  const target = randomFloats(6, 1, 2, H, W);
  const mask = randomMask(7, 0.5, H, W);
  const whole = native.meanShift(source, target, boxMask([H, W], [x, y, w, h]), x, y);
  const masked = native.meanShift(source, target, mask, x, y);
  masked.data.forEach((value, i) => {
    t.is(value, mask.data[i % (H * W)] ? whole.data[i]! : target.data[i]!);
  });
});

test('mean shift of images with gaps: the means are of the counted pixels, and all of the source is shifted', (t) => {
  const [T, C, H, W, h, w, x, y] = [2, 3, 19, 23, 11, 9, 5, 4] as const;
  const source = randomFloats(8, T, C, h, w);
  const target = randomFloats(9, T, C, H, W);
  const mask = boxMask([H, W], [x, y, w, h]);
  const counted = { source: randomMask(10, 0.6, h, w), target: randomMask(11, 0.3, H, W) };
  const shifted = native.meanShift(source, target, mask, x, y, counted.source, counted.target);
  const meanOf = (values: Float32Array, plane: number, { data }: Mask) =>
    mean(values.subarray(plane * data.length, (plane + 1) * data.length).filter((_, i) => data[i]));
  const expected = Float32Array.from(target.data);
  for (let plane = 0; plane < T * C; plane++) {
    const shift = meanOf(target.data, plane, counted.target) - meanOf(source.data, plane, counted.source);
    for (let i = 0; i < h * w; i++) {
      const at = (y + Math.floor(i / w)) * W + x + (i % w);
      expected[plane * H * W + at] = source.data[plane * h * w + i]! + shift;
    }
  }
  t.true(relativeError(shifted.data, expected) < CLOSE);
});

test('mean shift: counting every pixel is the same as not saying which', (t) => {
  const [source, target] = [randomFloats(12, 2, 4, 7, 9), randomFloats(13, 2, 4, 15, 16)];
  const all = (height: number, width: number) => boxMask([height, width], [0, 0, width, height]);
  const mask = boxMask([15, 16], [3, 5, 9, 7]);
  t.deepEqual(
    native.meanShift(source, target, mask, 3, 5, all(7, 9), all(15, 16)).data,
    native.meanShift(source, target, mask, 3, 5).data,
  );
});

// Morphology

/** A pixel is set when the element's square around it holds one that satisfies; outside the mask is background. */
function slide({ shape, data }: Mask, radius: number, all: boolean): Uint8Array {
  const [height, width] = shape as [number, number];
  const at = (row: number, column: number) =>
    row < 0 || row >= height || column < 0 || column >= width ? 0 : data[row * width + column]!;
  return Uint8Array.from(data, (_, i) => {
    const seen: number[] = [];
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) seen.push(at(Math.floor(i / width) + dy, (i % width) + dx));
    }
    return Number(all ? seen.every(Boolean) : seen.some(Boolean));
  });
}

for (const radius of [0, 1, 2, 5]) {
  test(`dilation and erosion by ${radius}: any shape, everything outside is background`, (t) => {
    for (const [seed, share] of [
      [11, 0.05],
      [12, 0.5],
      [13, 0.97],
    ] as const) {
      const mask = randomMask(seed, share, 13, 17);
      t.deepEqual(native.dilate(mask, radius).data, slide(mask, radius, false), `dilate ${share}`);
      t.deepEqual(native.erode(mask, radius).data, slide(mask, radius, true), `erode ${share}`);
    }
  });
}

test('erosion reaches in from outside the canvas', (t) => {
  const full = boxMask([6, 6], [0, 0, 6, 6]);
  t.deepEqual(native.erode(full, 1).data, boxMask([6, 6], [1, 1, 4, 4]).data);
});

test('erosion stops before the mask would be empty', (t) => {
  const thin = boxMask([12, 12], [2, 3, 8, 5]);
  t.deepEqual(native.erodeKeepingSome(thin, 4).data, boxMask([12, 12], [4, 5, 4, 1]).data);
  const dot = boxMask([12, 12], [2, 3, 1, 1]);
  t.deepEqual(native.erodeKeepingSome(dot, 4).data, dot.data);
});

test('erosion of masks of any shape stops at the last radius that leaves something', (t) => {
  for (let seed = 0; seed < 20; seed++) {
    const mask = randomMask(seed, 0.9, 11, 14);
    let expected = mask;
    for (let radius = 1; radius <= 4; radius++) {
      const eroded = native.erode(mask, radius);
      if (eroded.data.includes(1)) expected = eroded;
      t.deepEqual(
        native.erodeKeepingSome(mask, radius).data,
        expected.data,
        `seed ${seed}, radius ${radius}`,
      );
    }
  }
  const empty = boxMask([5, 5], [0, 0, 0, 0]);
  t.deepEqual(native.erodeKeepingSome(empty, 2).data, empty.data);
});

test('subtract: in the first and not in the second', (t) => {
  const [a, b] = [randomMask(21, 0.5, 5, 5), randomMask(22, 0.5, 5, 5)];
  t.deepEqual(
    native.subtract(a, b).data,
    Uint8Array.from(a.data, (value, i) => value & (1 - b.data[i]!)),
  );
});

// Steps

/** A step of the schedule from ᾱ to ᾱ', written as the DDIM paper has it (arXiv 2010.02502, equation 12, σ = 0). */
function ddim(
  z: number,
  output: number,
  prediction: 'epsilon' | 'v',
  from: number,
  to: number,
  clip = 0,
): number {
  const [a, s] = [Math.sqrt(from), Math.sqrt(1 - from)];
  let x0 = prediction === 'epsilon' ? (z - s * output) / a : a * z - s * output;
  const epsilon = prediction === 'epsilon' ? output : a * output + s * z;
  if (clip) x0 = Math.min(Math.max(x0, -clip), clip);
  return Math.sqrt(to) * x0 + Math.sqrt(1 - to) * epsilon;
}

/** The same step as the linear map that the core takes. */
function coefficients(prediction: 'epsilon' | 'v', from: number, to: number, clip = 0): DdimStep {
  const [a, s] = [Math.sqrt(from), Math.sqrt(1 - from)];
  const [towards, noise] = [Math.sqrt(to), Math.sqrt(1 - to)];
  return prediction === 'epsilon'
    ? [1 / a, -s / a, 0, 1, towards, noise, clip]
    : [a, -s, s, a, towards, noise, clip];
}

for (const prediction of ['epsilon', 'v'] as const) {
  for (const [from, to, clip] of [
    [0.3, 0.5, 0],
    [0.5, 0.3, 0],
    [0.3, 0.5, 1],
  ] as const) {
    test(`DDIM step, ${prediction}, ᾱ ${from} to ${to}${clip ? ', x₀ clipped' : ''}`, (t) => {
      const latent = randomFloats(31, 2, 4, 3, 5);
      const output = randomFloats(32, 2, 4, 3, 5);
      const next = native.ddimStep(latent, output, coefficients(prediction, from, to, clip));
      const expected = latent.data.map((z, i) => ddim(z, output.data[i]!, prediction, from, to, clip));
      t.true(relativeError(next.data, expected) < CLOSE);
    });
  }
}

test('guided step: the halves of guidance are combined, and the two rows of every candidate stay equal', (t) => {
  const [n, C, H, W, scale] = [3, 4, 5, 6, 3.5];
  const single = randomFloats(41, n, C, H, W);
  const output = randomFloats(42, 2 * n, C, H, W);
  const next = native.guidedStep(doubled(single), output, scale, coefficients('v', 0.4, 0.6));
  t.true(relativeError(next.data, guidedReference(single, output, scale, 0.4, 0.6)) < CLOSE);
  const count = C * H * W;
  for (let k = 0; k < n; k++) {
    t.deepEqual(row(next, 2 * k, count), row(next, 2 * k + 1, count));
  }
});

test('guided step with fusion: the result inside the edge, the shifted latent elsewhere', (t) => {
  const [n, C, H, W, scale] = [2, 4, 6, 6, 3.5];
  const single = randomFloats(43, n, C, H, W);
  const output = randomFloats(44, 2 * n, C, H, W);
  const edge = randomMask(45, 0.4, H, W);
  const shifted = randomFloats(46, 1, C, H, W);
  const next = native.guidedStep(doubled(single), output, scale, coefficients('v', 0.4, 0.6), edge, shifted);
  const free = guidedReference(single, output, scale, 0.4, 0.6);
  const expected = free.map((value, i) => {
    const e = edge.data[i % (H * W)]!;
    return e * value + (1 - e) * shifted.data[i % (C * H * W)]!;
  });
  t.true(relativeError(next.data, expected) < CLOSE);
});

function row({ data }: Tensor<Float32Array>, index: number, count: number): Float32Array {
  return data.slice(index * count, (index + 1) * count);
}

/** Every candidate twice, side by side. */
function doubled({ shape, data }: Tensor<Float32Array>): Tensor<Float32Array> {
  const [n, ...rest] = shape as [number, ...number[]];
  const count = data.length / n;
  const rows = Array.from({ length: 2 * n }, (_, i) => [
    ...data.subarray((i >> 1) * count, ((i >> 1) + 1) * count),
  ]);
  return { shape: [2 * n, ...rest], data: Float32Array.from(rows.flat()) };
}

function guidedReference(
  { shape, data }: Tensor<Float32Array>,
  output: Tensor<Float32Array>,
  scale: number,
  from: number,
  to: number,
): Float32Array {
  const count = data.length / shape[0]!;
  return Float32Array.from({ length: 2 * data.length }, (_, i) => {
    const [candidate, at] = [Math.floor(i / count) >> 1, i % count];
    const plain = output.data[2 * candidate * count + at]!;
    const conditional = output.data[(2 * candidate + 1) * count + at]!;
    const guided = plain + scale * (conditional - plain);
    return ddim(data[candidate * count + at]!, guided, 'v', from, to);
  });
}

test('scale, and the sample of the posterior', (t) => {
  const [m, l, n] = [
    randomFloats(51, 1, 2, 3, 4),
    randomFloats(52, 1, 2, 3, 4),
    randomFloats(53, 1, 2, 3, 4),
  ];
  t.true(
    relativeError(
      native.scale(m, 0.18215).data,
      m.data.map((value) => value * 0.18215),
    ) < CLOSE,
  );
  const expected = m.data.map((value, i) => value + Math.exp(0.5 * l.data[i]!) * n.data[i]!);
  t.true(relativeError(native.samplePosterior(m, l, n).data, expected) < CLOSE);
});

// Images

test('an image becomes −1…1 by channel, and converts back unchanged', (t) => {
  const image = randomBytes(61, 5, 7, 3);
  const sample = native.imageToSample(image);
  t.deepEqual(sample.shape, [1, 3, 5, 7]);
  sample.data.forEach((value, i) => {
    const [channel, pixel] = [Math.floor(i / 35), i % 35];
    t.true(Math.abs(value - (image.data[pixel * 3 + channel]! / 127.5 - 1)) < CLOSE);
  });
  t.deepEqual(native.sampleToImage(sample).data, image.data);
});

test('a sample becomes 8 bits: clamped, and rounded half to even', (t) => {
  // (x / 2 + ½) · 255 = 0.5, 1.5, 2.5 come out as 0, 2, 2.
  const half = (level: number) => ((level + 0.5) / 255) * 2 - 1;
  const values = [-1.5, -1, 0, 1, 7, half(0) - 1e-4, half(0) + 1e-4, 0.5, -0.5];
  const data = Float32Array.from({ length: 27 }, (_, i) => values[i % 9]!);
  const image = native.sampleToImage({ shape: [1, 3, 3, 3], data });
  const expected = [0, 0, 128, 255, 255, 0, 1, 191, 64];
  t.deepEqual([...image.data.filter((_, i) => i % 3 === 0)], expected);
});

/** Pillow's BICUBIC in double precision: one pass along a row of samples, rounded to 8 bits. */
function bicubicPass(samples: number[], outputs: number): number[] {
  const cubic = (x: number) => {
    const [a, d] = [-0.5, Math.abs(x)];
    if (d < 1) return (a + 2) * d ** 3 - (a + 3) * d ** 2 + 1;
    return d < 2 ? a * d ** 3 - 5 * a * d ** 2 + 8 * a * d - 4 * a : 0;
  };
  const scale = samples.length / outputs;
  const stretch = Math.max(scale, 1);
  return Array.from({ length: outputs }, (_, i) => {
    const center = (i + 0.5) * scale;
    const weights = samples.map((_, k) => {
      const inside =
        k >= Math.floor(center - 2 * stretch + 0.5) && k < Math.floor(center + 2 * stretch + 0.5);
      return inside ? cubic((k + 0.5 - center) / stretch) : 0;
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const value = samples.reduce((sum, sample, k) => sum + (sample * weights[k]!) / total, 0);
    return Math.min(Math.max(Math.floor(value + 0.5), 0), 255);
  });
}

for (const [height, width, toHeight, toWidth] of [
  [9, 11, 4, 5],
  [6, 5, 13, 16],
  [12, 7, 12, 3],
  [8, 10, 5, 10],
] as const) {
  test(`bicubic resize, ${width} x ${height} to ${toWidth} x ${toHeight}: rows first, then columns`, (t) => {
    const image = randomBytes(71, height, width, 3);
    const resized = native.resizeImage(image, toHeight, toWidth);
    t.deepEqual(resized.shape, [toHeight, toWidth, 3]);
    for (let c = 0; c < 3; c++) {
      const rows = Array.from({ length: height }, (_, y) =>
        bicubicPass(
          Array.from({ length: width }, (_, x) => image.data[(y * width + x) * 3 + c]!),
          toWidth,
        ),
      );
      for (let x = 0; x < toWidth; x++) {
        const column = bicubicPass(
          rows.map((line) => line[x]!),
          toHeight,
        );
        column.forEach((value, y) => {
          const actual = resized.data[(y * toWidth + x) * 3 + c]!;
          // The fixed-point weights may tip a value on the border between two levels.
          t.true(Math.abs(actual - value) <= 1, `${x}, ${y}: ${actual}, not ${value}`);
        });
      }
    }
  });
}

const PILLOW = { 3: [51, 137, 126], 9: [0, 11, 80, 245, 133, 20, 181, 153, 83] };

test('bicubic resize: numbers from Pillow 13', (t) => {
  const image = {
    shape: [1, 6, 3],
    data: Uint8Array.from([0, 50, 255, 10, 200, 90].flatMap((v) => [v, v, v])),
  };
  const levels = (width: number) => [
    ...native.resizeImage(image, 1, width).data.filter((_, i) => i % 3 === 0),
  ];
  t.deepEqual(levels(3), PILLOW[3]);
  t.deepEqual(levels(9), PILLOW[9]);
});

test('paste: the patch where the mask is, the image elsewhere', (t) => {
  const [image, patch] = [randomBytes(81, 7, 8, 3), randomBytes(82, 3, 4, 3)];
  const mask = randomMask(83, 0.5, 7, 8);
  const [x, y] = [2, 3];
  const pasted = native.pasteImage(image, patch, mask, x, y);
  pasted.data.forEach((value, i) => {
    const [column, line, c] = [Math.floor(i / 3) % 8, Math.floor(i / 24), i % 3];
    const inPatch = column >= x && column < x + 4 && line >= y && line < y + 3;
    const fromPatch = inPatch && mask.data[line * 8 + column];
    t.is(value, fromPatch ? patch.data[((line - y) * 4 + column - x) * 3 + c]! : image.data[i]!);
  });
});

test("the classifier's input: RGB normalised by 0.5, a box whose edges are scaled and truncated", (t) => {
  const [height, width, size] = [50, 70, 32];
  const image = randomBytes(91, height, width, 3);
  for (const [x, y, w, h] of [
    [0, 0, 70, 50],
    [11, 7, 31, 29],
    [60, 40, 10, 10],
    [3, 3, 1, 47],
  ] as const) {
    const input = native.classifierInput(image, boxMask([height, width], [x, y, w, h]), size);
    t.deepEqual(input.shape, [1, 4, size, size]);
    const plane = input.data.subarray(3 * size * size);
    const edge = (at: number, side: number) => Math.floor((at * size) / side);
    const box = [edge(x, width), edge(y, height), edge(x + w, width), edge(y + h, height)] as const;
    const expected = boxMask([size, size], [box[0], box[1], box[2] - box[0], box[3] - box[1]]);
    t.deepEqual(Uint8Array.from(plane), expected.data);
  }
  const small = native.resizeImage(image, size, size);
  const input = native.classifierInput(image, boxMask([height, width], [0, 0, 1, 1]), size);
  for (let i = 0; i < size * size * 3; i++) {
    const [c, pixel] = [Math.floor(i / (size * size)), i % (size * size)];
    t.true(Math.abs(input.data[i]! - (small.data[pixel * 3 + c]! / 255 - 0.5) / 0.5) < CLOSE);
  }
});

// Placement on the latent grid

const place = (box: readonly [number, number, number, number], ratio = 0.1) =>
  native.placeLatent(128, box, boxMask([128, 128], box).data, 8, ratio);

test('the corner is rounded half to even, the size floored', (t) => {
  const cases = [
    [
      [16, 24, 88, 80],
      [2, 3, 11, 10],
    ],
    [
      [12, 20, 40, 47],
      [2, 2, 5, 5],
    ],
    [
      [28, 4, 41, 16],
      [4, 0, 5, 2],
    ],
    [
      [13, 11, 15, 8],
      [2, 1, 1, 1],
    ],
    [
      [0, 0, 128, 128],
      [0, 0, 16, 16],
    ],
    [
      [108, 60, 20, 68],
      [14, 8, 2, 8],
    ],
  ] as const;
  for (const [box, expected] of cases) {
    const { x, y, width, height, mask } = place(box);
    t.deepEqual([x, y, width, height], [...expected], `${box}`);
    t.deepEqual(mask.data, boxMask([16, 16], expected).data, `${box}`);
  }
});

test('the edge mask of a box is the grown box minus the shrunk box', (t) => {
  const cases = [
    [[16, 24, 88, 80], 0.1, 1],
    [[0, 24, 88, 80], 0.1, 1],
    [[8, 8, 112, 112], 0.2, 2],
    [[16, 16, 72, 72], 0.1, 0],
  ] as const;
  for (const [box, ratio, expected] of cases) {
    const { x, y, width, height, edgeWidth: w, edge } = place(box, ratio);
    t.is(w, expected);
    const grown = boxMask([16, 16], [x - w, y - w, width + 2 * w, height + 2 * w]);
    const shrunk = boxMask([16, 16], [x + w, y + w, width - 2 * w, height - 2 * w]);
    t.deepEqual(
      edge.data,
      grown.data.map((value, i) => value - shrunk.data[i]!),
    );
  }
});

test('a latent pixel of a mask is set when half of its pixels are', (t) => {
  const mask = new Uint8Array(32 * 32);
  const fill = (cell: number, count: number) => {
    for (let i = 0; i < count; i++) mask[(Math.floor(i / 8) + 8) * 32 + cell * 8 + (i % 8)] = 1;
  };
  fill(0, 32);
  fill(1, 31);
  fill(2, 64);
  const placed = native.placeLatent(32, [0, 8, 24, 8], mask, 8, 0.1);
  t.deepEqual([...placed.mask.data.subarray(4, 8)], [1, 0, 1, 0]);
});

test('a patch or mask too small for the latent grid is refused', (t) => {
  t.throws(() => place([16, 24, 7, 80]), { code: 'PLACEMENT_INVALID', message: /7 x 80 px.*at least 8 px/ });
  const line = new Uint8Array(32 * 32).fill(1, 10 * 32, 10 * 32 + 32);
  t.throws(() => native.placeLatent(32, [0, 8, 32, 8], line, 8, 0.1), {
    code: 'PLACEMENT_INVALID',
    message: /less than half/,
  });
});

test('samples outside of the range and NaN become the nearest level and black', (t) => {
  const data = Float32Array.of(-3, -1, 1, 3, Number.NaN, Infinity, -Infinity, 0, 0.5, -0.5, 2, 1);
  const { data: levels } = native.sampleToImage({ shape: [1, 3, 2, 2], data });
  // Planes of red, green and blue become pixels.
  t.deepEqual([...levels], [0, 0, 191, 0, 255, 64, 255, 0, 255, 255, 128, 255]);
});

test('infinite values and NaN are found wherever they are', (t) => {
  const values = randomFloats(31, 2, 3, 40, 50);
  t.true(native.allFinite(values));
  t.true(native.allFinite({ shape: [2], data: Float32Array.of(3.4e38, -1e-45) }));
  for (const [bad, at] of [
    [Number.NaN, 0],
    [Infinity, 5999],
    [-Infinity, 11_999],
  ] as const) {
    const data = Float32Array.from(values.data);
    data[at] = bad;
    t.false(native.allFinite({ ...values, data }), `${bad} at ${at}`);
  }
});
