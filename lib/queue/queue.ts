import { QueueFullError } from '../errors.js';
import { aborted, throwIfAborted } from '../values/abort.js';

/** A call that waits. */
interface Waiting<T> {
  call: T;
  start(): void;
}

/**
 * Lets a limited number of calls run at the same time. The others wait in the order in which they came, and only a limited
 * number may.
 */
export class Queue<T> {
  private readonly waiting = new Set<Waiting<T>>();
  private readonly running = new Set<T>();

  /**
   * @param maxInFlight the most calls that run, at least 1
   * @param maxQueue the most calls that wait
   * @param fit whether calls may run at the same time; one may always run alone
   */
  constructor(
    readonly maxInFlight: number,
    readonly maxQueue: number,
    private readonly fit: (together: readonly T[]) => boolean = () => true,
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
   * Waits until `call` may run, and runs it.
   *
   * @throws QueueFullError at once when too many calls wait
   * @throws AbortError as soon as `signal` is aborted while the call waits; `work` is then never called
   */
  async run<R>(call: T, signal: AbortSignal | undefined, work: () => Promise<R>): Promise<R> {
    throwIfAborted(signal);
    if (this.waiting.size > 0 || !this.mayStart(call)) await this.wait(call, signal);
    else this.running.add(call);
    try {
      return await work();
    } finally {
      this.running.delete(call);
      this.startWaiting();
    }
  }

  private wait(call: T, signal: AbortSignal | undefined): Promise<void> {
    if (this.waiting.size >= this.maxQueue) throw new QueueFullError(this.waiting.size, this.maxQueue);
    return new Promise((resolve, reject) => {
      const entry: Waiting<T> = {
        call,
        start: () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = () => {
        this.waiting.delete(entry);
        reject(aborted(signal!));
        // It may have been the only one that did not fit.
        this.startWaiting();
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.waiting.add(entry);
    });
  }

  private startWaiting(): void {
    for (const entry of this.waiting) {
      if (!this.mayStart(entry.call)) return;
      this.waiting.delete(entry);
      this.running.add(entry.call);
      entry.start();
    }
  }

  private mayStart(call: T): boolean {
    if (this.running.size === 0) return true;
    return this.running.size < this.maxInFlight && this.fit([...this.running, call]);
  }
}
