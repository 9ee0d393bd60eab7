// What one image of the small model costs with more steps, candidates, pixels or threads, and with a prepared target.
import { availableParallelism } from 'node:os';

/** What stays the same while one of them changes; the number of threads is that of the whole measurement. */
export const USUAL = { steps: 20, candidates: 8, canvas: 256 };

/** What each axis is, for tables and plots. The usual range has a candidate for 40 % of the steps. */
export const AXES = {
  steps: { label: 'steps', values: [10, 20, 50] },
  candidates: { label: 'candidates', values: [1, 4, 8] },
  canvas: { label: 'side of the canvas in px', values: [128, 256, 384] },
  threads: { label: 'threads', values: threadCounts() },
};

/** The usual point with a target that was prepared before, as for many sources in one target. */
export const PREPARED = { axis: 'target', value: 'prepared' };

/** The points to measure: `{ axis, value }`, and `{ axis: 'usual' }`, which is on every axis and is measured once. */
export function costPoints(threads) {
  const usual = { ...USUAL, threads };
  const changed = Object.entries(AXES).flatMap(([axis, { values }]) =>
    values.filter((value) => value !== usual[axis]).map((value) => ({ axis, value })),
  );
  return [{ axis: 'usual' }, ...changed, PREPARED];
}

/** The results on one axis in rising order, each with its `value`. */
export function along(axis, { usual, results }) {
  return results
    .filter((result) => result.axis === axis || result.axis === 'usual')
    .map((result) => ({ ...result, value: result.axis === 'usual' ? usual[axis] : result.value }))
    .sort((a, b) => a.value - b.value);
}

/** The flags of harmonidiff.mjs for a point. The canvas is a matter of the model, the threads of the command. */
export function flagsOf({ axis, value }) {
  if (axis === PREPARED.axis) return ['--prepared'];
  return axis === 'steps' || axis === 'candidates' ? [`--${axis}`, String(value)] : [];
}

/** 1, 2, 4 … up to the number of cores. */
function threadCounts() {
  const most = availableParallelism();
  return Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, i) => 2 ** i);
}

/** A point in a few words, such as "50 steps". */
export function describePoint({ axis, value }) {
  if (axis === 'usual') return 'usual';
  return axis === 'canvas' ? `${value} px` : `${value} ${axis}`;
}
