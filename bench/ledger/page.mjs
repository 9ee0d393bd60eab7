// The tables of docs/over-time.md.
import { markdownTable } from '../documents.mjs';
import { seriesOf, valuesOf } from './series.mjs';

/** A section for each benchmark of the ledger. `charts` has the file name of each chart, by benchmark. */
export function page(ledger, titles, charts) {
  return [...ledger].map(([bench, entries]) => section(titles[bench], entries, charts[bench])).join('\n\n');
}

function section(title, entries, chart) {
  const tables = seriesOf(entries).map((series) => [`${series.conditions}:`, tableOf(series.entries)]);
  return [`## ${title}`, `![${title} over time](${chart})`, ...tables.flat()].join('\n\n');
}

/** The latest first. */
function tableOf(entries) {
  const values = valuesOf(entries);
  const hasLoad = entries.some(({ load }) => load !== undefined);
  const head = [
    'date',
    'commit',
    'Node',
    ...(hasLoad ? ['load'] : []),
    ...values.map(({ name, unit, better }) => `${name} (${unit}${better === 'higher' ? ' ↑' : ' ↓'})`),
  ];
  const rows = entries
    .toReversed()
    .map((entry) => [
      entry.date.slice(0, 10),
      `\`${shortCommit(entry)}\`${entry.from ? ' ¹' : ''}`,
      entry.machine.node ?? '–',
      ...(hasLoad ? [entry.load?.toFixed(1) ?? '–'] : []),
      ...values.map(({ name }) => valueText(entry.values.find((value) => value.name === name))),
    ]);
  return markdownTable(head, rows);
}

/** With a plus if files differed from the commit. */
export function shortCommit({ commit, dirty }) {
  return commit.slice(0, 7) + (dirty ? '+' : '');
}

/** Three significant digits, or all of a whole number. */
function valueText(measured) {
  if (!measured) return '–';
  const { value } = measured;
  return String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}
