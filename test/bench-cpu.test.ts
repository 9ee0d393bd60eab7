import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
/** The benchmark's modules have no types. */
const load = (name: string) => import(join(root, 'bench/cpu', `${name}.mjs`));

const { alternate } = await load('rounds');
const { summarize } = await load('summary');
const { terminalTable } = await load('table');
const { markdown } = await load('markdown');
const { barChart, costPlot } = await load('plots');
const { along, costPoints } = await load('costs');
const { psnrOf, relativeErrorOf } = await load('compare');
const { CONTENDERS } = await load('contenders');

async function bench(...flags: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const {
    code = 0,
    stdout,
    stderr,
  } = await run('node', ['bench/cpu/bench.mjs', ...flags], {
    cwd: root,
  }).catch((error) => error);
  return { code, stdout, stderr };
}

async function freshFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-bench-cpu-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return folder;
}

/** Figures of a contender as `summarize` makes them. */
function figures(id: string, name: string, seconds: number, more: object = {}): object {
  return {
    ...{ id, name, precision: 'fp32', seconds, fastest: 0.9 * seconds, slowest: 1.2 * seconds },
    ...{ peakBytes: 400e6, loadSeconds: [3, 0.5], startSeconds: [9, 6.25], winners: [401] },
    ...more,
  };
}

const measured = {
  date: '2026-12-01',
  machine: { cpu: 'Intel Xeon', cores: 2, flags: ['avx2'], memoryBytes: 8 * 2 ** 30 },
  versions: { node: '24.1.0', torch: '2.15.0+cpu' },
  settings: { threads: 2, rounds: 3, repeat: 2 },
  models: [
    {
      ...{ name: 'made-up', title: 'A made-up model', canvas: 256, steps: 20, unetParameters: 3_400_000 },
      results: [
        figures('harmonidiff-onnxruntime-fp32', 'harmonidiff, ONNX Runtime fp32', 4),
        figures('pytorch-fp32-sequential', 'PyTorch eager fp32, sequential', 8, { psnr: 61.2 }),
        figures('pytorch-bf16-lockstep', 'PyTorch eager bf16, lockstep', 120, {
          ...{ psnr: 38.5, emulated: true, winners: [351] },
        }),
      ],
      notRun: [
        { id: 'harmonidiff-openvino-fp32', name: 'harmonidiff, OpenVINO fp32', reason: 'Error: gone' },
      ],
    },
  ],
  costs: {
    model: 'small',
    usual: { steps: 20, candidates: 8, canvas: 256, threads: 2 },
    results: [
      { ...figures('harmonidiff-onnxruntime-fp32', 'harmonidiff, ONNX Runtime fp32', 6), axis: 'usual' },
      ...[
        ['steps', 10, 3],
        ['steps', 50, 18],
        ['candidates', 1, 1.5],
        ['canvas', 384, 14],
        ['threads', 1, 11],
        ['target', 'prepared', 5],
      ].map(([axis, value, seconds]) => ({
        ...figures('harmonidiff-onnxruntime-fp32', 'harmonidiff, ONNX Runtime fp32', seconds as number),
        ...{ axis, value },
      })),
    ],
  },
};
const [model] = measured.models;

test('the tables and plots of the documentation are those of the saved measurement', async (t) => {
  const { stderr, code } = await run('node', ['bench/cpu/report.mjs', '--check'], { cwd: root }).catch(
    (error) => error,
  );
  t.is(stderr, '');
  t.falsy(code);
});

test('wrong flags end the benchmark with one line before it prepares anything', async (t) => {
  const cases: [string[], RegExp][] = [
    [['--models', 'small,huge'], /^harmonidiff: --models is small,huge; it must list any of small, a, unet/],
    [['--contenders', 'tensorflow'], /^harmonidiff: --contenders: tensorflow is part of no contender's name/],
    [['--rounds', '0'], /^harmonidiff: --rounds is 0; it must be a whole number of at least 1\.$/],
    [['--repeat', '1.5'], /^harmonidiff: --repeat is 1\.5; /],
    [['--threads', 'all'], /^harmonidiff: --threads is all; /],
    [['--gpu'], /^harmonidiff: Unknown option '--gpu'/],
  ];
  for (const [flags, message] of cases) {
    const { code, stdout, stderr } = await bench(...flags);
    t.is(code, 1);
    t.is(stdout, '');
    t.regex(stderr.trim(), message);
    t.is(stderr.trim().split('\n').length, 1);
  }
});

test('a contender that cannot run is listed with the reason, and the results of the others are saved', async (t) => {
  const file = join(await freshFolder(t), 'cpu.json');
  const flags = [
    '--models',
    'unet-small',
    '--rounds',
    '1',
    '--repeat',
    '1',
    '--threads',
    '1',
    '--skip-costs',
  ];
  const { code, stdout } = await bench(
    ...[...flags, '--contenders', 'onnxruntime-fp32', '--python', '/nowhere/python', '--save', file],
  );
  t.is(code, 0);
  t.regex(stdout, /^not run: ONNX Runtime \(Python\) fp32: .*ENOENT/m);
  const saved = JSON.parse(await readFile(file, 'utf8'));
  t.false('unfinished' in saved);
  t.deepEqual(saved.settings, { threads: 1, rounds: 1, repeat: 1 });
  const [{ kind, rows, results, notRun }] = saved.models;
  t.deepEqual([kind, rows], ['unet', 2]);
  t.deepEqual(
    results.map(({ id, runs }: { id: string; runs: number[] }) => [id, runs.length]),
    [['harmonidiff-onnxruntime-fp32', 1]],
  );
  t.is(notRun.length, 1);
  t.is(notRun[0].id, 'onnxruntime-fp32');
  t.regex(notRun[0].reason, /ENOENT/);
});

test('contenders rotate, and one that fails keeps what it has reported and is not run again', async (t) => {
  const order: string[] = [];
  const saves: number[] = [];
  const entries = await alternate(
    [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    3,
    async ({ id }: { id: string }, round: number) => {
      order.push(`${round}${id}`);
      if (id === 'b' && round === 1) throw new Error('out of memory');
      return { round };
    },
    (all: { reports: object[] }[]) => saves.push(all.flatMap(({ reports }) => reports).length),
  );
  t.deepEqual(order, ['0a', '0b', '0c', '1b', '1c', '1a', '2c', '2a']);
  t.deepEqual(saves, [1, 2, 3, 3, 4, 5, 6, 7]);
  t.deepEqual(entries[1], { id: 'b', reports: [{ round: 0 }], problem: 'out of memory' });
});

test('figures are medians over all runs, with the start of each process to its first result', (t) => {
  const report = (seconds: number[], peak: number, at: number) => ({
    ...{ seconds, load_seconds: 1, first_seconds: 2, first_result_at: at, startedAt: 100 },
    ...{ peak_rss_bytes: peak, winner: 401 },
  });
  const reports = [report([5, 3], 10, 104.5), report([4, 9], 30, 103), report([4, 4], 20, 103)];
  t.deepEqual(summarize({ id: 'x', name: 'X', precision: 'fp32', order: 'lockstep', reports }), {
    ...{ id: 'x', name: 'X', precision: 'fp32', order: 'lockstep' },
    ...{ seconds: 4, fastest: 3, slowest: 9, runs: [5, 3, 4, 9, 4, 4], peakBytes: 20 },
    ...{ loadSeconds: [1, 1, 1], firstSeconds: [2, 2, 2], startSeconds: [4.5, 3, 3], winners: [401] },
  });
});

test('the terminal table fits into 100 columns with every contender and long times', (t) => {
  const results = CONTENDERS.map(({ id, name }: { id: string; name: string }) =>
    figures(id, name, 1234.5, { psnr: 41.2, winners: [401, 351] }),
  );
  const lines: string[] = terminalTable({ results, notRun: [], baseline: 12345 });
  t.is(lines.length, CONTENDERS.length + 1);
  t.true(Math.max(...lines.map((line) => line.length)) <= 100);
  t.regex(lines[1]!, /1235\s+1111-1481\s+10\.0 x\s+400\s+0\.50\s+6\.25\s+401,351\s+41\.2 dB$/);
});

test('the documentation has speeds, likeness, what was emulated and what did not run', (t) => {
  const text: string = markdown(measured, { 'made-up': 'plot.svg' });
  t.regex(text, /2 cores of an Intel Xeon, avx2, no bf16 instructions, 8 GiB of memory, 2 threads/);
  t.regex(text, /medians of 6 runs in 3 rounds/);
  t.regex(text, /One image of 256 px, 20 steps, 8 candidates, a UNet of 3\.4 M parameters\./);
  const row = (...cells: string[]) =>
    t.true(text.includes(`| ${cells.join(' | ')} |`), `${cells} in ${text}`);
  row(
    ...['harmonidiff, ONNX Runtime fp32', '4.00 s', '3.60 to 4.80', '2.00 ×', '400 MB'],
    ...['0.50 s', '6.25 s', '401', '–'],
  );
  row(
    ...['PyTorch eager bf16, lockstep (emulated)', '120 s', '108 to 144', '0.07 ×', '400 MB'],
    ...['0.50 s', '6.25 s', '351', '38.5 dB'],
  );
  t.true(text.includes('- harmonidiff, OpenVINO fp32: not run. gone.'));
  row('steps', '10', '20', '50');
  row('harmonidiff, ONNX Runtime fp32', '3.00 s', '6.00 s', '18.0 s');
  row('target', 'an image', 'prepared');
  row('harmonidiff, ONNX Runtime fp32', '6.00 s', '5.00 s');
});

test('costs: one value changes at a time, and the usual point is on every axis', (t) => {
  const points: { axis: string; value?: number }[] = costPoints(2);
  t.is(points.filter(({ axis }) => axis === 'usual').length, 1);
  t.deepEqual(
    points.filter(({ axis }) => axis === 'candidates').map(({ value }) => value),
    [1, 4],
  );
  t.deepEqual(
    along('steps', measured.costs).map(({ value, seconds }: { value: number; seconds: number }) => [
      value,
      seconds,
    ]),
    [
      [10, 3],
      [20, 6],
      [50, 18],
    ],
  );
});

test('bars are as long as the medians, the fastest first, and lines join the points of an axis', (t) => {
  const bars: string = barChart('Made up', model!.results);
  const widths = [...bars.matchAll(/<rect x="280" y="[\d.]+" width="([\d.]+)"/g)].map(([, width]) =>
    Number(width),
  );
  // Emulated bf16 would leave no room for the others.
  t.is(widths.length, 2);
  t.true(Math.abs(widths[1]! / widths[0]! - 2) < 0.02);
  t.true(
    bars.indexOf('harmonidiff, ONNX Runtime fp32</text>') <
      bars.indexOf('PyTorch eager fp32, sequential</text>'),
  );
  const lines: string = costPlot(measured.costs);
  // One for each axis: steps, candidates, canvas, threads; and one in the legend.
  t.is(lines.match(/class="line"/g)?.length, 5);
  t.is(lines.match(/<circle/g)?.length, 3 + 2 + 2 + 2);
});

test('the likeness of results: PSNR of pictures, relative error of numbers', async (t) => {
  const folder = await freshFolder(t);
  const [a, b, c, d] = ['a.png', 'b.png', 'c.f32', 'd.f32'].map((name) => join(folder, name));
  const picture = (level: number) =>
    sharp(Buffer.alloc(48, level), { raw: { width: 4, height: 4, channels: 3 } });
  await picture(100).toFile(a!);
  await picture(110).toFile(b!);
  // 10 log₁₀(255² / 10²)
  t.is(await psnrOf(b, a), 28.1);
  t.is(await psnrOf(a, a), 'identical');
  t.is(await psnrOf(join(folder, 'absent.png'), a), undefined);
  await writeFile(c!, Buffer.from(Float32Array.of(3, 4).buffer));
  await writeFile(d!, Buffer.from(Float32Array.of(3, 4.5).buffer));
  t.is(relativeErrorOf(d, c), 0.1);
});
