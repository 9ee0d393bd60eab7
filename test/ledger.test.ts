import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const bench = join(root, 'bench');
/** The modules of the ledger have no types. */
const { seriesOf, valuesOf } = await import(join(bench, 'ledger/series.mjs'));
const { chart } = await import(join(bench, 'ledger/chart.mjs'));
const { page } = await import(join(bench, 'ledger/page.mjs'));

async function freshFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-ledger-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return folder;
}

/** Records a result in a folder, and returns what `recordEntry` says. */
async function record(folder: string, result: object): Promise<string> {
  const script = `
    import { recordEntry } from ${JSON.stringify(join(bench, 'ledger/entries.mjs'))};
    console.log(recordEntry('made-up', ${JSON.stringify(result)}));
  `;
  const env = { ...process.env, HARMONIDIFF_RESULTS: folder };
  const { stdout } = await run('node', ['--input-type=module', '-e', script], { cwd: root, env });
  return stdout.trim();
}

const result = {
  settings: { model: 'made-up', steps: 6 },
  repetitions: { rounds: 3 },
  values: [{ name: 'Ours / theirs', unit: '×', better: 'lower', value: 1.234567891 }],
};

test('a result is appended with its commit, machine, settings and values', async (t) => {
  const folder = await freshFolder(t);
  const file = join(folder, 'ledger/made-up.jsonl');
  t.is(await record(folder, result), `Recorded in ${file}`);
  await record(folder, result);
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  t.is(lines.length, 2);
  const { date, commit, dirty, version, machine, load, versions, ...rest } = JSON.parse(lines[1]!);
  t.regex(date, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  t.regex(commit, /^[0-9a-f]{40}$/);
  t.is(typeof dirty, 'boolean');
  t.regex(version, /^\d+\.\d+\.\d+$/);
  t.deepEqual(Object.keys(machine), ['cpu', 'cores', 'flags', 'memoryBytes', 'os', 'node']);
  t.is(machine.node, process.versions.node);
  t.regex(machine.os, /^Linux [\d.]+ (x64|arm64)$/);
  t.is(typeof load, 'number');
  t.deepEqual(Object.keys(versions), ['onnxruntime-node']);
  t.deepEqual(rest, {
    settings: result.settings,
    repetitions: result.repetitions,
    values: [{ name: 'Ours / theirs', unit: '×', better: 'lower', value: 1.2346 }],
  });
});

test('results of the simulated device are not recorded', async (t) => {
  const folder = await freshFolder(t);
  const said = await record(folder, { ...result, gpu: { name: 'Simulated GPU' } });
  t.regex(said, /^Not saved: Simulated GPU /);
  await t.throwsAsync(readFile(join(folder, 'ledger/made-up.jsonl')), { code: 'ENOENT' });
});

function entry(day: string, commit: string, value: number, more: object = {}) {
  return {
    ...{ date: `2026-12-${day}T12:00:00.000Z`, commit: commit.padEnd(40, '0'), dirty: false, load: 0.1 },
    machine: { cpu: 'Intel Xeon', cores: 2, memoryBytes: 25276510208, os: 'Linux 6.1 x64', node: '24.1.0' },
    settings: { steps: 6 },
    values: [
      { name: 'Time', unit: 's', better: 'lower', value: 10 * value },
      { name: 'Speed', unit: '×', better: 'higher', value },
    ],
    ...more,
  };
}

const entries = [
  entry('01', 'aaaaaaa', 1),
  // A few pages less memory and another Node: the same machine.
  entry('02', 'bbbbbbb', 2, {
    machine: { cpu: 'Intel Xeon', cores: 2, memoryBytes: 25276063744, node: '24.2.0' },
  }),
  entry('03', 'ccccccc', 4, { dirty: true, settings: { steps: 20 } }),
  entry('04', 'ddddddd', 3, { machine: { cpu: 'Intel Xeon', cores: 4, memoryBytes: 25276063744 } }),
];

test('a series has the results of one machine with the same settings', (t) => {
  const series: { conditions: string; entries: object[] }[] = seriesOf(entries);
  t.deepEqual(
    series.map(({ conditions, entries }) => [conditions, entries.length]),
    [
      ['Intel Xeon, 2 cores, 24 GiB; steps 6', 2],
      ['Intel Xeon, 2 cores, 24 GiB; steps 20', 1],
      ['Intel Xeon, 4 cores, 24 GiB; steps 6', 1],
    ],
  );
});

test('ratios come before times', (t) => {
  t.deepEqual(
    valuesOf(entries).map(({ name }: { name: string }) => name),
    ['Speed', 'Time'],
  );
});

test('a chart has a panel for each value, and a line for each series of two or more results', (t) => {
  const text: string = chart('Made up', seriesOf(entries));
  t.is(text.match(/higher is better|lower is better/g)?.length, 2);
  // Only one series has two results.
  t.is(text.match(/class="line" d="M/g)?.length, 2);
  t.is(text.match(/<circle [^>]*r="3.5"/g)?.length, 2 * 2);
  t.false(text.includes('steps 20'));
  // Twice the speed is twice as far above the axis.
  const [, first, second] = /class="line" d="M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)"/.exec(text)!.map(Number);
  const [, zero] = /y="([\d.]+)" dy="0.35em" text-anchor="end">0</.exec(text)!.map(Number);
  t.true(Math.abs((zero! - second!) / (zero! - first!) - 2) < 0.01);
});

test('nothing is drawn before a series has two results, nor a value that it has once', (t) => {
  t.is(chart('Made up', seriesOf(entries.slice(2))), undefined);
  const [first, second] = entries;
  const more = { name: 'New', unit: 's', better: 'lower', value: 1 };
  const later = { ...second!, values: [...second!.values, more] };
  t.false(chart('Made up', seriesOf([first, later])).includes('New'));
});

test('the page has a table for each series, the latest first, and marks what is not in the commit', (t) => {
  const text: string = page(
    new Map([['made-up', entries]]),
    { 'made-up': { title: 'Made up', about: 'Speed is a ratio.' } },
    { 'made-up': 'a.svg' },
  );
  t.is(
    text,
    `## Made up

Speed is a ratio.

![Made up over time](a.svg)

Intel Xeon, 2 cores, 24 GiB; steps 6:

| date | commit | Node | load | Speed (× ↑) | Time (s ↓) |
| --- | ---: | ---: | ---: | ---: | ---: |
| 2026-12-02 | \`bbbbbbb\` | 24.2.0 | 0.1 | 2 | 20 |
| 2026-12-01 | \`aaaaaaa\` | 24.1.0 | 0.1 | 1 | 10 |

Intel Xeon, 2 cores, 24 GiB; steps 20; measured once, on 2026-12-03 at \`ccccccc+\`, Node 24.1.0, load 0.1:

| value | result |
| --- | ---: |
| Speed (× ↑) | 4 |
| Time (s ↓) | 40 |

Intel Xeon, 4 cores, 24 GiB; steps 6; measured once, on 2026-12-04 at \`ddddddd\`, load 0.1:

| value | result |
| --- | ---: |
| Speed (× ↑) | 3 |
| Time (s ↓) | 30 |`,
  );
});

test('the page explains the names of the models in its sections, and shows no chart that is not there', (t) => {
  const settings = { model: 'a' };
  const text: string = page(
    new Map([['made-up', [entry('01', 'aaaaaaa', 1, { settings })]]]),
    { 'made-up': { title: 'Made up' } },
    {},
  );
  t.regex(
    text,
    /^## Made up\n\nModels: `a` is a model with a UNet of 3\.4 M parameters and random weights\.\n/,
  );
  t.false(text.includes('!['));
});

test('the page and the charts of the documentation are those of the ledger', async (t) => {
  const { stderr, code } = await run('node', ['bench/ledger/report.mjs', '--check'], { cwd: root }).catch(
    (error) => error,
  );
  t.is(stderr, '');
  t.falsy(code);
});
