import { QueueFullError } from '../errors.js';
import { aborted, onAbort, throwIfAborted } from '../values/abort.js';

/** A call that waits or runs. Calls may be equal. */
interface Entry<T> {
  call: T;
}

interface Waiting<T> extends Entry<T> {
  start(): void;
}

/**
 * Lets a limited number of calls run at the same time. The others wait in the order in which they came, and only a limited
 * number may.
 */
export class Queue<T> {
  private readonly waiting = new Set<Waiting<T>>();
  private readonly running = new Set<Entry<T>>();

  /**
   * @param maxInFlight the most calls that run, at least 1
   * @param maxQueue the most calls that wait
   * @param fit whether calls may run at the same time; one may always run alone
   */
  constructor(
    readonly maxInFlight: number,
    readonly maxQueue: number,
    private readonly fit: (together: readonly T[]) => boolean,
  ) {}

  /** Calls that wait. */
  get queued(): number {
    return this.waiting.size;
  }

  /** Calls that run. */
  get inFlight(): number {
    return this.running.size;
  }

  /**
   * Runs a call at once, before this function returns, or as soon as it may run. `work` may hold the call's place for longer
   * than it runs itself: an aborted call settles at once, but what it started takes memory until it has stopped.
   *
   * @param beforeWaiting is called before this function returns if the call has to wait
   * @throws QueueFullError at once when too many calls wait
   * @throws AbortError as soon as `signal` is aborted while the call waits; `work` is then never called
   */
  async run<R>(
    call: T,
    signal: AbortSignal | undefined,
    work: (holdUntil: (settled: Promise<unknown>) => void) => Promise<R>,
    beforeWaiting?: () => void,
  ): Promise<R> {
    throwIfAborted(signal);
    const entered = this.enter(call, signal, beforeWaiting);
    const entry = entered instanceof Promise ? await entered : entered;
    const held: Promise<unknown>[] = [];
    const leave = () => {
      this.running.delete(entry);
      this.startWaiting();
    };
    try {
      throwIfAborted(signal);
      return await work((settled) => held.push(settled));
    } finally {
      if (held.length === 0) leave();
      else void Promise.allSettled(held).then(leave);
    }
  }

  private enter(
    call: T,
    signal: AbortSignal | undefined,
    beforeWaiting?: () => void,
  ): Entry<T> | Promise<Entry<T>> {
    if (this.waiting.size === 0 && this.mayStart(call)) {
      const entry = { call };
      this.running.add(entry);
      return entry;
    }
    if (this.waiting.size >= this.maxQueue) throw new QueueFullError(this.waiting.size, this.maxQueue);
    beforeWaiting?.();
    return new Promise((resolve, reject) => {
      const ignoreAbort = onAbort(signal, () => {
        this.waiting.delete(entry);
        reject(aborted(signal!));
        // It may have been the only one that did not fit.
        this.startWaiting();
      });
      const start = () => {
        ignoreAbort();
        resolve(entry);
      };
      const entry: Waiting<T> = { call, start };
      this.waiting.add(entry);
    });
  }

  private startWaiting(): void {
    for (const entry of this.waiting) {
      if (!this.mayStart(entry.call)) return;
      this.waiting.delete(entry);
      this.running.add(entry);
      entry.start();
    }
  }

  private mayStart(call: T): boolean {
    if (this.running.size === 0) return true;
    if (this.running.size >= this.maxInFlight) return false;
    return this.fit([...Array.from(this.running, (entry) => entry.call), call]);
  }
}
