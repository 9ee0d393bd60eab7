import { quantileSorted } from 'd3-array';

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
  /** The limits that it was loaded with. */
  maxQueue: number;
  maxInFlight: number;
  /** Calls that have succeeded, and that have failed or were aborted, since it was loaded. */
  completed: number;
  failed: number;
  /** Mean number of rows of a UNet call, since it was loaded; `null` before the first. */
  rowsPerCall: number | null;
  /** How long the latest 1,000 completed calls waited for others, in the queue and between network calls. */
  waiting: Percentiles | null;
  /** How long they took besides. */
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

  fail(): void {
    this.failed++;
  }

  read(): Pick<HarmonizerStats, 'completed' | 'failed' | 'rowsPerCall' | 'waiting' | 'running'> {
    return {
      completed: this.completed,
      failed: this.failed,
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
