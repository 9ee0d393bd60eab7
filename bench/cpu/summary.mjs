// Turns the reports of a contender into the figures that are saved.
import { median } from '../measure.mjs';

/**
 * @param reports what the contender printed in each round, with `startedAt`, the time at which its process was started
 */
export function summarize({ id, name, precision, order, reports, problem }) {
  const all = (key) => reports.map((report) => report[key]);
  const seconds = reports.flatMap((report) => report.seconds);
  const winners = [...new Set(all('winner').filter((winner) => winner !== undefined))];
  return {
    id,
    name,
    precision,
    ...(order && { order }),
    ...spread(seconds),
    runs: seconds.map(rounded),
    peakBytes: median(all('peak_rss_bytes')),
    // The first round finds no compiled models in the caches.
    loadSeconds: all('load_seconds').map(rounded),
    firstSeconds: all('first_seconds').map(rounded),
    startSeconds: reports.map(({ first_result_at: at, startedAt }) => rounded(at - startedAt)),
    ...(winners.length > 0 && { winners }),
    ...(problem !== undefined && { problem }),
  };
}

/** Median, fastest and slowest. */
export function spread(seconds) {
  return {
    seconds: rounded(median(seconds)),
    fastest: rounded(Math.min(...seconds)),
    slowest: rounded(Math.max(...seconds)),
  };
}

/** To a tenth of a millisecond. */
function rounded(seconds) {
  return Number(seconds.toFixed(4));
}
