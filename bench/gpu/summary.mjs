// Turns the contenders' reports into figures and a table. Values that were not measured are absent from the figures, and
// a dash in the table.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { median } from '../measure.mjs';

/**
 * The figures of one contender over all its rounds.
 *
 * @param rates the report of rates.py, or undefined
 * @param peak the GPU's data sheet, or undefined
 */
export function summarize({ name, order, precision, reports, memory }, rates, peak) {
  const seconds = reports.flatMap((report) => report.seconds);
  const unetSeconds = median(reports.flatMap((report) => report.unet_seconds));
  const inFlight = reports.flatMap((report) => report.in_flight ?? []);
  const last = reports.at(-1);
  const unetRate = rates && rates.unet_flops[order] / unetSeconds;
  const most = (key) => Math.max(...reports.map((report) => report[key]));
  return {
    name,
    precision,
    order,
    versions: last.versions,
    seconds: median(seconds),
    fastest: Math.min(...seconds),
    slowest: Math.max(...seconds),
    runs: seconds,
    ...(inFlight.length > 0 && {
      inFlight: {
        requests: inFlight[0].requests,
        images: inFlight[0].images,
        secondsPerImage: median(inFlight.map((burst) => burst.seconds_per_image)),
      },
    }),
    unetSeconds,
    ...(rates && {
      unetFlopsPerSecond: unetRate,
      // A share above 1 means that another program slowed down the matrix products.
      ...(unetRate > rates.matmul_flops_per_second
        ? { unsteady: true }
        : { shareOfMatmul: unetRate / rates.matmul_flops_per_second }),
      ...(peak && { shareOfDatasheet: unetRate / peak.flops }),
    }),
    ...(memory.length > 0 && {
      gpuBytes: Math.max(...memory.map(({ bytes }) => bytes)),
      gpuBytesOf: memory.some(({ of }) => of === 'device') ? 'device' : 'process',
    }),
    ...(last.torch_allocated_bytes !== undefined && {
      torchAllocatedBytes: most('torch_allocated_bytes'),
      torchReservedBytes: most('torch_reserved_bytes'),
    }),
    hostBytes: most('peak_rss_bytes'),
    // In the first round no engine is built and nothing is compiled yet.
    loadSeconds: reports.map((report) => report.load_seconds),
    firstSeconds: reports.map((report) => report.first_seconds),
    winners: [...new Set(reports.map((report) => report.winner))],
    scores: last.scores,
  };
}

/** The difference of a contender's results from the first one's: scores, and pixels of the winner (levels of 255). */
export async function difference(one, other) {
  const scores = Math.max(...Object.keys(one.scores).map((t) => Math.abs(one.scores[t] - other.scores[t])));
  if (one.winners.length > 1 || other.winners.length > 1 || one.winners[0] !== other.winners[0])
    return { scores };
  const [a, b] = await Promise.all([pixels(one.image), pixels(other.image)]);
  let [sum, largest] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const levels = Math.abs(a[i] - b[i]);
    sum += levels;
    largest = Math.max(largest, levels);
  }
  return { scores, meanLevels: sum / a.length, largestLevels: largest };
}

function pixels(file) {
  return sharp(readFileSync(file)).removeAlpha().raw().toBuffer();
}

/** One row of the table. */
export function row(result, first) {
  const { inFlight, shareOfMatmul, shareOfDatasheet, gpuBytes, hostBytes, difference } = result;
  const known = (value, text) => (value === undefined ? '–' : text(value));
  const percent = (value) => `${(value * 100).toFixed(1)} %`;
  return {
    '': result.name,
    's/image': result.seconds.toFixed(2),
    range: `${result.fastest.toFixed(2)} to ${result.slowest.toFixed(2)}`,
    'x first': (result.seconds / first.seconds).toFixed(2),
    [`s/image, ${first.inFlight?.requests ?? 8} in flight`]: known(inFlight, ({ secondsPerImage }) =>
      secondsPerImage.toFixed(2),
    ),
    'UNet s': result.unetSeconds.toFixed(2),
    'of matmul': known(shareOfMatmul, percent),
    'of data sheet': known(shareOfDatasheet, percent),
    'GPU MB': known(gpuBytes, (bytes) => Math.round(bytes / 1e6)),
    'host MB': Math.round(hostBytes / 1e6),
    'load s': result.loadSeconds[0].toFixed(1),
    'first s': result.firstSeconds[0].toFixed(1),
    winner: result.winners.join(', '),
    'off by': known(difference, describeDifference),
  };
}

function describeDifference({ scores, meanLevels, largestLevels }) {
  const parts = [`scores ${scores.toExponential(0)}`];
  if (meanLevels !== undefined) parts.push(`levels ${meanLevels.toFixed(2)}, at most ${largestLevels}`);
  return parts.join('; ');
}
