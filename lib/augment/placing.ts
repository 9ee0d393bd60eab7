import { pick, type Random } from '../dataset/random.js';
import type { LeftOut } from '../labels/objects.js';
import { boundsOf, type Ring, type Shape } from '../labels/shape.js';
import type { Window } from '../raster/window.js';
import { boundsOfTurned, direction } from '../scene/resample.js';
import type { Size } from '../values/size.js';
import { distanceBetween } from './distance.js';
import type { Rotation } from './options.js';
import type { SceneData } from './scene-data.js';

/** Where patches may go. */
export interface Rules {
  rotation: Rotation;
  /** In pixels of the scene: between patches, and between a patch and an object of an avoided category. */
  minDistance: number;
}

/** A patch's place in a scene. */
export interface Placed {
  /** Degrees clockwise. */
  rotation: number;
  /** What the turned patch fills, in pixels of the scene. */
  box: Window;
  /** Outline of the turned patch. */
  outline: Ring;
}

/** Attempts to find a place for one patch. */
const ATTEMPTS = 40;
/** Shortest side of a patch in the scene, in pixels. */
export const MIN_SIDE = 8;
/** Longest side as a fraction of the scene's: a larger patch leaves too little of the scene to adapt to. */
export const MAX_PART = 0.75;

/**
 * Finds a place for a patch: within the scene, on pixels with data, and apart from other patches and avoided objects.
 *
 * @param size of the patch in pixels of the scene, before it is turned
 * @param others outlines of the patches that have a place
 * @param avoided objects of the scene
 * @returns if none is found, whether the patch is too large or too small for the scene, or the rules leave no place
 */
export async function findPlace(
  size: Size,
  scene: SceneData,
  rules: Rules,
  others: readonly Ring[],
  avoided: readonly LeftOut[],
  random: Random,
): Promise<Placed | 'size' | 'rules'> {
  let fits = false;
  const obstacles: Shape[] = [...others.map((ring) => [[ring]]), ...avoided.map(({ shape }) => shape)];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const placed = drawPlace(size, scene.size, drawRotation(rules.rotation, random), random);
    if (!placed) continue;
    fits = true;
    if (obstacles.some((shape) => isTooClose(shape, placed.outline, rules.minDistance))) continue;
    if (await scene.hasData(placed.box, placed.outline)) return placed;
  }
  return fits ? 'rules' : 'size';
}

function drawRotation(rotation: Rotation, random: Random): number {
  if (rotation === 'none') return 0;
  return rotation === 'any' ? random(0, 359) : pick(random, [0, 90, 180, 270]);
}

/** @returns undefined for a patch that is too small or too large for the scene */
function drawPlace(size: Size, scene: Size, rotation: number, random: Random): Placed | undefined {
  const around = boundsOfTurned(size, rotation);
  const [width, height] = [Math.round(around.width), Math.round(around.height)];
  if (Math.min(size.width, size.height) < MIN_SIDE) return undefined;
  if (width > scene.width * MAX_PART || height > scene.height * MAX_PART) return undefined;
  const [x, y] = [random(0, scene.width - width), random(0, scene.height - height)];
  const box = { x, y, width, height };
  return { rotation, box, outline: outlineOf(size, rotation, box) };
}

/** The corners of the turned patch, as composing places them in its box. */
export function outlineOf(size: Size, rotation: number, box: Window): Ring {
  const [cos, sin] = direction(rotation);
  const around = boundsOfTurned(size, rotation);
  const corner = (across: number, down: number): [number, number] => {
    const [u, v] = [across * size.width, down * size.height];
    return [
      box.x + box.width * ((u * cos - v * sin) / around.width + 0.5),
      box.y + box.height * ((u * sin + v * cos) / around.height + 0.5),
    ];
  };
  return [corner(-0.5, -0.5), corner(0.5, -0.5), corner(0.5, 0.5), corner(-0.5, 0.5), corner(-0.5, -0.5)];
}

function isTooClose(shape: Shape, outline: Ring, distance: number): boolean {
  const [a, b] = [boundsOf(shape), boundsOf([[outline]])!];
  if (!a) return false;
  const isFar =
    Math.max(a.left - b.right, b.left - a.right) > distance ||
    Math.max(a.top - b.bottom, b.top - a.bottom) > distance;
  if (isFar) return false;
  const found = distanceBetween(shape, outline);
  return found === 0 || found < distance;
}
