import fc from 'fast-check';
import { outcomeOf, TooSlow } from './outcome.js';
import type { AnyParser } from './parser.js';

export interface Report {
  /** How many inputs ended in each way. */
  endings: Map<string, number>;
  /** The longest time that an input took, in milliseconds. */
  slowest: number;
  /** What went wrong, with the seed and the smallest input that shows it; absent if nothing did. */
  finding?: { text: string; input: unknown };
}

interface Settings {
  runs: number;
  seed: number;
  /** Called with every input before it is read. */
  before?: (input: unknown) => void;
}

/** Gives a parser inputs until one of them shows a fault. */
export async function check(parser: AnyParser, { runs, seed, before }: Settings): Promise<Report> {
  const report: Report = { endings: new Map(), slowest: 0 };
  let isSlow = false;
  const property = fc.asyncProperty(parser.arbitrary, async (input) => {
    // Shrinking would take as long for each smaller input.
    if (isSlow) return;
    before?.(input);
    const { ending, milliseconds } = await outcomeOf(parser, input).catch((error) => {
      isSlow = error instanceof TooSlow;
      throw error;
    });
    report.endings.set(ending, (report.endings.get(ending) ?? 0) + 1);
    report.slowest = Math.max(report.slowest, milliseconds);
  });
  const details = await fc.check(property, { numRuns: runs, seed, includeErrorInReport: true });
  if (details.failed) {
    const text = await fc.asyncDefaultReportMessage(details);
    report.finding = { text: `${parser.name}: ${text}`, input: details.counterexample?.[0] };
  }
  return report;
}
