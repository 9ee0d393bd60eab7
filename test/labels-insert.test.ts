import test, { type ExecutionContext } from 'ava';
import { AbortError, LabelsError } from '../lib/errors.js';
import { LabelledScene } from '../lib/labels/insert.js';
import { apply, inverse, type Placement, toScene } from '../lib/labels/place.js';
import { runsOf } from '../lib/labels/runs.js';
import { areaOf, boundsOf, type Position, type Shape } from '../lib/labels/shape.js';
import { intersect, whole } from '../lib/raster/window.js';
import { fillPolygon } from '../lib/scene/polygon.js';
import { boundsOfTurned } from '../lib/scene/resample.js';
import { readSource } from '../lib/scene/source.js';
import { at, box, drawn, inserted, iou, object, patch, star } from './support/labels.js';
import { generator } from './support/random.js';

const SCENE = { width: 100, height: 80 };

test('objects under a patch lose what it covers, and go when too little is left', async (t) => {
  const objects = [
    object(box(0, 0, 10, 10), { name: 'beside' }),
    object(box(15, 20, 10, 10), { name: 'half' }),
    object(box(18, 40, 10, 10), { name: 'a fifth is left' }),
    object(box(30, 30, 5, 5), { name: 'inside' }),
    object(box(10, 10, 50, 60), { name: 'around' }),
  ];
  const { objects: left, dropped } = await inserted(objects, [patch(at(20, 15, 30, 40))]);
  t.deepEqual(
    left.map(({ name }) => name),
    ['beside', 'half', 'around'],
  );
  t.is(left[0], objects[0]);
  t.deepEqual(left[1]!.shape, [
    [
      [
        [15, 20],
        [20, 20],
        [20, 30],
        [15, 30],
        [15, 20],
      ],
    ],
  ]);
  t.is(left[2]!.shape[0]!.length, 2);
  t.is(areaOf(left[2]!.shape), 50 * 60 - 30 * 40);
  t.deepEqual(dropped, { scene: 2, sources: 0 });

  const all = await inserted(objects, [patch(at(20, 15, 30, 40))], 0.2);
  t.is(all.objects.length, 4);
  t.is((await inserted(objects, [patch(at(20, 15, 30, 40))], 0)).objects.length, 4);
  t.is((await inserted(objects, [patch(at(20, 15, 30, 40))], 1)).objects.length, 1);
});

test('what several patches cover counts together, whatever their order', async (t) => {
  const wide = object(box(0, 0, 100, 10));
  const patches = [patch(at(0, 0, 40, 20)), patch(at(60, 0, 40, 20)), patch(at(30, 0, 20, 5))];
  const { objects } = await inserted([wide], patches, 0.1);
  t.is(areaOf(objects[0]!.shape), 1000 - 800 - 50);
  t.is((await inserted([wide], patches, 0.16)).objects.length, 0);
});

test('an object that only meets a patch stays as it was read', async (t) => {
  const entry = { format: 'coco', annotation: { id: 7 } } as const;
  const beside = object(box(10, 10, 10, 10), { entry });
  const tiny = object(box(10.0001, 10, 10, 10), { entry });
  const { objects } = await inserted([beside, tiny], [patch(at(20, 5, 30, 30))]);
  t.is(objects[0], beside);
  t.is(objects[1], tiny);
  const cut = await inserted([beside], [patch(at(18, 5, 30, 30))]);
  t.deepEqual([cut.objects[0]!.isCut, cut.objects[0]!.entry], [true, entry]);
});

test('a box keeps the bounds of what is visible', async (t) => {
  const boxes = [object(box(10, 10, 20, 20), { isBox: true }), object(box(40, 10, 20, 20), { isBox: true })];
  // A corner of the first, and all but the left of the second
  const { objects } = await inserted(boxes, [patch(at(20, 0, 10, 20)), patch(at(48, 0, 30, 40))]);
  t.deepEqual(
    objects.map(({ shape }) => boundsOf(shape)),
    [
      { left: 10, top: 10, right: 30, bottom: 30 },
      { left: 40, top: 10, right: 48, bottom: 30 },
    ],
  );
  t.true(objects.every(({ isBox, shape }) => isBox && shape[0]![0]!.length === 5));
});

test('objects of the source move with it and are clipped by its mask', async (t) => {
  const window = at(50, 20, 20, 10);
  const mask = new Uint8Array(200).fill(1);
  for (let y = 0; y < 10; y++) mask.fill(0, y * 20, y * 20 + 5);
  const placement: Placement = { sourceWindow: at(4, 2, 40, 20), rotation: 0, box: window };
  const entry = { format: 'coco', annotation: {} } as const;
  const objects = [
    object(box(24, 6, 8, 8), { entry, members: { colour: 'red' } }),
    object(box(4, 2, 40, 4)),
    object(box(0, 0, 16, 10), { name: 'a third is in the window and not under the mask' }),
    object(box(60, 2, 10, 10), { name: 'outside the window' }),
  ];
  const result = await inserted([], [patch(window, { placement, mask: runsOf(mask, window), objects })]);
  t.deepEqual(
    result.objects.map(({ shape }) => boundsOf(shape)),
    [
      { left: 60, top: 22, right: 64, bottom: 26 },
      { left: 55, top: 20, right: 70, bottom: 22 },
    ],
  );
  t.deepEqual(result.objects[0]!.members, { colour: 'red' });
  t.false('entry' in result.objects[0]!);
  t.deepEqual(result.dropped, { scene: 0, sources: 2 });
});

test('a later patch covers objects of an earlier one', async (t) => {
  const first = patch(at(10, 10, 20, 20), {
    objects: [object(box(0, 0, 20, 10)), object(box(12, 12, 4, 4))],
  });
  const second = patch(at(20, 10, 20, 20), { objects: [object(box(0, 0, 5, 5))] });
  const { objects, dropped } = await inserted([], [first, second]);
  t.deepEqual(
    objects.map(({ shape }) => boundsOf(shape)),
    [
      { left: 10, top: 10, right: 20, bottom: 20 },
      { left: 20, top: 10, right: 25, bottom: 15 },
    ],
  );
  t.deepEqual(dropped, { scene: 0, sources: 1 });
});

test('a patch can be one object of a category, with the outline of its mask', async (t) => {
  const window = at(10, 10, 6, 4);
  const mask = Uint8Array.from({ length: 24 }, (_, i) => Number(i !== 8 && i !== 0));
  const { objects } = await inserted(
    [],
    [patch(window, { mask: runsOf(mask, window), label: 'ship', name: 'patch 3' }), patch(at(14, 0, 50, 50))],
  );
  t.deepEqual(
    objects.map(({ category, name, isBox }) => [category, name, isBox]),
    [['ship', 'patch 3', false]],
  );
  t.is(areaOf(objects[0]!.shape), 14);
  t.is(objects[0]!.shape[0]!.length, 2);
});

test('objects without pixels are dropped', async (t) => {
  const placement = { sourceWindow: at(0, 0, 200, 200), rotation: 0, box: at(0, 0, 20, 20) };
  // 0.2 px in the scene: around a pixel's centre, and between centres
  const objects = [object(box(4, 4, 2, 2)), object(box(8, 8, 2, 2))];
  const { objects: left } = await inserted([], [patch(at(0, 0, 20, 20), { placement, objects })], 0);
  t.deepEqual(
    left.map(({ shape }) => boundsOf(shape)!.left),
    [0.4 + 0.4 / 1024],
  );
  const sliver = object(box(0, 0, 10, 10.3));
  t.is((await inserted([sliver], [patch(at(0, 0, 10, 10))], 0)).objects.length, 0);
});

test('shapes that cross themselves or overlap are repaired when they are clipped', async (t) => {
  const bow: Shape = [
    [
      [
        [0, 0],
        [10, 10],
        [10, 0],
        [0, 10],
        [0, 0],
      ],
    ],
  ];
  const overlapping: Shape = [...box(0, 20, 10, 10), ...box(5, 20, 10, 10)];
  const spike: Shape = [
    [
      [
        [0, 40],
        [10, 40],
        [10, 50],
        [30, 50],
        [10, 50],
        [0, 50],
        [0, 40],
      ],
    ],
  ];
  const hole: Shape = [[...box(0, 60, 10, 10)[0]!, ...box(9, 60, 10, 10)[0]!]];
  const cover = patch(at(8, 0, 20, 80));
  const objects = [bow, overlapping, spike, hole].map((shape) => object(shape));
  const { objects: left } = await inserted(objects, [cover], 0);
  t.deepEqual(
    left.map(({ shape }) => Math.round(areaOf(shape) * 1e6) / 1e6),
    [34, 80, 80, 80],
  );
});

test('an outline that is too complex is an error that names the object', async (t) => {
  const zigzag: Position[] = Array.from({ length: 4000 }, (_, i) => [
    i % 2 === 0 ? 0 : 99,
    ((i * 7919) % 4000) / 50,
  ]);
  const shape: Shape = [[[...zigzag, zigzag[0]!]]];
  const run = inserted([object(shape, { name: 'labels.json: annotation 17' })], [patch(at(0, 0, 9, 9))]);
  const { code, message } = await t.throwsAsync(run, { instanceOf: LabelsError });
  t.is(code, 'LABELS_INVALID');
  t.regex(message, /^labels\.json: annotation 17 has an outline that is too complex .* Simplify/);
});

test('finishing can be aborted', async (t) => {
  const objects = Array.from({ length: 3000 }, (_, i) => object(box(0, i / 100, 10, 10.013)));
  const scene = new LabelledScene(objects);
  scene.insert(patch(at(5, 5, 9, 9)));
  await t.throwsAsync(scene.finish(0, AbortSignal.abort()), { instanceOf: AbortError });
});

const PLACEMENTS: [name: string, placement: Placement][] = [
  ['as it is', { sourceWindow: at(0, 0, 60, 50), rotation: 0, box: at(10, 10, 60, 50) }],
  ['a window, larger', { sourceWindow: at(7, 9, 30, 25), rotation: 0, box: at(10, 10, 77, 50) }],
  ['smaller, partly outside', { sourceWindow: at(0, 0, 60, 50), rotation: 0, box: at(-11, 50, 47, 35) }],
  ['a quarter turn', { sourceWindow: at(3, 0, 57, 50), rotation: 90, box: at(10, 10, 50, 57) }],
  ['turned to the left', { sourceWindow: at(0, 0, 60, 50), rotation: -33.3, box: at(20, 5, 64, 70) }],
  ['turned and much smaller', { sourceWindow: at(1, 2, 57, 47), rotation: 200, box: at(40, 30, 31, 25) }],
  [
    'turned, larger, partly outside',
    { sourceWindow: at(10, 5, 41, 37), rotation: 77, box: at(-20, -17, 120, 90) },
  ],
  ['turned and stretched', { sourceWindow: at(0, 0, 60, 50), rotation: 45, box: at(0, 0, 100, 40) }],
];

const SOURCE = { width: 60, height: 50 };

/** Pixels of an object of the source after the code that places sources has placed it, and where the source went. */
async function placedPixels(shape: Shape, { sourceWindow, rotation, box }: Placement) {
  const place = intersect(box, whole(SCENE));
  const data = drawn(shape, SOURCE);
  const part = { ...place, x: place.x - box.x, y: place.y - box.y };
  const raw = { ...SOURCE, data, channels: 1 } as never;
  const { planes, valid } = await readSource({ raw }, [0], { window: sourceWindow, rotation, box, part });
  const mask = valid ?? new Uint8Array(place.width * place.height).fill(1);
  return {
    place,
    mask,
    pixels: Uint8Array.from(planes[0]!, (level, i) => Number(mask[i] === 1 && level >= 0.5)),
  };
}

async function checkPlacement(t: ExecutionContext, shape: Shape, placement: Placement, name: string) {
  const { place, mask, pixels } = await placedPixels(shape, placement);
  const labelled = { placement, mask: runsOf(mask, place), objects: [object(shape)], name };
  const { objects } = await inserted([], [labelled], 0);
  const size = pixels.reduce((sum, inside) => sum + inside, 0);
  const [a, b, , d, e] = toScene(placement);
  // 100 px of the scene and of the source, whose own pixels blur the outlines of small objects.
  if (size < 100 * Math.max(1, a * e - b * d)) return false;
  const label = fillPolygon({ parts: objects[0]!.shape }, place);
  const found = iou(label, pixels);
  t.true(found >= 0.95, `${name}: ${found} of ${size} px`);
  t.false(
    label.some((inside, i) => inside === 1 && mask[i] === 0),
    `${name}: outside the mask`,
  );
  return true;
}

test('positions are exactly where pixels go', async (t) => {
  // Each pixel holds the position of its centre. The third channel is there because the second of two would be alpha.
  const data = Float32Array.from({ length: 3 * 60 * 50 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return [(pixel % 60) + 0.5, Math.floor(pixel / 60) + 0.5, 0][i % 3]!;
  });
  for (const [name, { sourceWindow, rotation, box }] of PLACEMENTS) {
    const place = intersect(box, whole(SCENE));
    const part = { ...place, x: place.x - box.x, y: place.y - box.y };
    const raw = { ...SOURCE, data, channels: 3 } as never;
    const { planes, valid } = await readSource({ raw }, [0, 1], {
      window: sourceWindow,
      rotation,
      box,
      part,
    });
    const affine = toScene({ sourceWindow, rotation, box });
    const back = inverse(affine);
    // Interpolation repeats the pixels at the edges, which may be averages of several.
    const [a, b, , d, e] = affine;
    // Averages over parts of pixels are those of a staircase.
    const tolerance = a * e - b * d < 0.99 ? 0.15 : 1e-3;
    const margin = 2 * Math.max(1, ...back.filter((_, i) => i % 3 !== 2).map(Math.abs));
    let compared = 0;
    for (let i = 0; i < place.width * place.height; i++) {
      const [column, row] = [i % place.width, Math.floor(i / place.width)];
      const [x, y] = apply(back, place.x + column + 0.5, place.y + row + 0.5);
      const { x: left, y: top, width, height } = sourceWindow;
      if (Math.min(x - left, y - top, left + width - x, top + height - y) < margin) continue;
      compared++;
      const [foundX, foundY] = [planes[0]![i]!, planes[1]![i]!];
      const off = Math.hypot(foundX - x, foundY - y);
      if (valid?.[i] === 0 || off > tolerance) return t.fail(`${name}: ${foundX}, ${foundY} at ${x}, ${y}`);
    }
    t.true(compared > 100, name);
  }
});

test('labels lie on the pixels of their objects, however the source is placed', async (t) => {
  const next = generator(11);
  let checked = 0;
  for (const [name, placement] of PLACEMENTS)
    for (let i = 0; i < 6; i++) if (await checkPlacement(t, star(next, SOURCE), placement, name)) checked++;
  for (let i = 0; i < 60; i++) {
    const [x, y] = [Math.floor(20 * next()), Math.floor(15 * next())];
    const sourceWindow = at(
      x,
      y,
      Math.ceil((60 - x) * (0.5 + next() / 2)),
      Math.ceil((50 - y) * (0.5 + next() / 2)),
    );
    const box = at(
      Math.floor(60 * next()) - 20,
      Math.floor(60 * next()) - 20,
      20 + Math.floor(90 * next()),
      20 + Math.floor(90 * next()),
    );
    const placement = { sourceWindow, rotation: Math.round(720 * next() - 360), box };
    const { width, height } = intersect(box, whole(SCENE));
    if (width <= 0 || height <= 0) continue;
    if (await checkPlacement(t, star(next, SOURCE), placement, JSON.stringify(placement))) checked++;
  }
  t.true(checked > 50, String(checked));
});

test('the way back is the inverse', (t) => {
  for (const [name, placement] of PLACEMENTS) {
    const there = toScene(placement);
    const [x, y] = apply(inverse(there), ...apply(there, 12.25, 40.5));
    t.true(Math.abs(x - 12.25) < 1e-9 && Math.abs(y - 40.5) < 1e-9, name);
  }
});

test('100 random patches over 100 objects: areas are those of the pixels', async (t) => {
  const next = generator(5);
  const names = Array.from({ length: 100 }, (_, i) => `object ${i}`);
  const objects = names.map((name) => object(star(next, SCENE), { name }));
  const owner = new Map(
    names.map((name, i) => [name, fillPolygon({ parts: objects[i]!.shape }, whole(SCENE))]),
  );
  const full = new Map(objects.map(({ name, shape }) => [name, areaOf(shape)]));
  const scene = new LabelledScene(objects);
  for (let i = 0; i < 30; i++) {
    const window = at(Math.floor(90 * next()), Math.floor(70 * next()), 10, 10);
    const place = intersect(window, whole(SCENE));
    const disc = Uint8Array.from({ length: place.width * place.height }, (_, i) =>
      Number(Math.hypot((i % place.width) - 4.5, Math.floor(i / place.width) - 4.5) < 4.8),
    );
    scene.insert(patch(window, { mask: runsOf(disc, place) }));
    for (const pixels of owner.values())
      for (const [j, inside] of disc.entries())
        if (inside)
          pixels[(place.y + Math.floor(j / place.width)) * SCENE.width + place.x + (j % place.width)] = 0;
  }
  const { objects: left } = await scene.finish(0.3);
  t.true(left.length > 20 && left.length < 100, String(left.length));
  for (const { name, shape } of left) {
    t.true(areaOf(shape) >= 0.3 * full.get(name)! - 0.02);
    t.deepEqual(fillPolygon({ parts: shape }, whole(SCENE)), owner.get(name)!, name);
  }
});

test('a turned patch has four corners if all of it is inside, and otherwise the outline of its pixels', async (t) => {
  const next = generator(4);
  let corners = 0;
  for (let i = 0; i < 60; i++) {
    const source = { width: 20 + Math.floor(80 * next()), height: 20 + Math.floor(80 * next()) };
    const rotation = i < 4 ? 90 * i : Math.floor(360 * next());
    const around = boundsOfTurned(source, rotation);
    const scale = 0.5 + next();
    const box = at(30, 20, Math.round(scale * around.width), Math.round(scale * around.height));
    const placement = { sourceWindow: at(3, 5, source.width, source.height), rotation, box };
    const raw = new Uint8Array((source.width + 9) * (source.height + 9)).fill(100);
    const image = {
      raw: { data: raw, width: source.width + 9, height: source.height + 9, channels: 1 as const },
    };
    const part = at(0, 0, box.width, box.height);
    const { valid } = await readSource(image, [0], { window: placement.sourceWindow, rotation, box, part });
    const full = valid ?? new Uint8Array(box.width * box.height).fill(1);
    const inside = Uint8Array.from(full);
    const { objects } = await inserted(
      [],
      [patch(box, { placement, mask: runsOf(inside, box), label: 'field' })],
    );
    const [outer, ...rings] = objects[0]!.shape[0]!;
    t.is(rings.length, 0);
    if (outer!.length === 5) corners++;
    const filled = fillPolygon({ parts: objects[0]!.shape }, box);
    t.true(iou(filled, inside) > 0.995, `${i}: ${rotation}`);
    // With a hole, it is the outline of the pixels.
    const middle = Math.floor(box.height / 2) * box.width + Math.floor(box.width / 2);
    inside[middle] = 0;
    const pierced = await inserted(
      [],
      [patch(box, { placement, mask: runsOf(inside, box), label: 'field' })],
    );
    t.deepEqual(fillPolygon({ parts: pierced.objects[0]!.shape }, box), inside);
  }
  t.true(corners >= 55, `${corners} of 60`);
});
