import test from 'ava';
import { encodeLabels } from '../lib/labels/files.js';
import { LabelledScene } from '../lib/labels/insert.js';
import { noLabels } from '../lib/labels/objects.js';
import { apply, type Placement, toScene } from '../lib/labels/place.js';
import { runsOf } from '../lib/labels/runs.js';
import { areaOf, type Shape } from '../lib/labels/shape.js';
import { intersect, type Window, whole } from '../lib/raster/window.js';
import { fillPolygon } from '../lib/scene/polygon.js';
import { boundsOfTurned } from '../lib/scene/resample.js';
import { readSource } from '../lib/scene/source.js';
import { drawn, iou, object, star } from './support/labels.js';
import { generator } from './support/random.js';

const SCENE = { width: 480, height: 400 };
const SOURCE = { width: 90, height: 80 };

/** The pixels of each object that are visible, by name. */
class Painted {
  readonly visible = new Map<string, Uint8Array>();
  /** Number of pixels that an object has without anything over it. */
  readonly whole = new Map<string, number>();

  add(name: string, pixels: Uint8Array, size: number): void {
    this.visible.set(name, pixels);
    this.whole.set(name, size);
  }

  cover(place: Window, mask: Uint8Array): void {
    for (const pixels of this.visible.values())
      for (let y = 0; y < place.height; y++)
        for (let x = 0; x < place.width; x++)
          if (mask[y * place.width + x] === 1) pixels[(place.y + y) * SCENE.width + place.x + x] = 0;
  }
}

/** Where the source goes, turned, at a random scale, and at times beyond the scene's edge. */
function randomPlacement(next: () => number): Placement {
  const rotation = Math.round(720 * (next() - 0.5));
  const scale = 0.6 + 1.2 * next();
  const around = boundsOfTurned(SOURCE, rotation);
  const size = { width: Math.round(around.width * scale), height: Math.round(around.height * scale) };
  const [x, y] = [Math.floor(next() * SCENE.width), Math.floor(next() * SCENE.height)];
  const box = { x: x - (size.width >> 1), y: y - (size.height >> 1), ...size };
  return { sourceWindow: whole(SOURCE), rotation, box };
}

test('100 turned patches that overlap: objects are found under their labels, and no label is without pixels', async (t) => {
  const next = generator(2024);
  const painted = new Painted();
  const ofScene = Array.from({ length: 120 }, (_, i) => {
    const [[ring]] = star(next, { width: 60, height: 60 }, 5) as [[[number, number][]]];
    const [dx, dy] = [next() * (SCENE.width - 60), next() * (SCENE.height - 60)];
    const shape: Shape = [[ring.map(([x, y]) => [x + dx, y + dy])]];
    const pixels = fillPolygon({ parts: shape }, whole(SCENE));
    painted.add(`scene ${i}`, pixels, count(pixels));
    return object(shape, { name: `scene ${i}` });
  });
  const scene = new LabelledScene(ofScene);
  const scales = new Map<string, number>();
  for (let i = 0; i < 100; i++) {
    const placement = randomPlacement(next);
    const { box, rotation } = placement;
    const place = intersect(box, whole(SCENE));
    const shapes = [0, 1, 2].map(() => star(next, SOURCE, 5));
    // Each channel shows one object, as samples of 16 bits.
    const channels = shapes.map((shape) => drawn(shape, SOURCE));
    const data = Uint16Array.from({ length: 3 * channels[0]!.length }, (_, j) =>
      Math.round(60_000 * channels[j % 3]![Math.floor(j / 3)]!),
    );
    const part = { ...place, x: place.x - box.x, y: place.y - box.y };
    const layout = { window: whole(SOURCE), rotation, box, part };
    const { planes, valid } = await readSource({ raw: { ...SOURCE, data, channels: 3 } }, [0, 1, 2], layout);
    const mask = valid ?? new Uint8Array(place.width * place.height).fill(1);
    painted.cover(place, mask);
    const affine = toScene(placement);
    const objects = shapes.map((shape, j) => {
      const name = `patch ${i}, object ${j}`;
      const pixels = new Uint8Array(SCENE.width * SCENE.height);
      for (const [k, level] of planes[j]!.entries())
        if (mask[k] === 1 && level >= 30_000)
          pixels[(place.y + Math.floor(k / place.width)) * SCENE.width + place.x + (k % place.width)] = 1;
      const moved = shape.map((rings) => rings.map((ring) => ring.map(([x, y]) => apply(affine, x, y))));
      painted.add(name, pixels, areaOf(moved));
      scales.set(name, Math.max(1, areaOf(moved) / areaOf(shape)));
      return object(shape, { name });
    });
    scene.insert({ placement, mask: runsOf(mask, place), objects, name: `patch ${i}` });
  }
  const { objects, dropped } = await scene.finish(0.3);
  t.is(objects.length + dropped.scene + dropped.sources, 120 + 300);
  t.true(objects.length > 60 && dropped.scene > 20 && dropped.sources > 20);
  let compared = 0;
  for (const { name, shape } of objects) {
    const pixels = painted.visible.get(name)!;
    const size = count(pixels);
    t.true(size > 0, `${name} has no pixels`);
    t.true(size >= 0.28 * painted.whole.get(name)! - 5, `${name}: ${size} of ${painted.whole.get(name)}`);
    if (size < 100 * (scales.get(name) ?? 1)) continue;
    compared++;
    const found = iou(fillPolygon({ parts: shape }, whole(SCENE)), pixels);
    t.true(found >= 0.95, `${name}: ${found} of ${size} px`);
  }
  t.true(compared > 50, String(compared));
  // What is dropped hardly shows.
  const left = new Set(objects.map(({ name }) => name));
  for (const [name, pixels] of painted.visible)
    if (!left.has(name)) t.true(count(pixels) < 0.32 * painted.whole.get(name)! + 5, name);
  const image = { path: 'composed.tif', size: SCENE };
  const { annotations } = JSON.parse(
    Buffer.concat(encodeLabels(noLabels('coco'), objects, image)).toString(),
  );
  t.is(annotations.length, objects.length);
});

function count(pixels: Uint8Array): number {
  return pixels.reduce((sum, inside) => sum + inside, 0);
}
