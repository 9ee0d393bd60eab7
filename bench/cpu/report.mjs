// Writes the measurements in bench/results/cpu-*.json into docs/speed.md, with their plots, and the first of them in short
// into the README.
//
// node bench/cpu/report.mjs [--check]    # --check: fails if the documentation is not that of the measurement
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFlags } from '../../scripts/tools.mjs';
import { withGenerated, writeOrCheck } from '../documents.mjs';
import { markdown, shortMarkdown } from './markdown.mjs';
import { barChart, costPlot } from './plots.mjs';

const { values } = readFlags({ options: { check: { type: 'boolean', default: false } } });

/** What the processors of the measurements have, best first. */
const KINDS = [
  { name: 'bf16', title: 'A processor with bf16' },
  { name: 'avx2', title: 'A processor without AVX-512' },
];

const runs = KINDS.map((kind) => {
  const file = join(import.meta.dirname, `../results/cpu-${kind.name}.json`);
  const run = JSON.parse(readFileSync(file, 'utf8'));
  return { ...kind, run, plots: plotsOf(run, kind.name) };
});
const files = new Map(
  runs.flatMap(({ plots }) => Object.values(plots)).map(({ file, text }) => [`docs/${file}`, text]),
);
const generated = (path, text) => files.set(path, withGenerated(path, 'bench/cpu/report.mjs', text));
generated('docs/speed.md', runs.map(sectionOf).join('\n\n'));
generated('README.md', shortMarkdown(runs[0].run));
writeOrCheck(files, /^docs\/speed-[\w-]+\.svg$/, values.check);

/** The plots of a measurement by the model's name, and `costs`. */
function plotsOf({ models, costs }, kind) {
  const plots = models.map(({ name, title, results }) => [name, barChart(title, results)]);
  if (costs?.results.length > 0) plots.push(['costs', costPlot(costs)]);
  return Object.fromEntries(plots.map(([name, text]) => [name, { file: `speed-${kind}-${name}.svg`, text }]));
}

function sectionOf({ title, run, plots }) {
  const names = Object.fromEntries(Object.entries(plots).map(([name, { file }]) => [name, file]));
  return `### ${title}\n\n${markdown(run, names)}`;
}
