import { tracingChannel } from 'node:diagnostics_channel';
import type { ResolvedTarget } from '../engines/target.js';
import type { Method } from '../request/methods.js';
import { Queue } from './queue.js';
import { type HarmonizerStats, Statistics } from './statistics.js';

/**
 * What the diagnostics channels `tracing:harmonidiff:request:*` carry, from the moment a call is made until it settles:
 * `start`, `end`, `asyncStart`, `asyncEnd` and, for a call that fails, `error`. See Node's `TracingChannel`.
 *
 * @example
 * import { tracingChannel } from 'node:diagnostics_channel';
 *
 * tracingChannel('harmonidiff:request').subscribe({
 *   asyncEnd({ operation, waiting, running }) {
 *     if (running !== undefined) console.log(`${operation} waited ${waiting} ms and took ${running} ms`);
 *   },
 * });
 */
export interface RequestTrace {
  /** The method that was called; `compose` for each patch that `composeScene` or `composePatches` harmonises. */
  operation: 'harmonize' | 'prepareTarget' | 'score' | 'compose';
  /** What makes the composite; only for `harmonize` and `compose`. */
  method?: Method;
  /** The harmonizer's device, engine and precision. */
  target: Readonly<ResolvedTarget>;
  /** Milliseconds that the call waited for others; set once it has succeeded. */
  waiting?: number;
  /** Milliseconds that it took, without waiting; set once it has succeeded. */
  running?: number;
  /** What the call returned. */
  result?: unknown;
  /** What the call threw. */
  error?: unknown;
}

/** What the core reports of a call. */
export interface NativeReport {
  /** Milliseconds that it waited for others between network calls. */
  waited: number;
  predictions?: { calls: number; rows: number };
}

/** A call that runs. */
export interface RunningCall {
  /** Holds the call's place in the queue until the promise settles. */
  holdUntil(settled: Promise<unknown>): void;
  /** Takes over what the core reports. Returns the milliseconds that the call has waited, in the queue and since. */
  record(report: NativeReport): number;
}

/** As those of `Queue`. */
export interface QueueLimits {
  maxInFlight: number;
  maxQueue: number;
}

const channel = tracingChannel<unknown, RequestTrace>('harmonidiff:request');

/** Queues, counts and traces the calls of one harmonizer. `T` is what decides whether calls fit side by side. */
export class Requests<T> {
  private readonly queue: Queue<T>;
  private readonly statistics = new Statistics();

  /** As that of `Queue`. */
  constructor({ maxInFlight, maxQueue }: QueueLimits, fit: (together: readonly T[]) => boolean) {
    this.queue = new Queue(maxInFlight, maxQueue, fit);
  }

  /** @throws as `Queue.run` */
  run<R>(
    trace: RequestTrace,
    call: T,
    signal: AbortSignal | undefined,
    work: (running: RunningCall) => Promise<R>,
    beforeWaiting?: () => void,
  ): Promise<R> {
    const began = performance.now();
    const traced = async () => {
      let waiting = 0;
      let predictions: NativeReport['predictions'];
      const record = (report: NativeReport) => {
        waiting += report.waited;
        predictions = report.predictions;
        return waiting;
      };
      try {
        const start = (holdUntil: RunningCall['holdUntil']) => {
          waiting = performance.now() - began;
          return work({ holdUntil, record });
        };
        const result = await this.queue.run(call, signal, start, beforeWaiting);
        const running = performance.now() - began - waiting;
        Object.assign(trace, { waiting, running });
        this.statistics.complete({ waiting, running, predictions });
        return result;
      } catch (error) {
        this.statistics.fail(error);
        throw error;
      }
    };
    return channel.tracePromise(traced, trace);
  }

  stats(): HarmonizerStats {
    const { queued, inFlight, maxQueue, maxInFlight } = this.queue;
    return { queued, inFlight, maxQueue, maxInFlight, ...this.statistics.read() };
  }
}
