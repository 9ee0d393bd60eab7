import { totalmem } from 'node:os';
import { MemoryLimitError } from '../errors.js';
import type { ModelFolder } from '../model/folder.js';
import type { Batching } from '../request/load.js';
import {
  bytesHeldBy,
  bytesToShare,
  candidatesOf,
  type Footprint,
  type SizedPreparation,
  type SizedRequest,
  toHarmonize,
  toPrepare,
  toScore,
} from './memory.js';
import type { NetworkMemory } from './network-memory.js';
import { mostSharedRows } from './rows.js';
import { type Rows, SHARED_ROWS } from './shapes.js';

const MB = 1e6;
const SHARE = 0.75;

/**
 * Refuses a model or a request that needs more memory than the limit. Otherwise the system would kill the process, or
 * swap for hours.
 */
export class MemoryLimit {
  /** The most rows of each network's call when requests share it. */
  readonly sharedRows: Rows;
  private readonly limit: number;
  /** Bytes that prepared targets hold. */
  private held = 0;

  /** @param maxMemory in MB */
  constructor(
    private readonly model: ModelFolder,
    private readonly networks: NetworkMemory,
    maxMemory: number | undefined,
    private readonly batching: Batching,
  ) {
    this.limit = maxMemory === undefined ? SHARE * memoryOfProcess() : maxMemory * MB;
    const fits = (rows: Rows) => bytesToShare(model, networks, rows) <= SHARE * this.limit;
    this.sharedRows = batching === 'shared' ? mostSharedRows(fits) : SHARED_ROWS;
  }

  /** @throws MemoryLimitError when the model cannot be loaded within the limit */
  checkLoad(): void {
    this.check(`Loading ${this.model.path}`, this.networks.toLoad(), () => 'Use a smaller model');
  }

  /**
   * @param samples bytes that a scene's samples take in addition
   * @throws MemoryLimitError when the model and the request together exceed the limit
   */
  checkRequest(request: SizedRequest, samples = 0): void {
    const candidates = candidatesOf(request);
    const side = this.model.unet.shape.sampleSize * this.model.vae.shape.factor;
    this.check(
      `The request (${candidates} ${candidates === 1 ? 'candidate' : 'candidates'} of ${side} x ${side} px)`,
      this.bytesFor(request) + samples,
      () => {
        if (this.bytesFor(request) <= this.limit) return 'Use a smaller patch';
        return this.fitsAlone(request)
          ? 'Use fewer candidates (candidateRange)'
          : 'Use a model with a smaller canvas';
      },
    );
  }

  /** Bytes that the model, the prepared targets and the request need together. */
  bytesFor(request: SizedRequest): number {
    return this.together([this.toHarmonize(request)]);
  }

  toHarmonize(request: SizedRequest): Footprint {
    return this.sharing(toHarmonize(this.model, this.networks, request));
  }

  /** Without what the target holds. */
  toPrepare(): Footprint {
    return this.sharing(toPrepare(this.model, this.networks));
  }

  toScore(): Footprint {
    return this.sharing(toScore(this.model, this.networks));
  }

  /** Whether calls may run at the same time. */
  fit(calls: readonly Footprint[]): boolean {
    return this.together(calls) <= this.limit;
  }

  /**
   * Counts a target among those that are prepared, as long as its memory is held.
   *
   * @returns a function to call once the memory is free
   * @throws MemoryLimitError when the model, the other prepared targets and the preparation together exceed the limit
   */
  hold(target: SizedPreparation): () => void {
    const bytes = bytesHeldBy(this.model, target);
    const needed = this.together([this.toPrepare()]) + bytes;
    this.check('Preparing the target', needed, () => 'Use a model with a smaller canvas');
    this.held += bytes;
    return () => {
      this.held -= bytes;
    };
  }

  /** @throws MemoryLimitError when the model and the scoring of an image together exceed the limit */
  checkScore(): void {
    const needed = this.together([this.toScore()]);
    this.check('Scoring an image', needed, () => 'Use a model with a smaller canvas');
  }

  /** When calls are shared, other requests may bring their rows. */
  private sharing({ networks, own }: Footprint): Footprint {
    if (this.batching === 'turns') return { networks, own };
    return { networks: Math.max(networks, bytesToShare(this.model, this.networks, this.sharedRows)), own };
  }

  private together(calls: readonly Footprint[]): number {
    const networks = Math.max(...calls.map((call) => call.networks));
    return calls.reduce((sum, { own }) => sum + own, networks + this.held);
  }

  /** Whether the request would fit with one candidate. */
  private fitsAlone({ settings, ...rest }: SizedRequest): boolean {
    const first = settings.candidateRange[0];
    const alone = { ...settings, candidateRange: [first, first + 1] as const };
    return this.bytesFor({ ...rest, settings: alone }) <= this.limit;
  }

  private check(what: string, needed: number, remedy: () => string): void {
    if (needed <= this.limit) return;
    const [need, limit] = [needed, this.limit].map((bytes) => Math.ceil(bytes / MB)) as [number, number];
    const sufficient = needed - this.held <= this.limit ? 'Close prepared targets' : remedy();
    throw new MemoryLimitError(
      `${what} needs about ${need} MB of memory, but the limit (maxMemory) is ${limit} MB. ${sufficient}, or raise the limit.`,
    );
  }
}

/** The memory limit of the process's cgroup or the machine's memory, whichever is smaller, in bytes. */
function memoryOfProcess(): number {
  // An unknown limit of the cgroup is reported as 0, and an absent one as more than any machine has.
  return Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, totalmem());
}
