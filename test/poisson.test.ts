import test from 'ava';
import { loadAddon } from '../lib/native/addon.js';
import type { Tensor } from './support/fixtures.js';
import { type Box, native } from './support/native.js';
import { boxMask, randomBytes, randomMask } from './support/random.js';

type Bytes = Tensor<Uint8Array>;

interface Scene {
  target: Bytes;
  source: Bytes;
  box: Box;
  mask: Bytes;
  /** Which pixels have data; left out if all have. */
  valid?: Bytes;
  sourceValid?: Bytes;
}

/** Noise on both images, the hardest case: every gradient is large. */
function scene(side: readonly [number, number], box: Box, mask = boxMask(side, box)): Scene {
  const cut = boxMask(side, box).data;
  const within = { ...mask, data: mask.data.map((value, i) => value & cut[i]!) };
  const [, , width, height] = box;
  return { target: randomBytes(1, ...side, 3), source: randomBytes(2, height, width, 3), box, mask: within };
}

const blend = ({ target, source, box, mask, valid, sourceValid }: Scene) =>
  native.poissonBlend(target, source, box, mask, valid, sourceValid).data;

/** The same by the addon's function for scenes. */
async function blendFloats(given: Scene, convert = (value: number) => value): Promise<Float32Array> {
  const { target, source, mask, valid, sourceValid } = given;
  const [height, width] = target.shape as [number, number];
  const [x, y, w, h] = given.box;
  const core = new (loadAddon().Core)();
  try {
    return await core.blendPoisson({
      width,
      height,
      box: { x, y, width: w, height: h },
      target: Float32Array.from(target.data, convert),
      source: Float32Array.from(source.data, convert),
      mask: mask.data,
      valid: valid?.data,
      sourceValid: sourceValid?.data,
    }).promise;
  } finally {
    await core.close();
  }
}

/** One line of the system: Σ (f − fₙ) = Σ (g − gₙ) over the neighbours on the canvas, g being the source. */
interface Equation {
  pixel: number;
  neighbours: number[];
  gradient: number[];
}

/** The equations as the paper has them; the values are those of the canvas, channel by channel. */
function equations({ target, source, box: [x, y, w, h], mask, valid, sourceValid }: Scene): Equation[] {
  const [height, width] = target.shape as [number, number, number];
  const found: Equation[] = [];
  const hasData = (cx: number, cy: number) => !valid || valid.data[cy * width + cx] === 1;
  const inSource = (cx: number, cy: number) =>
    cx >= x &&
    cx < x + w &&
    cy >= y &&
    cy < y + h &&
    (!sourceValid || sourceValid.data[(cy - y) * w + cx - x] === 1);
  mask.data.forEach((set, pixel) => {
    const [column, row] = [pixel % width, Math.floor(pixel / width)];
    const around = [
      [column - 1, row],
      [column + 1, row],
      [column, row - 1],
      [column, row + 1],
    ].filter(([cx, cy]) => cx! >= 0 && cx! < width && cy! >= 0 && cy! < height && hasData(cx!, cy!)) as [
      number,
      number,
    ][];
    const known = [[column, row] as const, ...around].every(([cx, cy]) => inSource(cx, cy));
    if (!set || !hasData(column, row) || !known) return;
    const sourceAt = (cx: number, cy: number, c: number) => source.data[((cy - y) * w + cx - x) * 3 + c]!;
    const gradient = [0, 1, 2].map((c) =>
      around.reduce((sum, [cx, cy]) => sum + sourceAt(column, row, c) - sourceAt(cx, cy, c), 0),
    );
    found.push({ pixel, neighbours: around.map(([cx, cy]) => cy * width + cx), gradient });
  });
  return found;
}

/** Successive over-relaxation until nothing changes any more. */
function reference(given: Scene): Float64Array {
  const f = Float64Array.from(given.target.data);
  const system = equations(given);
  for (let moved = 1, sweep = 0; moved > 1e-9; sweep++) {
    if (sweep > 20_000) throw new Error('The reference does not converge.');
    moved = 0;
    for (const { pixel, neighbours, gradient } of system) {
      for (let c = 0; c < 3; c++) {
        const around = neighbours.reduce((sum, neighbour) => sum + f[neighbour * 3 + c]!, gradient[c]!);
        const change = 1.8 * (around / neighbours.length - f[pixel * 3 + c]!);
        f[pixel * 3 + c]! += change;
        moved = Math.max(moved, Math.abs(change));
      }
    }
  }
  return f;
}

/** The unrounded result, on the canvas. */
function unrounded({ target, source, box, mask, valid, sourceValid }: Scene): Float64Array {
  const f = Float64Array.from(target.data);
  const membrane = native.poissonMembrane(target, source, box, mask, valid, sourceValid).data;
  const [x, y, w] = box;
  membrane.forEach((value, i) => {
    const [column, row] = [x + (Math.floor(i / 3) % w), y + Math.floor(i / 3 / w)];
    f[(row * target.shape[1]! + column) * 3 + (i % 3)] = source.data[i]! + value;
  });
  return f;
}

const largest = (values: Iterable<number>) => {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
};

const side = [29, 34] as const;
const inside: Box = [5, 4, 21, 18];
const everywhere: Box = [0, 0, 34, 29];

/** Ones where `at` holds. */
function drawn(at: (x: number, y: number) => boolean): Bytes {
  const [height, width] = side;
  const data = Uint8Array.from({ length: height * width }, (_, i) =>
    Number(at(i % width, Math.floor(i / width))),
  );
  return { shape: [height, width], data };
}

const disc = (cx: number, cy: number, r: number) =>
  drawn((x, y) => (x - cx) ** 2 + (y - cy) ** 2 <= r ** 2).data;

const cases: Record<string, Scene> = {
  'a box inside': scene(side, inside),
  'a box at the edge of the canvas': scene(side, [0, 6, 17, 15]),
  'a box in the corner of the canvas': scene(side, [14, 9, 20, 20]),
  'a box from edge to edge': scene(side, [0, 7, 34, 12]),
  'any mask': scene(side, inside, randomMask(3, 0.8, ...side)),
  'any mask on the whole canvas': scene(side, everywhere, randomMask(4, 0.95, ...side)),
  'all but one pixel': scene(
    side,
    everywhere,
    drawn((x, y) => x !== 20 || y !== 11),
  ),
  'several components, one at the edge': scene(
    side,
    everywhere,
    drawn((x, y) => Boolean(disc(6, 14, 9)[y * 34 + x] || disc(25, 16, 6)[y * 34 + x])),
  ),
  'a ring': scene(
    side,
    inside,
    drawn((x, y) => Boolean(disc(15, 13, 8)[y * 34 + x]) && !disc(15, 13, 4)[y * 34 + x]),
  ),
  'lines of one pixel': scene(
    side,
    everywhere,
    drawn((x, y) => x === 12 || y === 15),
  ),
  'a target with gaps': { ...scene(side, inside), valid: randomMask(8, 0.9, ...side) },
  'a target with gaps, up to the edge': {
    ...scene(side, everywhere, randomMask(4, 0.95, ...side)),
    valid: randomMask(9, 0.9, ...side),
  },
  'a source with gaps': {
    ...scene(side, inside),
    valid: randomMask(8, 0.95, ...side),
    sourceValid: randomMask(10, 0.97, inside[3], inside[2]),
  },
  'one pixel': scene(side, inside, boxMask(side, [13, 11, 1, 1])),
  'one pixel in the corner of the canvas': scene(side, everywhere, boxMask(side, [0, 0, 1, 1])),
};

for (const [name, given] of Object.entries(cases)) {
  test(`Poisson blending, ${name}: the solution of the paper's equations`, (t) => {
    const expected = reference(given);
    t.true(largest(unrounded(given).map((value, i) => value - expected[i]!)) < 0.01);
    const unknown = new Set(equations(given).map(({ pixel }) => pixel));
    t.true(unknown.size > 0);
    blend(given).forEach((value, i) => {
      const level = Math.min(Math.max(expected[i]!, 0), 255);
      if (unknown.has(Math.floor(i / 3))) t.true(Math.abs(value - level) < 0.51, `${value}, not ${level}`);
      else t.is(value, given.target.data[i]!);
    });
  });
}

for (const [name, given] of Object.entries({ ...cases, 'the whole canvas': scene(side, everywhere) })) {
  test(`Poisson blending of floats, ${name}: as of bytes, but exact, in any unit`, async (t) => {
    const bytes = blend(given);
    const floats = await blendFloats(given);
    const unknown = new Set(equations(given).map(({ pixel }) => pixel));
    floats.forEach((value, i) => {
      if (!unknown.has(Math.floor(i / 3))) t.is(value, given.target.data[i]!);
      else t.true(Math.abs(Math.min(Math.max(value, 0), 255) - bytes[i]!) < 0.51);
    });
    // Reflectances, and the numbers of a sensor.
    for (const [factor, offset] of [
      [1 / 10_000, 0],
      [50, -3000],
    ] as const) {
      const others = await blendFloats(given, (value) => value * factor + offset);
      const error = largest(others.map((value, i) => (value - offset) / factor - floats[i]!));
      t.true(error < 0.02, `${error}`);
    }
  });
}

test('Poisson blending beside pixels without data: those stay, whatever they hold, and an enclosed part takes its own mean', async (t) => {
  // A frame without data around the middle of the mask.
  const ring = drawn((x, y) => Math.max(Math.abs(x - 15), Math.abs(y - 13)) !== 4);
  const given = { ...scene(side, inside), valid: ring };
  const [height, width] = side;
  const isEnclosed = (i: number) =>
    Math.max(Math.abs((i % width) - 15), Math.abs(Math.floor(i / width) - 13)) < 4;
  const enclosed = [...Array(height * width).keys()].filter(isEnclosed);
  const [x, y, w] = inside;
  const sourceAt = (i: number) => ((Math.floor(i / width) - y) * w + (i % width) - x) * 3;
  const floats = await blendFloats(given);
  for (let c = 0; c < 3; c++) {
    const shift =
      enclosed.reduce(
        (sum, i) => sum + given.target.data[3 * i + c]! - given.source.data[sourceAt(i) + c]!,
        0,
      ) / enclosed.length;
    for (const i of enclosed) {
      t.true(Math.abs(floats[3 * i + c]! - given.source.data[sourceAt(i) + c]! - shift) < 0.001);
    }
  }
  const holes = (nodata: number) =>
    given.target.data.map((value, i) => (ring.data[Math.floor(i / 3)] ? value : nodata));
  const [low, high] = [
    blend({ ...given, target: { ...given.target, data: holes(0) } }),
    blend({ ...given, target: { ...given.target, data: holes(255) } }),
  ];
  low.forEach((value, i) => {
    if (ring.data[Math.floor(i / 3)]) t.is(value, high[i]!);
    else t.deepEqual([value, high[i]], [0, 255]);
  });
});

test('Poisson blending of a large mask: the equations are met', (t) => {
  const given = scene([300, 410], [30, 0, 380, 290], randomMask(5, 0.9995, 300, 410));
  const f = unrounded(given);
  const system = equations(given);
  t.true(system.length > 100_000);
  let residual = 0;
  for (const { pixel, neighbours, gradient } of system) {
    for (let c = 0; c < 3; c++) {
      const own = neighbours.length * f[pixel * 3 + c]!;
      const sum = neighbours.reduce((left, neighbour) => left - f[neighbour * 3 + c]!, own);
      residual = Math.max(residual, Math.abs(sum - gradient[c]!));
    }
  }
  t.true(residual < 0.01, `${residual}`);
});

test('Poisson blending of the whole canvas: the source at the mean of the target', (t) => {
  const given = scene(side, everywhere);
  const mean = (values: ArrayLike<number>, c: number) => {
    const channel = Array.from(values).filter((_, i) => i % 3 === c);
    return channel.reduce((sum, value) => sum + value, 0) / channel.length;
  };
  const shifts = [0, 1, 2].map((c) => mean(given.target.data, c) - mean(given.source.data, c));
  blend(given).forEach((value, i) => {
    const level = Math.min(Math.max(given.source.data[i]! + shifts[i % 3]!, 0), 255);
    t.true(Math.abs(value - level) < 0.501);
  });
});

test('Poisson blending: an empty mask, and one with no known gradient, change nothing', (t) => {
  for (const box of [inside, [5, 4, 2, 2], [9, 9, 1, 1]] as const) {
    const mask = box === inside ? boxMask(side, [0, 0, 0, 0]) : boxMask(side, box);
    const given = scene(side, box, mask);
    t.deepEqual(blend(given), given.target.data);
  }
});

/** The box of an image. */
function cut({ shape, data }: Bytes, [x, y, w, h]: Box): Bytes {
  const width = shape[1]!;
  const rows = Array.from({ length: h }, (_, row) => {
    const from = ((y + row) * width + x) * 3;
    return [...data.subarray(from, from + w * 3)];
  });
  return { shape: [h, w, 3], data: Uint8Array.from(rows.flat()) };
}

for (const [name, given] of Object.entries({ ...cases, 'the whole canvas': scene(side, everywhere) })) {
  test(`Poisson blending, ${name}: a source that is the target, or differs by a constant, changes nothing`, (t) => {
    const target = { ...given.target, data: given.target.data.map((value) => 40 + (value >> 1)) };
    const same = cut(target, given.box);
    t.deepEqual(blend({ ...given, target, source: same }), target.data);
    const offset = { ...same, data: same.data.map((value, i) => value + [30, -40, 75][i % 3]!) };
    t.deepEqual(blend({ ...given, target, source: offset }), target.data);
  });
}
