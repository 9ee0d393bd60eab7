import test from 'ava';
import { AreaAverage } from '../lib/scene/average.js';
import { windowAround } from '../lib/scene/canvas.js';
import { fillHoles } from '../lib/scene/fill.js';
import { scaleOf } from '../lib/scene/levels.js';
import { boundsOfTurned, turnInto } from '../lib/scene/resample.js';
import { distanceToSeam } from '../lib/scene/seam.js';
import { readSource } from '../lib/scene/source.js';

// The parts of composeScene that compute, without files.

const whole = (width: number, height: number) => ({ x: 0, y: 0, width, height });

/** All rows of a picture, one channel. */
function average(values: number[][], grid: { width: number; height: number }, valid?: number[][]) {
  const [width, height] = [values[0]!.length, values.length];
  const cells = new AreaAverage({ width, height }, grid, 1);
  for (let y = 0; y < height; y++)
    cells.addRow(y, 0, [values[y]!], width, valid && Uint8Array.from(valid[y]!));
  const { channels, coverage } = cells.averages();
  return { values: [...channels[0]!], coverage: [...coverage] };
}

test("a window at the scene's own resolution has the size of the canvas, and the patch starts at a latent pixel", (t) => {
  const scene = { width: 5000, height: 4000 };
  const box = { x: 1003, y: 2001, width: 120, height: 90 };
  const { x, y, width, height, scale } = windowAround(box, scene, 256, 8);
  t.deepEqual([width, height, scale], [256, 256, 1]);
  t.is((box.x - x) % 8, 0);
  t.is((box.y - y) % 8, 0);
  t.true(Math.abs(x + 128 - (box.x + 60)) <= 8);
  t.true(Math.abs(y + 128 - (box.y + 45)) <= 8);
});

test('a patch of up to three quarters of the canvas is not resampled, a larger one is', (t) => {
  const scene = { width: 5000, height: 4000 };
  t.is(windowAround({ x: 1000, y: 1000, width: 192, height: 10 }, scene, 256, 8).scale, 1);
  const large = windowAround({ x: 1000, y: 1000, width: 10, height: 768 }, scene, 256, 8);
  t.deepEqual([large.width, large.height, large.scale], [1024, 1024, 4]);
});

test('at the edge the window stays in the scene, and a smaller scene lies in it as a whole', (t) => {
  const scene = { width: 1000, height: 800 };
  const corner = windowAround({ x: 980, y: 0, width: 20, height: 30 }, scene, 256, 8);
  t.is(corner.x + corner.width, 1000);
  t.is(corner.y, 0);
  const small = windowAround({ x: 3, y: 2, width: 12, height: 10 }, { width: 20, height: 20 }, 256, 8);
  t.true(small.x <= 0 && small.y <= 0 && small.x + 256 >= 20 && small.y + 256 >= 20);
});

test('near the edge, too, the patch starts at a latent pixel unless it touches the edge', (t) => {
  const scene = { width: 1003, height: 801 };
  for (const [x, y] of [
    [5, 3],
    [960, 770],
    [12, 750],
  ] as const) {
    const box = { x, y, width: 30, height: 20 };
    const window = windowAround(box, scene, 256, 8);
    t.is((box.x - window.x) % 8, 0);
    t.is((box.y - window.y) % 8, 0);
    t.true(window.x >= 0 && window.x + 256 <= scene.width && window.x + 256 >= x + 30);
    t.true(window.y >= 0 && window.y + 256 <= scene.height && window.y + 256 >= y + 20);
  }
});

test('averages take every pixel by the area that it shares with a cell', (t) => {
  const row = average([[1, 2, 3, 4, 5]], { width: 2, height: 1 });
  // Each cell is 2.5 pixels wide.
  t.deepEqual(
    row.values.map((value) => Math.fround(value)),
    [(1 + 2 + 3 / 2) / 2.5, (3 / 2 + 4 + 5) / 2.5].map(Math.fround),
  );
  t.deepEqual(row.coverage, [1, 1]);
  const same = average(
    [
      [1, 2],
      [3, 4],
    ],
    { width: 2, height: 2 },
  );
  t.deepEqual(same.values, [1, 2, 3, 4]);
});

test('pixels without data have no weight, and the coverage says how much of a cell has data', (t) => {
  const { values, coverage } = average([[10, 99, 30, 99]], { width: 2, height: 1 }, [[1, 0, 1, 0]]);
  t.deepEqual(values, [10, 30]);
  t.deepEqual(coverage, [0.5, 0.5]);
});

test('holes are filled from their surroundings, and the rest stays', (t) => {
  const [width, height] = [9, 7];
  const plane = Float32Array.from({ length: width * height }, (_, i) => (i % width < 4 ? 10 : 20));
  const has = new Uint8Array(width * height).fill(1);
  const hole = 3 * width + 1;
  has[hole] = 0;
  plane[hole] = Number.NaN;
  fillHoles([plane], has, width, height);
  t.true(plane[hole]! >= 10 && plane[hole]! < 15);
  t.is(plane[0], 10);
  const empty = new Float32Array(4).fill(7);
  fillHoles([empty], new Uint8Array(4), 2, 2);
  t.deepEqual([...empty], [7, 7, 7, 7]);
});

test('a quarter turn moves pixels and changes no sample', (t) => {
  const picture = { width: 3, height: 2, planes: [Uint16Array.of(1, 2, 3, 4, 5, 60000)] };
  t.deepEqual(boundsOfTurned(picture, 90), { width: 2, height: 3 });
  const turned = turnInto(picture, 90, { width: 2, height: 3 }, whole(2, 3));
  t.deepEqual([...turned.planes[0]!], [4, 1, 5, 2, 60000, 3]);
  t.is(turned.valid, undefined);
  const back = turnInto(picture, -90, { width: 2, height: 3 }, whole(2, 3));
  t.deepEqual([...back.planes[0]!], [3, 60000, 2, 5, 1, 4]);
  const half = turnInto(picture, 180, picture, whole(3, 2));
  t.deepEqual([...half.planes[0]!], [60000, 5, 4, 3, 2, 1]);
});

test('the corners around a turned picture have no data', (t) => {
  const side = 40;
  const picture = { width: side, height: side, planes: [new Uint8Array(side * side).fill(100)] };
  const box = boundsOfTurned(picture, 45);
  const size = { width: Math.round(box.width), height: Math.round(box.height) };
  const { valid, planes } = turnInto(picture, 45, size, whole(size.width, size.height));
  t.is(valid![0], 0);
  const inside = valid!.reduce((sum, is) => sum + is, 0);
  t.true(Math.abs(inside - side * side) < 0.03 * side * side);
  planes[0]!.forEach((value, i) => {
    if (valid![i] === 1) t.true(Math.abs(value - 100) < 1e-3);
  });
});

test('interpolation takes nothing from pixels without data', (t) => {
  const picture = {
    width: 4,
    height: 1,
    planes: [Float32Array.of(10, 10, 9999, 10)],
    valid: Uint8Array.of(1, 1, 0, 1),
  };
  const { planes, valid } = turnInto(picture, 0, { width: 8, height: 1 }, whole(8, 1));
  t.deepEqual([...valid!], [1, 1, 1, 1, 0, 0, 1, 1]);
  planes[0]!.forEach((value, i) => {
    if (valid![i] === 1) t.is(Math.fround(value), 10);
  });
});

test('a source of the size of its box keeps its samples and their type', async (t) => {
  const image = {
    raw: {
      ...{ width: 4, height: 3, channels: 1 as const },
      data: Uint16Array.from({ length: 12 }, (_, i) => 1000 * i),
    },
  };
  const read = await readSource(image, [0], {
    window: { x: 1, y: 1, width: 3, height: 2 },
    rotation: 0,
    box: { width: 3, height: 2 },
    part: { x: 1, y: 0, width: 2, height: 2 },
  });
  t.deepEqual(read.planes, [Uint16Array.of(6000, 7000, 10000, 11000)]);
});

test('a source that is larger than its box is averaged', async (t) => {
  const image = {
    raw: {
      ...{ width: 4, height: 2, channels: 1 as const },
      data: Uint8Array.of(0, 10, 20, 30, 2, 12, 22, 32),
    },
  };
  const read = await readSource(image, [0], {
    window: whole(4, 2),
    rotation: 0,
    box: { width: 2, height: 1 },
    part: whole(2, 1),
  });
  t.deepEqual([...read.planes[0]!].map(Math.fround), [6, 26]);
});

test('levels and samples map onto each other, also beyond black and white', (t) => {
  const scale = scaleOf({ method: 'range', range: [200, 3260] }, false);
  t.is(scale.toLevel(200), 0);
  t.is(scale.toLevel(3260), 255);
  t.is(scale.toSample(scale.toLevel(10_000)), 10_000);
  const inverted = scaleOf({ method: 'full', range: [0, 255] }, true);
  t.is(inverted.toLevel(0), 255);
  t.is(inverted.toSample(255), 0);
});

test('the distance to the seam counts from 1 on both sides', (t) => {
  const mask = Uint8Array.from({ length: 7 * 7 }, (_, i) =>
    i % 7 > 1 && i % 7 < 6 && i > 13 && i < 42 ? 1 : 0,
  );
  const distance = distanceToSeam(mask, 7, 7);
  for (let y = 0; y < 7; y++)
    for (let x = 0; x < 7; x++) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let v = 0; v < 7; v++)
        for (let u = 0; u < 7; u++)
          if (mask[7 * v + u] !== mask[7 * y + x])
            nearest = Math.min(nearest, Math.max(Math.abs(u - x), Math.abs(v - y)));
      t.is(distance[7 * y + x], nearest);
    }
});
