import { SingleBar } from 'cli-progress';
import type { BuildProgress } from '../request/load.js';
import { printable } from './print.js';

export interface Step {
  stage: string;
  step: number;
  steps: number;
  /** 0…1. */
  fraction: number;
}

/** Shows a progress bar on a terminal, and nothing if stderr is redirected. */
export async function withProgressBar<T>(work: (onProgress: (step: Step) => void) => Promise<T>): Promise<T> {
  const bar = new SingleBar({
    format: '{stage} [{bar}] {percentage}%  {step}/{steps}',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(100, 0, { stage: '       ', step: 0, steps: 1 });
  try {
    return await work(({ stage, step, steps, fraction }) => {
      bar.update(Math.round(fraction * 100), { stage: printable(stage).padEnd(7), step, steps });
    });
  } finally {
    bar.stop();
  }
}

/** The progress of a build as a step of the progress bar. */
export function buildStep({ network, phase, step, steps }: BuildProgress): Step {
  return { stage: `building ${network}: ${phase}`, step, steps, fraction: steps ? step / steps : 0 };
}
