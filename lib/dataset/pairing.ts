import { DatasetError } from '../errors.js';
import type { Box } from '../request/harmonize.js';
import { pick, type Random, randomFor, shuffled } from './random.js';
import type { Scene } from './scenes.js';

/** A patch of one scene, and where it goes in another. */
export interface Pair {
  target: Scene;
  source: Scene;
  /** What the patch shows. */
  sourceLabel: string;
  /** In pixels of the source. */
  crop: Box;
  /** In pixels of the target. */
  box: Box;
}

/** Boxes of plain scenes lie on this grid, in pixels: the factor of Stable Diffusion's VAE. */
const GRID = 8;
const MIN_CROP = 8;
/** Margin on each side of an annotated box, as a fraction of the box's side. */
const CONTEXT = 0.1;

/** Attempts for one item before it drops the scheduled target scene, the source class, the target class, and fails. */
const ATTEMPTS = { inTurn: 50, ofClasses: 200, ofTarget: 400, all: 2000 };

/**
 * Chooses pairs. Target and source classes are balanced and drawn independently: in each round of items every class
 * comes up once as target and once as source. Both orders are random, and that of the sources changes every round, so
 * that about one pair per round has the same class twice. Within a class, every scene is a target once before any
 * repeats. Where no pair fits, other scenes are drawn instead. Item i depends only on the seed, i and the scenes.
 */
export class Pairing {
  readonly #classes = new Map<string, Scene[]>();
  readonly #orders = new Map<string, Scene[]>();
  readonly #seed: number;

  constructor(scenes: readonly Scene[], seed: number) {
    this.#seed = seed;
    for (const scene of scenes) {
      const others = this.#classes.get(scene.label);
      if (others) others.push(scene);
      else this.#classes.set(scene.label, [scene]);
    }
  }

  /**
   * @param usable whether a scene's pixels can be read; called only for scenes that make a pair
   * @throws DatasetError when no two scenes fit
   */
  async pair(i: number, usable: (scene: Scene) => Promise<boolean>): Promise<Pair> {
    const random = randomFor(this.#seed, 'pair', i);
    for (let attempt = 0; attempt < ATTEMPTS.all; attempt++) {
      const [target, source] = this.#scenes(i, attempt, random);
      if (target.place === source.place) continue;
      const pair = layOut(target, source, random);
      if (pair && (await usable(target)) && (await usable(source))) return pair;
    }
    throw new DatasetError(
      'PAIRS_NOT_FOUND',
      `No patch fits composite ${i}: ground sampling distances differ too much, or too few scenes can be read. ` +
        'Add scenes from similar sensors, or set gsd for scenes that do not state their own.',
    );
  }

  #scenes(i: number, attempt: number, random: Random): [Scene, Scene] {
    const labels = [...this.#classes.keys()];
    const [round, turn] = [Math.floor(i / labels.length), i % labels.length];
    const targets = shuffled(randomFor(this.#seed, 'targets'), labels);
    const sources = shuffled(randomFor(this.#seed, 'sources', round), labels);
    const target = attempt < ATTEMPTS.ofTarget ? targets[turn]! : pick(random, labels);
    const source = attempt < ATTEMPTS.ofClasses ? sources[turn]! : pick(random, labels);
    return [
      attempt < ATTEMPTS.inTurn
        ? this.#inTurn('target', target, round)
        : pick(random, this.#classes.get(target)!),
      attempt === 0 ? this.#inTurn('source', source, round) : pick(random, this.#classes.get(source)!),
    ];
  }

  #inTurn(role: string, label: string, round: number): Scene {
    const key = JSON.stringify([role, label]);
    const scenes =
      this.#orders.get(key) ?? shuffled(randomFor(this.#seed, role, label), this.#classes.get(label)!);
    this.#orders.set(key, scenes);
    return scenes[round % scenes.length]!;
  }
}

/** Places a patch at the target's ground sampling distance; undefined if it does not fit. */
export function layOut(target: Scene, source: Scene, random: Random): Pair | undefined {
  const scale = gsdRatio(target, source);
  if (scale === undefined) return undefined;
  const object = source.objects.length > 0 ? pick(random, source.objects) : undefined;
  const { crop, box } = object
    ? placeObject(target, source, object.box, scale, random)
    : placeAnything(target, source, scale, random);
  const fits = (['width', 'height'] as const).every(
    (side) =>
      crop[side] >= MIN_CROP &&
      crop[side] <= source[side] &&
      box[side] >= target[side] / 8 &&
      box[side] <= (target[side] * 3) / 4,
  );
  if (!fits) return undefined;
  return { target, source, sourceLabel: object?.label ?? source.label, crop, box };
}

/** 1 if neither scene states its GSD. If only one does, the scenes cannot be aligned. */
function gsdRatio(target: Scene, source: Scene): number | undefined {
  const [of, to] = [source.metadata.gsd, target.metadata.gsd];
  if (of === undefined && to === undefined) return 1;
  return of === undefined || to === undefined ? undefined : of / to;
}

type Layout = Pick<Pair, 'crop' | 'box'>;

/** Places the annotated object, with a margin, anywhere in the target. */
function placeObject(target: Scene, source: Scene, object: Box, scale: number, random: Random): Layout {
  const [x, width] = widen(object.x, object.width, source.width);
  const [y, height] = widen(object.y, object.height, source.height);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return {
    crop: { x, y, width, height },
    box: {
      x: random(0, Math.max(target.width - size.width, 0)),
      y: random(0, Math.max(target.height - size.height, 0)),
      ...size,
    },
  };
}

function widen(start: number, length: number, limit: number): [number, number] {
  const by = Math.round(length * CONTEXT);
  const first = Math.max(start - by, 0);
  return [first, Math.min(start + length + by, limit) - first];
}

/** Draws a box on the grid with 1/4 to 5/8 of the target's sides, and the part of the source that fills it. */
function placeAnything(target: Scene, source: Scene, scale: number, random: Random): Layout {
  const span = (side: 'width' | 'height'): Record<'at' | 'length' | 'from' | 'taken', number> => {
    const most = Math.floor((target[side] * 5) / 8 / GRID);
    const length = GRID * random(Math.ceil(target[side] / 4 / GRID), most);
    const at = GRID * random(0, Math.floor((target[side] - length) / GRID));
    const taken = Math.round(length / scale);
    return { at, length, taken, from: random(0, Math.max(source[side] - taken, 0)) };
  };
  const [across, down] = [span('width'), span('height')];
  return {
    crop: { x: across.from, y: down.from, width: across.taken, height: down.taken },
    box: { x: across.at, y: down.at, width: across.length, height: down.length },
  };
}
