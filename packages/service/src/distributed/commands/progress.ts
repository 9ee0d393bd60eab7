import { SingleBar } from 'cli-progress';
import { printable } from '../../printable.js';
import { formatTime, Remaining } from './remaining.js';

/** Milliseconds between updates of the times. */
const INTERVAL = 1000;

/** Shows on stderr how far a run is: a bar on a terminal, else a line every ten seconds. */
export class Progress {
  private readonly bar = new SingleBar({
    format: '[{bar}] {status}',
    ...{ stream: process.stderr, barsize: 20, hideCursor: true, clearOnComplete: true },
    ...{ noTTYOutput: true, notTTYSchedule: 10_000 },
  });
  private readonly began = performance.now();
  private readonly remaining: Remaining;
  private readonly timer: NodeJS.Timeout;
  private state = { done: 0, parts: 0, failed: 0 };
  /** Workers that are connected, if that is known. */
  workers: number | undefined;
  /** Whether the connection to Redis is lost, so that the state of the run is unknown. */
  isAway = false;

  /** @param before how many of all jobs an earlier run has finished */
  constructor(
    private readonly total: number,
    private readonly before: number,
  ) {
    this.remaining = new Remaining(total);
    this.bar.start(total, before, { status: this.status });
    this.timer = setInterval(() => {
      this.remaining.add(performance.now(), this.value);
      this.show();
    }, INTERVAL);
  }

  /** @param parts the finished fractions of the jobs in progress together */
  update(done: number, parts: number, failed: number): void {
    this.state = { done, parts, failed };
    this.show();
  }

  /** Prints a line above the bar. */
  say(line: string): void {
    const isTerminal = process.stderr.isTTY;
    if (isTerminal) this.bar.stop();
    console.error(printable(line));
    if (isTerminal) this.bar.start(this.total, this.value, { status: this.status });
  }

  stop(): void {
    clearInterval(this.timer);
    this.bar.stop();
  }

  private show(): void {
    this.bar.update(this.value, { status: this.status });
  }

  private get value(): number {
    return this.before + this.state.done + this.state.parts;
  }

  private get status(): string {
    const { done, failed } = this.state;
    const workers = this.isAway ? undefined : this.workers;
    const isUnknown = this.isAway || workers === 0 || this.value >= this.total;
    const left = isUnknown ? undefined : this.remaining.estimate;
    return [
      `${this.before + done} of ${this.total} finished`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(workers === undefined ? [] : [`${workers} ${workers === 1 ? 'worker' : 'workers'}`]),
      `${formatTime(performance.now() - this.began)} elapsed`,
      ...(left === undefined ? [] : [`about ${formatTime(left)} left`]),
    ].join(', ');
  }
}
