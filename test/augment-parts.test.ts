import test from 'ava';
import { distanceBetween } from '../lib/augment/distance.js';
import { findPlace, outlineOf } from '../lib/augment/placing.js';
import { Turns } from '../lib/augment/turns.js';
import { CocoIndex } from '../lib/dataset/coco-index.js';
import { randomFor } from '../lib/dataset/random.js';
import { LabelsError } from '../lib/index.js';
import { areaOf, boundsOf, type Ring } from '../lib/labels/shape.js';
import { box, object } from './support/labels.js';

// How scenes, patches and places are drawn.

const ring = (x: number, y: number, width: number, height: number): Ring => box(x, y, width, height)[0]![0]!;

test('turns: every group once in a round, every member once before any repeats', (t) => {
  const members = [...'abcde', ...'FG', '1'];
  const groupOf = (member: string) =>
    /[a-z]/.test(member) ? 'small' : /[A-Z]/.test(member) ? 'capital' : 'digit';
  const turns = new Turns(members, groupOf, 7, 'test');
  const drawn = Array.from({ length: 30 }, (_, i) => turns.draw(i));
  for (let round = 0; round < 10; round++)
    t.is(new Set(drawn.slice(3 * round, 3 * round + 3).map(groupOf)).size, 3);
  const small = drawn.filter((member) => groupOf(member) === 'small');
  t.deepEqual(small.slice(0, 5).sort(), [...'abcde']);
  t.deepEqual(small.slice(5).sort(), [...'abcde']);
  t.notDeepEqual(small.slice(0, 5), small.slice(5), 'in another order');
  // A draw does not depend on those before it.
  t.is(new Turns(members, groupOf, 7, 'test').draw(17), drawn[17]!);
  t.notDeepEqual(
    Array.from({ length: 30 }, (_, i) => new Turns(members, groupOf, 8, 'test').draw(i)),
    drawn,
  );
});

test('distances between areas', (t) => {
  const square = ring(10, 10, 10, 10);
  t.is(distanceBetween(box(25, 10, 5, 5), square), 5);
  t.is(distanceBetween(box(23, 24, 5, 5), square), 5);
  t.is(distanceBetween(box(20, 12, 5, 5), square), 0, 'they touch');
  t.is(distanceBetween(box(15, 5, 2, 30), square), 0, 'edges cross, and no corner is inside');
  t.is(distanceBetween(box(12, 12, 2, 2), square), 0, 'inside');
  t.is(distanceBetween(box(0, 0, 50, 50), square), 0, 'around');
  const [outer] = box(0, 0, 40, 40)[0]!;
  t.is(distanceBetween([[outer!, ring(5, 7, 20, 20)]], square), 3, 'in a hole');
  t.is(distanceBetween([...box(100, 100, 5, 5), ...box(22, 10, 5, 5)], square), 2, 'the nearest of several');
  t.is(distanceBetween([], square), Number.POSITIVE_INFINITY);
});

test('a turned patch fills its box, and places keep the rules', async (t) => {
  const size = { width: 40, height: 20 };
  for (const rotation of [0, 30, 90, 211]) {
    const outline = outlineOf(size, rotation, { x: 5, y: 6, width: 50, height: 60 });
    const { left, top, right, bottom } = boundsOf([[outline]])!;
    for (const [found, expected] of [
      [left, 5],
      [top, 6],
      [right, 55],
      [bottom, 66],
    ] as const)
      t.true(Math.abs(found - expected) < 1e-9);
  }
  const avoided = [object(box(0, 0, 200, 60), { category: 'road' })];
  const asked: number[] = [];
  const scene = {
    size: { width: 200, height: 160 },
    // No data in the right half.
    hasData: async (_: unknown, outline: Ring) => {
      asked.push(1);
      return outline.every(([x]) => x <= 100);
    },
    close: async () => {},
  };
  const others: Ring[] = [];
  const rules = { rotation: 'any', minDistance: 4 } as const;
  const random = randomFor(1, 'places');
  for (let i = 0; i < 12; i++) {
    const placed = await findPlace({ width: 16, height: 8 }, scene, rules, others, avoided, random);
    if (typeof placed === 'string') continue;
    t.true(distanceBetween(avoided[0]!.shape, placed.outline) >= 4);
    for (const other of others) t.true(distanceBetween([[other]], placed.outline) >= 4);
    t.true(placed.outline.every(([x, y]) => x >= 0 && x <= 100 && y <= 160));
    t.true(Math.abs(areaOf([[placed.outline]]) - 128) < 20);
    others.push(placed.outline);
  }
  t.true(others.length >= 4);
  const find = (width: number, height: number, rotation: 'any' | 'none') =>
    findPlace({ width, height }, scene, { rotation, minDistance: 0 }, [], avoided, random);
  t.is(await find(160, 16, 'none'), 'size', 'too large');
  t.is(await find(7, 90, 'any'), 'size', 'too small');
  t.is(await find(140, 30, 'none'), 'rules', 'too large for the part with data');
});

test('images of a COCO file, by their names and folders', (t) => {
  const image = (id: number, file_name: string) => ({ id, file_name });
  const annotations = [1, 2, 2, 3, 4].map((image_id, i) => ({ id: i, image_id }));
  const images = [
    image(1, 'a/x.png'),
    image(2, 'b/x.png'),
    image(3, 'C:\\set\\b\\y.jpg'),
    image(4, 'z.png'),
    image(5, 'deep/b/w.png'),
  ];
  const index = CocoIndex.of({ info: 'kept', images, annotations }, 'l.json');
  const ids = (path: string) => {
    const found = index.find(path);
    return found && (index.partOf(found.entry).annotations as { id: number }[]).map(({ id }) => id);
  };
  t.deepEqual(ids('a/x.png'), [0]);
  t.deepEqual(ids('set/b/x.png'), [1, 2], 'the file may state only some of the folders');
  t.deepEqual(ids('b/z.png'), [4], 'or none of them');
  t.deepEqual(ids('b/y.tif'), [3], 'a copy in another format, of which the file states more folders');
  t.is(ids('c/x.png'), undefined, 'another folder is another image');
  t.is(ids('other/b/w.png'), undefined, 'at any depth');
  t.is(ids('b/q.png'), undefined);
  t.is(index.partOf(images[0]!).info, 'kept');
  const error = t.throws(() => index.find('x.png'), { instanceOf: LabelsError });
  t.regex(error.message, /l\.json has 2 images named x\.png/);
  t.throws(() => CocoIndex.of({ type: 'FeatureCollection' }, 'l.json'), { code: 'LABELS_INVALID' });
  t.throws(() => CocoIndex.of({ images: [], annotations: {} }, 'l.json'), { code: 'LABELS_INVALID' });
});
