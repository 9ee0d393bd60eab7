// The ledger: bench/results/ledger/<bench>.jsonl has one line for each recorded run of a benchmark, with the commit and the
// machine, so that results can be compared over time.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { loadavg, release, type } from 'node:os';
import { basename, join } from 'node:path';
import { describeMachine, ownVersions } from '../cpu/machine.mjs';
import { reasonNotToKeep, resultsFolder } from '../results.mjs';

const folder = join(resultsFolder, 'ledger');
const root = join(import.meta.dirname, '../..');

/** The flag of every benchmark that appends its result to the ledger. */
export const RECORD = { record: { type: 'boolean', default: false } };

/** Read before the benchmark starts, because its own work would count, too. */
const [load] = loadavg();

/**
 * Appends a result to the ledger.
 *
 * @param settings what was measured, such as the model and the steps; results with different settings are not compared
 * @param repetitions how often it was measured
 * @param values `{ name, unit, better, value }`, where `better` is 'higher' or 'lower'
 * @param gpu `{ name, driver }` of the GPU that computed
 * @param versions of programs other than this package and its runtime
 * @returns a sentence that says where the entry is, or why there is none
 */
export function recordEntry(bench, { settings, repetitions, values, gpu, versions: more }) {
  const reason = reasonNotToKeep(gpu?.name);
  if (reason) return reason;
  const { harmonidiff, node, ...versions } = { ...ownVersions(), ...more };
  const entry = {
    date: new Date().toISOString(),
    ...readCommit(),
    version: harmonidiff,
    machine: { ...describeMachine(), ...(gpu && { gpu: gpu.name, driver: gpu.driver }), ...system(node) },
    load,
    ...{ versions, settings, repetitions },
    values: values.map(({ value, ...facts }) => ({ ...facts, value: Number(value.toPrecision(5)) })),
  };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${bench}.jsonl`);
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
  return `Recorded in ${file}`;
}

/** The entries of each benchmark, the oldest first. */
export function readLedger() {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return new Map(files.sort().map((name) => [basename(name, '.jsonl'), readEntries(join(folder, name))]));
}

function readEntries(file) {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line)).sort((a, b) => Date.parse(a.date) - Date.parse(b.date));
}

/**
 * The commit that is measured, and whether files differ from it. The ledger itself does not count, because several
 * benchmarks may record one after another.
 */
function readCommit() {
  const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
  const changes = git('status', '--porcelain', '--', '.', ':!bench/results');
  return { commit: git('rev-parse', 'HEAD'), dirty: changes !== '' };
}

/** System and Node; of the kernel's version only the numbers, without the name of its build. */
function system(node) {
  const [kernel] = /^[\d.]*\d/.exec(release()) ?? [];
  return { os: `${type()} ${kernel} ${process.arch}`, node };
}
