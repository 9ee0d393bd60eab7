import { quantileSorted } from 'd3-array';
import { AbortError, QueueFullError } from '../errors.js';

/** Milliseconds that half, 95 % and 99 % of the latest calls took at most. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** How busy a harmonizer is: what `Harmonizer.stats` returns. */
export interface HarmonizerStats {
  /** Calls that wait for others to end. */
  queued: number;
  /** Calls that run. */
  inFlight: number;
  /** The option `maxQueue` of `Harmonizer.load`. */
  maxQueue: number;
  /** The option `maxInFlight`. */
  maxInFlight: number;
  /** Calls that have succeeded since the model was loaded. */
  completed: number;
  /** Calls that have failed, including those with invalid options or images. */
  failed: number;
  /** Calls that were aborted. */
  aborted: number;
  /** Calls that were refused because the queue was full. */
  refused: number;
  /** Mean number of rows in the UNet calls of those that succeeded; `null` before the first. */
  rowsPerCall: number | null;
  /** How long the latest 1,000 completed calls waited for others, in the queue and between network calls. */
  waiting: Percentiles | null;
  /** How long they took, without waiting. */
  running: Percentiles | null;
}

/** What is known of a call that has succeeded, in milliseconds. */
export interface CallRecord {
  waiting: number;
  running: number;
  /** UNet calls, and their rows. */
  predictions?: { calls: number; rows: number } | undefined;
}

const LATEST = 1000;

/** Counts the calls of a harmonizer. */
export class Statistics {
  private completed = 0;
  private failed = 0;
  private aborted = 0;
  private refused = 0;
  private calls = 0;
  private rows = 0;
  private readonly waiting: number[] = [];
  private readonly running: number[] = [];

  complete({ waiting, running, predictions }: CallRecord): void {
    const place = this.completed++ % LATEST;
    this.waiting[place] = waiting;
    this.running[place] = running;
    this.calls += predictions?.calls ?? 0;
    this.rows += predictions?.rows ?? 0;
  }

  fail(error: unknown): void {
    if (error instanceof QueueFullError) this.refused++;
    else if (error instanceof AbortError) this.aborted++;
    else this.failed++;
  }

  read(): Omit<HarmonizerStats, 'queued' | 'inFlight' | 'maxQueue' | 'maxInFlight'> {
    const { completed, failed, aborted, refused } = this;
    return {
      ...{ completed, failed, aborted, refused },
      rowsPerCall: this.calls === 0 ? null : this.rows / this.calls,
      waiting: percentilesOf(this.waiting),
      running: percentilesOf(this.running),
    };
  }
}

function percentilesOf(values: readonly number[]): Percentiles | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => quantileSorted(sorted, share)!;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
