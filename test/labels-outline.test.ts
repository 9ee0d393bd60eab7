import test from 'ava';
import { LabelsError } from '../lib/errors.js';
import { outlineOf, plainOutlineOf } from '../lib/labels/outline.js';
import { coverageOf, endsIn, runsOf } from '../lib/labels/runs.js';
import { areaOf, type Shape, signedArea } from '../lib/labels/shape.js';
import { fillPolygon } from '../lib/scene/polygon.js';
import { generator } from './support/random.js';

const WINDOW = { x: 10, y: 20, width: 0, height: 0 };

/** A mask from rows of `.` and `#`, with its upper left corner at (10, 20). */
function drawn(...rows: string[]) {
  const window = { ...WINDOW, width: rows[0]!.length, height: rows.length };
  const mask = Uint8Array.from(rows.join(''), (pixel) => Number(pixel === '#'));
  return { window, mask, runs: runsOf(mask, window) };
}

/** Rings without the corner of the window, as text. */
function rings(shape: Shape): string[][] {
  return shape.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => `${x - 10},${y - 20}`).join(' ')));
}

test('runs hold what is inside, within the smallest window', (t) => {
  const { runs } = drawn('......', '.##.#.', '......', '.#....', '......');
  t.deepEqual(runs.window, { x: 11, y: 21, width: 4, height: 3 });
  t.deepEqual([...runs.rows], [0, 4, 4, 6]);
  t.deepEqual([...runs.ends], [11, 13, 14, 15, 11, 12]);
  t.deepEqual(endsIn(runs, 21, { x: 12, y: 0, width: 3, height: 99 }), [12, 13, 14, 15]);
  for (const y of [20, 22, 24, 99, -5]) t.deepEqual(endsIn(runs, y, runs.window), []);
  const empty = drawn('...', '...').runs;
  t.deepEqual([empty.window.width, empty.ends.length, outlineOf(empty).length], [0, 0, 0]);
});

test('how much of a window is inside', (t) => {
  const { runs } = drawn('.###.', '.###.', '.#.#.');
  const at = (x: number, y: number, width: number, height: number) =>
    coverageOf(runs, { x: 10 + x, y: 20 + y, width, height });
  t.is(at(1, 0, 3, 2), 'all');
  t.is(at(1, 0, 3, 3), 'some');
  t.is(at(0, 0, 3, 2), 'some');
  t.is(at(1, -1, 3, 2), 'some');
  t.is(at(2, 2, 1, 1), 'none');
  t.is(at(2, 2, 2, 5), 'some');
  t.is(at(4, 0, 9, 9), 'none');
});

test('outlines run along the edges of pixels, clockwise, and turn at every position', (t) => {
  t.deepEqual(rings(outlineOf(drawn('....', '.##.', '.##.', '.#..').runs)), [
    ['1,1 3,1 3,3 2,3 2,4 1,4 1,1'],
  ]);
  const [[outer, hole]] = outlineOf(drawn('###', '#.#', '###').runs) as [
    [[number, number][], [number, number][]],
  ];
  t.deepEqual([signedArea(outer), signedArea(hole)], [9, -1]);
  t.deepEqual(rings([[hole]]), [['2,1 1,1 1,2 2,2 2,1']]);
});

test('pixels that share a corner are in different polygons, and no ring meets itself', (t) => {
  t.deepEqual(rings(outlineOf(drawn('#.', '.#').runs)), [['0,0 1,0 1,1 0,1 0,0'], ['1,1 2,1 2,2 1,2 1,1']]);
  t.deepEqual(rings(outlineOf(drawn('.#', '#.').runs)), [['1,0 2,0 2,1 1,1 1,0'], ['0,1 1,1 1,2 0,2 0,1']]);
  // The two pixels of the hole, and a hole that meets the outer ring
  const [two, ...others] = outlineOf(drawn('####', '#.##', '##.#', '####').runs);
  t.deepEqual([two!.length, others.length, areaOf([two!])], [3, 0, 14]);
  const [meets] = outlineOf(drawn('###.', '#.##', '###.', '##..').runs);
  t.deepEqual(rings([meets!])[0]!.length, 2);
  const corner = outlineOf(drawn('###', '#.#', '##.').runs);
  t.deepEqual([corner.length, corner[0]!.length, areaOf(corner)], [1, 2, 7]);
});

test('holes belong to the polygon around them', (t) => {
  const { runs } = drawn(
    '#########',
    '#.......#',
    '#.##.##.#',
    '#.##.#.##',
    '#.##.##.#',
    '#.......#',
    '#########',
    '.........',
    '###.###..',
    '#.#.#.#..',
    '###.###..',
  );
  const areas = outlineOf(runs).map((polygon) => polygon.map(signedArea));
  t.is(
    areaOf(outlineOf(runs)),
    runs.ends.reduce((sum, end, i) => sum + (i % 2 === 0 ? -end : end), 0),
  );
  t.deepEqual(areas.map((rings) => rings.length).sort(), [1, 1, 2, 2, 2]);
});

test('random masks: the outline fills to the mask, whole and in windows', (t) => {
  const next = generator(3);
  for (let i = 0; i < 300; i++) {
    const window = {
      x: Math.floor(next() * 9) - 4,
      y: 3,
      width: 1 + Math.floor(next() * 14),
      height: 1 + Math.floor(next() * 14),
    };
    const share = next();
    const mask = Uint8Array.from({ length: window.width * window.height }, () => Number(next() < share));
    const runs = runsOf(mask, window);
    const shape = outlineOf(runs);
    t.deepEqual(filled(shape, window), mask);
    t.is(
      areaOf(shape),
      mask.reduce((sum, inside) => sum + inside, 0),
    );
    for (const [outer, ...holes] of shape) {
      t.true(signedArea(outer!) > 0 && holes.every((hole) => signedArea(hole) < 0));
      for (const ring of [outer!, ...holes]) t.true(isSimple(ring), JSON.stringify(ring));
    }
    const part = { x: window.x + 2, y: 1, width: 6, height: 8 };
    const expected = filled(shape, part);
    t.deepEqual(filled(outlineOf(runs, part), part), expected);
    const coverage = !expected.includes(1) ? 'none' : expected.includes(0) ? 'some' : 'all';
    t.is(coverageOf(runs, part), coverage);
  }
});

function filled(shape: Shape, window: typeof WINDOW): Uint8Array {
  return fillPolygon({ parts: shape }, window);
}

/** No position twice, and a turn at each. */
function isSimple(ring: readonly (readonly [number, number])[]): boolean {
  const corners = ring.slice(1);
  const turns = corners.every(([x, y], i) => {
    const [before, after] = [corners.at(i - 1)!, corners[(i + 1) % corners.length]!];
    return (before[0] === x) !== (after[0] === x) && (before[1] === y) !== (after[1] === y);
  });
  return turns && new Set(corners.map(String)).size === corners.length;
}

test('a long outline for labels is without specks', (t) => {
  const next = generator(8);
  const window = { x: 0, y: 0, width: 400, height: 400 };
  const mask = new Uint8Array(160_000).fill(1);
  for (let i = 0; i < 3000; i++) mask[Math.floor(next() * mask.length)] = 0;
  for (let y = 100; y < 110; y++) mask.fill(0, y * 400 + 50, y * 400 + 60);
  // A separate pixel
  mask.fill(0, 0, 800);
  mask[5] = 1;
  const few = { x: 300, y: 300, width: 50, height: 50 };
  const runs = runsOf(mask, window);
  t.true(outlineOf(runs).flat().length > 1000);
  const [polygon, ...others] = plainOutlineOf(runs);
  t.deepEqual([others.length, polygon!.length], [0, 2]);
  // Specks at the outer edge stay.
  const area = areaOf([polygon!]);
  t.true(area > 159_050 && area <= 159_100, String(area));
  t.deepEqual(plainOutlineOf(runs, few), outlineOf(runs, few));
});

test('a mask of millions of separate pixels has no outline', (t) => {
  const window = { x: 0, y: 0, width: 1600, height: 1600 };
  const mask = Uint8Array.from({ length: 1600 * 1600 }, (_, i) => (i + Math.floor(i / 1600)) % 2);
  const error = t.throws(() => outlineOf(runsOf(mask, window)), { instanceOf: LabelsError });
  t.is(error.code, 'LABELS_INVALID');
});
