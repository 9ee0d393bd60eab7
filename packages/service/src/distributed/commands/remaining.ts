/** Milliseconds of progress that an estimate is made from. Workers come and go, so what is older says little. */
const WINDOW = 300_000;
/** Milliseconds until there is an estimate. */
const SHORTEST = 10_000;

/** Estimates how long a run still takes. Times are in milliseconds. */
export class Remaining {
  private samples: { time: number; value: number }[] = [];

  constructor(private readonly total: number) {}

  /** @param value how many jobs are finished, with fractions of those in progress */
  add(time: number, value: number): void {
    this.samples = [...this.samples.filter((sample) => time - sample.time <= WINDOW), { time, value }];
  }

  /** @returns undefined if nothing has progressed for a while */
  get estimate(): number | undefined {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (!first || !last || last.time - first.time < SHORTEST || last.value <= first.value) return undefined;
    return ((this.total - last.value) * (last.time - first.time)) / (last.value - first.value);
  }
}

/** Such as "100 s", "8 min" or "3 h 20 min". */
export function formatTime(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
