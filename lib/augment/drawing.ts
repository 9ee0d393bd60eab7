import { pick, type Random, randomFor, shuffled } from '../dataset/random.js';
import type { SkippedScene } from '../dataset/scenes.js';
import type { LeftOut } from '../labels/objects.js';
import type { Ring } from '../labels/shape.js';
import { throwIfAborted } from '../values/abort.js';
import type { Size } from '../values/size.js';
import type { FolderImage } from './images.js';
import type { SourcePatch } from './patches.js';
import { findPlace, type Placed, type Rules } from './placing.js';
import type { SceneData } from './scene-data.js';
import { Turns } from './turns.js';

/** A composite: a scene, and where the patches go in it. */
export interface Drawn {
  scene: FolderImage;
  patches: (Placed & { patch: SourcePatch })[];
}

export interface DrawingOptions {
  seed: number;
  perScene: number;
  rules: Rules;
  /** Whether no patch may touch an object. */
  isAvoided(object: LeftOut): boolean;
  /** Opens a scene's data. Rejects for a scene that cannot be composed. */
  open(scene: FolderImage): Promise<SceneData>;
  /** Whether a patch can be read and has data. */
  isUsable(patch: SourcePatch): Promise<boolean>;
  /** Whether both are the same file. */
  isSame(scene: FolderImage, image: FolderImage): boolean;
  skipped: SkippedScene[];
  signal: AbortSignal | undefined;
}

/** Patches that are tried for one place: the one in turn, then others of its category, then any. */
const PATCHES = { ofCategory: 10, all: 20 };

/**
 * Draws the composites of a set. In each round of patches every category comes up once, and every image of a category once
 * before any repeats; every scene comes up once before any repeats. Where nothing fits, others are drawn instead. A composite
 * depends only on the seed, the images and the composites before it.
 */
export class Drawing {
  private readonly scenes: Turns<FolderImage>;
  private readonly patches: Turns<SourcePatch>;
  /** Scenes that cannot be read, and those in which nothing fitted. */
  private readonly unusable = new Set<FolderImage>();
  /** How often a patch could not be placed, by reason. */
  readonly refusals = { gsd: 0, size: 0, rules: 0 };
  /** Places that were asked for, and those that were found. */
  readonly counts = { asked: 0, placed: 0 };

  constructor(
    private readonly allScenes: readonly FolderImage[],
    private readonly allPatches: readonly SourcePatch[],
    private readonly options: DrawingOptions,
  ) {
    const { seed } = options;
    this.scenes = new Turns(allScenes, () => '', seed, 'scenes');
    this.patches = new Turns(allPatches, ({ category }) => category, seed, 'patches');
  }

  /**
   * @returns undefined if no patch fits any scene
   * @throws AbortError
   */
  async draw(i: number): Promise<Drawn | undefined> {
    const random = randomFor(this.options.seed, 'composite', i);
    for (const scene of this.candidateScenes(i, random)) {
      throwIfAborted(this.options.signal);
      // Known without opening it.
      if (!this.allPatches.some((patch) => sizeIn(scene, patch))) {
        this.refusals.gsd++;
        continue;
      }
      const data = await this.open(scene);
      if (!data) continue;
      try {
        const patches = await this.drawPatches(i, scene, data, random);
        if (patches.length > 0) {
          this.counts.asked += this.options.perScene;
          this.counts.placed += patches.length;
          return { scene, patches };
        }
        this.unusable.add(scene);
      } finally {
        await data.close();
      }
    }
    return undefined;
  }

  /** The scene in turn, and then the others in random order, without those in which nothing fitted before. */
  private *candidateScenes(i: number, random: Random): Generator<FolderImage> {
    const inTurn = this.scenes.draw(i);
    if (!this.unusable.has(inTurn)) yield inTurn;
    const others = this.allScenes.filter((scene) => scene !== inTurn && !this.unusable.has(scene));
    yield* shuffled(random, others);
  }

  private async open(scene: FolderImage): Promise<SceneData | undefined> {
    return this.options.open(scene).catch((error: Error) => {
      this.unusable.add(scene);
      this.options.skipped.push({ path: scene.path, reason: error.message });
      return undefined;
    });
  }

  private async drawPatches(
    i: number,
    scene: FolderImage,
    data: SceneData,
    random: Random,
  ): Promise<Drawn['patches']> {
    const { perScene, rules, isAvoided } = this.options;
    const { labels, leftOut = [] } = scene.labels ?? {};
    const avoided = [...(labels?.objects ?? []), ...leftOut].filter(isAvoided);
    const placed: Drawn['patches'] = [];
    for (let j = 0; j < perScene; j++) {
      for (const patch of this.candidates(i * perScene + j, random)) {
        const size = sizeIn(scene, patch);
        if (!size) this.refusals.gsd++;
        if (!size || !(await this.isUsable(scene, patch))) continue;
        const others: Ring[] = placed.map(({ outline }) => outline);
        const found = await findPlace(size, data, rules, others, avoided, random);
        if (typeof found === 'string') {
          this.refusals[found]++;
          continue;
        }
        placed.push({ ...found, patch });
        break;
      }
    }
    return placed;
  }

  private *candidates(number: number, random: Random): Generator<SourcePatch> {
    const inTurn = this.patches.draw(number);
    yield inTurn;
    const same = this.patches.groupWith(inTurn);
    for (let i = 0; i < PATCHES.ofCategory; i++) yield pick(random, same);
    for (let i = PATCHES.ofCategory; i < PATCHES.all; i++) yield pick(random, this.allPatches);
  }

  private async isUsable(scene: FolderImage, patch: SourcePatch): Promise<boolean> {
    return !this.options.isSame(scene, patch.image) && (await this.options.isUsable(patch));
  }
}

/**
 * Size of a patch in pixels of a scene, before it is turned. If neither states its ground sampling distance, the pixels are
 * taken as they are.
 *
 * @returns undefined if only one of them states it
 */
export function sizeIn(scene: FolderImage, { image, window }: SourcePatch): Size | undefined {
  if (scene.gsd === undefined && image.gsd === undefined) return window;
  if (scene.gsd === undefined || image.gsd === undefined) return undefined;
  const scale = image.gsd / scene.gsd;
  return { width: window.width * scale, height: window.height * scale };
}
