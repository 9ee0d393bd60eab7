// The results of one model as a table for the terminal, at most 100 columns wide.

const COLUMNS = [
  { head: '', cell: ({ name }) => name, left: true },
  { head: 's', cell: ({ seconds }) => digits(seconds) },
  { head: 'range', cell: ({ fastest, slowest }) => `${digits(fastest)}-${digits(slowest)}` },
  {
    head: 'speed',
    cell: ({ seconds }, { baseline }) => (baseline ? `${digits(baseline / seconds)} x` : '-'),
  },
  { head: 'MB', cell: ({ peakBytes }) => String(Math.round(peakBytes / 1e6)) },
  { head: 'load', cell: ({ loadSeconds }) => known(loadSeconds) },
  { head: 'start', cell: ({ startSeconds }) => known(startSeconds) },
  { head: 'winner', cell: ({ winners }) => winners?.join(',') ?? '-' },
  { head: 'alike', cell: alike },
];

/**
 * The table as lines of text, and under it what could not run.
 *
 * @param baseline seconds of the contender that has speed 1; undefined if it did not run
 */
export function terminalTable({ results, notRun, baseline }) {
  const rows = [
    COLUMNS.map(({ head }) => head),
    ...results.map((result) => COLUMNS.map(({ cell }) => cell(result, { baseline }))),
  ];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const lines = rows.map((row) =>
    row.map((text, i) => (COLUMNS[i].left ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join('  '),
  );
  return [
    ...lines.map((line) => line.trimEnd()),
    ...notRun.map(({ name, reason }) => `not run: ${name}: ${reason}`),
  ];
}

/** The last round's value, which found everything in the caches. */
function known(values) {
  return values?.length > 0 ? digits(values.at(-1)) : '-';
}

/** Likeness to the first contender's result: the PSNR of pictures, or the relative error of a network's output. */
function alike({ psnr, relativeError }) {
  if (psnr !== undefined) return psnr === 'identical' ? 'same' : `${psnr} dB`;
  return errorText(relativeError) ?? '-';
}

/** A relative error in one digit, such as "2e-6"; undefined if there is none to show. */
export function errorText(error) {
  return error === 0 ? '0' : error?.toExponential(0);
}

/** Three significant digits, without an exponent. */
export function digits(value) {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}
