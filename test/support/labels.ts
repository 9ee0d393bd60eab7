import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LabelledPatch, LabelledScene } from '../../lib/labels/insert.js';
import type { LabelledObject } from '../../lib/labels/objects.js';
import { runsOf } from '../../lib/labels/runs.js';
import { boxShape, type Position, type Shape } from '../../lib/labels/shape.js';
import type { Window } from '../../lib/raster/window.js';
import { fillPolygon } from '../../lib/scene/polygon.js';
import type { Size } from '../../lib/values/size.js';
import { runGdal } from './gdal.js';

export function object(shape: Shape, more: Partial<LabelledObject> = {}): LabelledObject {
  return { category: 'car', shape, isBox: false, name: 'annotation 1', members: {}, ...more };
}

export const box = (x: number, y: number, width: number, height: number) =>
  boxShape({ left: x, top: y, right: x + width, bottom: y + height });

export const at = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

/** A patch that is placed as it is. */
export function patch(window: Window, more: Partial<LabelledPatch> = {}): LabelledPatch {
  const placement = { sourceWindow: { ...window, x: 0, y: 0 }, rotation: 0, box: window };
  const mask = runsOf(new Uint8Array(window.width * window.height).fill(1), window);
  return { placement, mask, objects: [], name: 'patch', ...more };
}

export async function inserted(
  objects: readonly LabelledObject[],
  patches: readonly LabelledPatch[],
  minVisible = 0.3,
) {
  const scene = new LabelledScene(objects);
  for (const patch of patches) scene.insert(patch);
  return scene.finish(minVisible);
}

/** A polygon with up to nine more tips than the least. Interpolation blunts the tips of those that have few. */
export function star(next: () => number, { width, height }: Size, least = 3): Shape {
  const [x, y] = [width * (0.2 + 0.6 * next()), height * (0.2 + 0.6 * next())];
  const tips = least + Math.floor(9 * next());
  const radius = 8 + 14 * next();
  const ring = Array.from({ length: tips }, (_, i): Position => {
    const [angle, length] = [(2 * Math.PI * i) / tips, radius * (0.6 + 0.4 * next())];
    return [x + length * Math.cos(angle), y + length * Math.sin(angle)];
  });
  return [[[...ring, ring[0]!]]];
}

/** How much of each pixel is inside, as a camera sees it: [height, width]. */
export function drawn(shape: Shape, { width, height }: Size): Float32Array {
  const fine = shape.map((rings) =>
    rings.map((ring) => ring.map(([x, y]): Position => [STEPS * x, STEPS * y])),
  );
  const inside = fillPolygon({ parts: fine }, at(0, 0, STEPS * width, STEPS * height));
  const data = new Float32Array(width * height);
  for (let i = 0; i < inside.length; i++) {
    const [x, y] = [Math.floor((i % (STEPS * width)) / STEPS), Math.floor(i / (STEPS * width) / STEPS)];
    data[y * width + x]! += inside[i]! / STEPS ** 2;
  }
  return data;
}

const STEPS = 4;

/** Intersection over union of two masks. */
export function iou(a: Uint8Array, b: Uint8Array): number {
  let [both, any] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    both += a[i]! & b[i]!;
    any += a[i]! | b[i]!;
  }
  return both / any;
}

/** A label as another program reads it. */
export interface Seen {
  id: number | string | null;
  category: string;
  /** Of GeoJSON, as other properties. */
  label?: string;
  area: number;
  bbox: [number, number, number, number];
  iscrowd: number;
  /** Number of pixels inside; absent for a box. */
  pixels?: number;
  iou?: number;
}

/** Writes labels and reads them with pycocotools or, with a raster, with rasterio. */
export async function seenByOthers(
  folder: string,
  labels: readonly Uint8Array[],
  masks: Record<string, Uint8Array> = {},
  raster?: string,
): Promise<Seen[]> {
  const path = join(folder, 'seen.json');
  await writeFile(path, Buffer.concat(labels));
  const paths: Record<string, string> = {};
  for (const [id, mask] of Object.entries(masks)) {
    paths[id] = join(folder, `mask-${id}`);
    await writeFile(paths[id], mask);
  }
  const file = join(folder, 'case.json');
  await writeFile(file, JSON.stringify({ labels: path, masks: paths, ...(raster && { raster }) }));
  return (await runGdal('check_labels.py', file)) as Seen[];
}
