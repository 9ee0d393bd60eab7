// Writes what bench/results/ledger/ holds into docs/over-time.md, and draws a chart of each benchmark that has a series with
// at least two results.
//
// node bench/ledger/report.mjs [--check]    # --check: fails if the page or a chart is out of date
import { fail, readFlags } from '../../scripts/tools.mjs';
import { withGenerated, writeOrCheck } from '../documents.mjs';
import { chart } from './chart.mjs';
import { readLedger } from './entries.mjs';
import { page } from './page.mjs';
import { seriesOf } from './series.mjs';

/** The benchmarks in the order of the page, and what their values are where the names do not say it. */
const BENCHES = {
  cpu: {
    title: 'One image on the CPU, compared with PyTorch',
    about: "Speed is PyTorch's time divided by ours.",
  },
  gpu: { title: 'One image on a GPU, compared with PyTorch' },
  prepared: { title: 'Many sources in one target' },
  'in-flight': { title: 'Calls in flight' },
  service: { title: 'HTTP service' },
  scene: { title: 'A patch in a large scene, compared with GDAL' },
  reading: {
    title: 'Reading images, compared with sharp',
    about: "Each value is our time divided by sharp's.",
  },
  poisson: { title: 'Poisson blending, compared with OpenCV' },
  precision: { title: 'Precisions of the CPU' },
};

const { values } = readFlags({ options: { check: { type: 'boolean', default: false } } });
const entries = readLedger();
const untitled = [...entries.keys()].find((bench) => !Object.hasOwn(BENCHES, bench));
if (untitled) fail(`bench/ledger/report.mjs has no title for ${untitled}.`);
const ledger = new Map(
  Object.keys(BENCHES).flatMap((bench) => (entries.has(bench) ? [[bench, entries.get(bench)]] : [])),
);
const files = new Map();
const charts = {};
for (const [bench, entries] of ledger) {
  const drawn = chart(BENCHES[bench].title, seriesOf(entries));
  if (drawn === undefined) continue;
  charts[bench] = `over-time-${bench}.svg`;
  files.set(`docs/${charts[bench]}`, drawn);
}
files.set(
  'docs/over-time.md',
  withGenerated('docs/over-time.md', 'bench/ledger/report.mjs', page(ledger, BENCHES, charts)),
);
writeOrCheck(files, /^docs\/over-time-[\w-]+\.svg$/, values.check);
