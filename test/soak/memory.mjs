// Reads the memory of a process, and decides whether it grows.
import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { median } from 'd3-array';

const MB = 2 ** 20;

/** Growth is too much if it exceeds both. A short soak is still warming up, so it finds only larger leaks. */
const SHARE = 0.02;
const BYTES = 8 * MB;
const LONG = 1000;
const BYTES_OF_SHORT = 16 * MB;

/**
 * Collects the garbage of this process, which runs with --expose-gc, and reads its memory in bytes:
 *
 * - `own`: memory that belongs to no file, resident or swapped out. Leaks add to it. The resident set also includes pages of
 *   weights and libraries, which the system maps and drops as it likes.
 * - `heap` and `external`: JavaScript objects, and the buffers that they hold.
 * - `native`: the rest of `own`: what the C++ core, ONNX Runtime and libvips have allocated, and freed memory that the
 *   allocator keeps.
 */
export async function readMemory() {
  // What an object holds outside the heap is freed in the next turn.
  for (let i = 0; i < 2; i++) {
    globalThis.gc();
    await turn();
  }
  const status = readFileSync('/proc/self/status', 'utf8');
  const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)[1]);
  const own = (kilobytes('RssAnon') + kilobytes('VmSwap')) * 1024;
  const { rss, heapUsed, external } = process.memoryUsage();
  const { total_physical_size: heapPages } = getHeapStatistics();
  return { own, native: own - heapPages - external, heap: heapUsed, external, resident: rss };
}

/**
 * Compares the medians of two windows: the second fifth of the runs, after the warm-up, and the last fifth. Of 1,000 runs,
 * these are 200 to 400 and 800 to 1,000.
 *
 * @param samples memory after each burst, with the number of `runs` so far
 */
export function compareMemory(samples) {
  const { runs } = samples.at(-1);
  const between = (low, high) => samples.filter((sample) => sample.runs > low && sample.runs <= high);
  const windows = [
    { from: runs * 0.2, to: runs * 0.4 },
    { from: runs * 0.8, to: runs },
  ];
  const [before, after] = windows.map(({ from, to }) => between(from, to));
  const rows = ['own', 'native', 'heap', 'external', 'resident'].map((name) => {
    const [early, late] = [before, after].map((window) => median(window, (sample) => sample[name]));
    return { name, early, late, growth: late - early };
  });
  const [{ early, growth }] = rows;
  const bytes = runs < LONG ? BYTES_OF_SHORT : BYTES;
  return { windows, rows, grows: growth > Math.max(bytes, SHARE * early) };
}

/** The comparison in MB, for console.table. */
export function memoryTable({ windows, rows }) {
  const [before, after] = windows.map(({ from, to }) => `runs ${Math.round(from)} to ${Math.round(to)}, MB`);
  const megabytes = (bytes) => (bytes / MB).toFixed(1);
  return Object.fromEntries(
    rows.map(({ name, early, late, growth }) => [
      name,
      { [before]: megabytes(early), [after]: megabytes(late), 'growth, MB': megabytes(growth) },
    ]),
  );
}
