// Writes the ledger, bench/results/ledger/, into docs/over-time.md, with a chart for each benchmark.
//
// node bench/ledger/report.mjs [--check]    # --check: fails if the documentation is not that of the ledger
import { fail, readFlags } from '../../scripts/tools.mjs';
import { withGenerated, writeOrCheck } from '../documents.mjs';
import { chart } from './chart.mjs';
import { readLedger } from './entries.mjs';
import { page } from './page.mjs';
import { seriesOf } from './series.mjs';

/** The benchmarks in the order of the page. */
const TITLES = {
  cpu: 'One image on the CPU, beside PyTorch',
  gpu: 'One image on a GPU, beside PyTorch',
  prepared: 'Many sources in one target',
  'in-flight': 'Calls in flight',
  service: 'HTTP service',
  scene: 'A patch in a large scene, beside GDAL',
  reading: 'Reading images, beside sharp',
  poisson: 'Poisson blending, beside OpenCV',
  precision: 'Precisions of the CPU',
};

const { values } = readFlags({ options: { check: { type: 'boolean', default: false } } });
const entries = readLedger();
const untitled = [...entries.keys()].find((bench) => !Object.hasOwn(TITLES, bench));
if (untitled) fail(`bench/ledger/report.mjs has no title for ${untitled}.`);
const ledger = new Map(
  Object.keys(TITLES).flatMap((bench) => (entries.has(bench) ? [[bench, entries.get(bench)]] : [])),
);
const files = new Map();
const charts = {};
for (const [bench, entries] of ledger) {
  charts[bench] = `over-time-${bench}.svg`;
  files.set(`docs/${charts[bench]}`, chart(TITLES[bench], entries, seriesOf(entries)));
}
files.set(
  'docs/over-time.md',
  withGenerated('docs/over-time.md', 'bench/ledger/report.mjs', page(ledger, TITLES, charts)),
);
writeOrCheck(files, /^docs\/over-time-[\w-]+\.svg$/, values.check);
