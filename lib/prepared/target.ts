import { ClosedError, OptionError } from '../errors.js';
import type { ReadImage } from '../image/opened.js';
import type { RunningCall } from '../queue/requests.js';
import type { AppliedStretch } from '../raster/stretch.js';
import type { FixedOptions } from '../request/merge-prepared.js';
import type { Timings } from '../result.js';
import type { Session } from '../session.js';
import type { Size } from '../values/size.js';
import type { Warning } from '../warnings.js';

/** What `harmonize` needs of a prepared target. */
export interface PreparedContents {
  /** That of the harmonizer that prepared it. */
  session: Session;
  /** Names it in the core. */
  id: number;
  /** Its picture, of the canvas' size. */
  scene: ReadImage;
  options: FixedOptions;
}

/** The contents, and the calls that use them. */
class PreparedState {
  private readonly calls = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;

  constructor(
    readonly contents: PreparedContents,
    private readonly free: () => Promise<void>,
  ) {}

  /** @throws ClosedError */
  use<T>(work: (contents: PreparedContents, holdUntil: RunningCall['holdUntil']) => Promise<T>): Promise<T> {
    if (this.closing) {
      throw new ClosedError('The prepared target is closed; prepare it again with prepareTarget.');
    }
    const call = work(this.contents, (settled) => this.hold(settled));
    this.hold(call);
    return call;
  }

  private hold(call: Promise<unknown>): void {
    this.calls.add(call);
    const release = () => this.calls.delete(call);
    call.then(release, release);
  }

  close(): Promise<void> {
    this.closing ??= this.freeUnused();
    return this.closing;
  }

  private async freeUnused(): Promise<void> {
    // A call that runs may still start what holds the contents for longer.
    while (this.calls.size > 0) await Promise.allSettled(this.calls);
    await this.free();
  }
}

let make: (state: PreparedState, timings: Timings) => PreparedTarget;
/** Runs no code of the value. */
let stateOf: (value: object) => PreparedState | undefined;

/**
 * A target that `Harmonizer.prepareTarget` has encoded and inverted, for any number of sources. Its latents stay in the
 * harmonizer's memory until it is closed, or the harmonizer is.
 *
 * @example
 * await using target = await harmonizer.prepareTarget({
 *   target: 'scene.png',
 *   prompts: { target: 'a satellite image of a forest' },
 * });
 * for (const source of ['hospital.png', 'school.png']) {
 *   await harmonizer.harmonize({
 *     target,
 *     source,
 *     box: { x: 48, y: 52, width: 168, height: 160 },
 *     prompts: { source: 'a satellite image of a building' },
 *   });
 * }
 */
export class PreparedTarget {
  static {
    make = (state, timings) => new PreparedTarget(state, timings);
    stateOf = (value) => (#state in value ? value.#state : undefined);
  }

  /** The size in pixels that it was resized to: the harmonizer's `canvas`. */
  readonly canvas: Readonly<Size>;
  /** The bands that became red, green and blue, or grey, or the inks of CMYK; counted from 1. */
  readonly targetBands: readonly number[];
  /** How its samples became 8-bit levels: `range` became 0 and 255. */
  readonly targetStretch: Readonly<AppliedStretch>;
  /** What may be wrong with the image although it could be read. Every result has these warnings, too. */
  readonly warnings: readonly Warning[];
  /** Milliseconds that the preparation took, by stage. */
  readonly timings: Readonly<Timings>;
  readonly #state: PreparedState;

  private constructor(state: PreparedState, timings: Timings) {
    // Callers may change what they get. What later calls read must stay as it is.
    const { image, bands, stretch, warnings } = state.contents.scene;
    this.canvas = { width: image.width, height: image.height };
    this.targetBands = [...bands];
    this.targetStretch = structuredClone(stretch);
    this.warnings = structuredClone(warnings);
    this.timings = timings;
    this.#state = state;
  }

  /**
   * Frees its memory once the calls of `harmonize` that use it have settled. Later calls throw a ClosedError.
   *
   * @returns when the memory is free
   * @example
   * await target.close(); // or: await using target = await harmonizer.prepareTarget(…)
   */
  close(): Promise<void> {
    return this.#state.close();
  }

  /** The same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** @param free frees the core's memory */
export function makePreparedTarget(
  contents: PreparedContents,
  timings: Timings,
  free: () => Promise<void>,
): PreparedTarget {
  return make(new PreparedState(contents, free), timings);
}

/** Whether a value is a prepared target. Runs no code of that value. */
export function isPrepared(value: unknown): value is PreparedTarget {
  return typeof value === 'object' && value !== null && stateOf(value) !== undefined;
}

/** The options that it has fixed. */
export function fixedBy(target: PreparedTarget): FixedOptions {
  return stateOf(target)!.contents.options;
}

/**
 * Calls `work` with what the target holds, which stays until `work` has settled, and all that it passed to `holdUntil`.
 *
 * @throws OptionError if another harmonizer prepared it, ClosedError if it is closed
 */
export function withPrepared<T>(
  target: PreparedTarget,
  session: Session,
  work: (contents: PreparedContents, holdUntil: RunningCall['holdUntil']) => Promise<T>,
): Promise<T> {
  const state = stateOf(target)!;
  if (state.contents.session === session) return state.use(work);
  throw new OptionError(
    'target was prepared by another harmonizer; prepare it with the harmonizer that you call.',
  );
}
