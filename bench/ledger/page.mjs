// The sections and tables of docs/over-time.md.
import { markdownTable } from '../documents.mjs';
import { hasTrend, seriesOf, valuesOf } from './series.mjs';

/** What the settings call a model, and what it is. */
const MODELS = {
  'harmonidiff-small': 'the small model that the package includes',
  small: 'the small model that the package includes',
  a: 'a model with a UNet of 3.4 M parameters and random weights',
  unet: "one call of a UNet of Stable Diffusion 2.1's size, with random weights",
};

/**
 * A section for each benchmark of the ledger.
 *
 * @param benches `{ title, about }` by benchmark; `about` says what its values are, where their names do not
 * @param charts the file name of each chart, by benchmark; missing if nothing can be drawn yet
 */
export function page(ledger, benches, charts) {
  return [...ledger].map(([bench, entries]) => section(benches[bench], entries, charts[bench])).join('\n\n');
}

function section({ title, about }, entries, chart) {
  const notes = [about, modelNote(entries)].filter(Boolean);
  const series = seriesOf(entries);
  return [
    `## ${title}`,
    ...(notes.length > 0 ? [notes.join(' ')] : []),
    ...(chart ? [`![${title} over time](${chart})`] : []),
    ...series.filter(hasTrend).flatMap((of) => [`${of.conditions}:`, tableOf(of.entries)]),
    ...series
      .filter((of) => !hasTrend(of))
      .flatMap(({ conditions, entries: [only] }) => [
        `${conditions}; measured once, on ${factsOf(only)}:`,
        listOf(only),
      ]),
  ].join('\n\n');
}

function modelNote(entries) {
  const used = [...new Set(entries.map(({ settings }) => settings.model))];
  const known = used.filter((name) => Object.hasOwn(MODELS, name));
  return known.length > 0 && `Models: ${known.map((name) => `\`${name}\` is ${MODELS[name]}`).join('; ')}.`;
}

/** The latest first. */
function tableOf(entries) {
  const values = valuesOf(entries);
  const hasLoad = entries.some(({ load }) => load !== undefined);
  const head = ['date', 'commit', 'Node', ...(hasLoad ? ['load'] : []), ...values.map(nameOf)];
  const rows = entries
    .toReversed()
    .map((entry) => [
      dayOf(entry),
      commitOf(entry),
      entry.machine.node ?? '–',
      ...(hasLoad ? [entry.load?.toFixed(1) ?? '–'] : []),
      ...values.map(({ name }) => valueText(entry.values.find((value) => value.name === name))),
    ]);
  return markdownTable(head, rows);
}

/** A row for each value, because a single result may have many of them. */
function listOf(entry) {
  const rows = valuesOf([entry]).map((value) => [
    nameOf(value),
    valueText(entry.values.find(({ name }) => name === value.name)),
  ]);
  return markdownTable(['value', 'result'], rows);
}

function factsOf(entry) {
  const { machine, load } = entry;
  return [
    `${dayOf(entry)} at ${commitOf(entry)}`,
    ...(machine.node ? [`Node ${machine.node}`] : []),
    ...(load === undefined ? [] : [`load ${load.toFixed(1)}`]),
  ].join(', ');
}

function nameOf({ name, unit, better }) {
  return `${name} (${unit}${better === 'higher' ? ' ↑' : ' ↓'})`;
}

function dayOf({ date }) {
  return date.slice(0, 10);
}

function commitOf(entry) {
  return `\`${shortCommit(entry)}\`${entry.from ? ' ¹' : ''}`;
}

/** Ends with a plus if files differed from the commit. */
export function shortCommit({ commit, dirty }) {
  return commit.slice(0, 7) + (dirty ? '+' : '');
}

/** Three significant digits, or all of a whole number. */
function valueText(measured) {
  if (!measured) return '–';
  const { value } = measured;
  return String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}
