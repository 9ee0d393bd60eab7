import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import anyTest, { type TestFn } from 'ava';
import sharp from 'sharp';
import { Harmonizer } from '../lib/index.js';
import { large, mini, readTensors, relativeError } from './support/fixtures.js';

const test = anyTest as TestFn<{ folder: string }>;
const main = join(import.meta.dirname, '../dist/cli/main.js');

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-cli-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function cli(...words: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...words], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** The flags for a fixture's own request. */
function flags(fixture = mini): string[] {
  const { bbox, prompts, metadata } = fixture.golden;
  const [longitude, latitude, gsd, cloudCover, year, month, day] = metadata!;
  const date = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
  return [
    ...[
      '--model',
      fixture.folder,
      '--target',
      fixture.file('target.png'),
      '--source',
      fixture.file('source.png'),
    ],
    ...['--box', bbox.join(','), '--target-prompt', prompts.target, '--source-prompt', prompts.source],
    ...['--longitude', String(longitude), '--latitude', String(latitude), '--gsd', String(gsd)],
    ...['--cloud-cover', String(cloudCover), '--date', date, '--threads', '2'],
  ];
}

for (const fixture of [mini, ...large]) {
  test(`harmonize --json --trace gives PyTorch's numbers: ${fixture.golden.size} px`, async (t) => {
    const { golden } = fixture;
    const [out, trace] = [join(t.context.folder, 'out.png'), join(t.context.folder, 't.safetensors')];
    const { code, stdout, stderr } = await cli(
      'harmonize',
      ...flags(fixture),
      '--out',
      out,
      '--trace',
      trace,
      '--json',
    );
    t.is(code, 0, stderr);
    t.is(stderr, '', 'quiet where there is no terminal');
    const answer = JSON.parse(stdout);
    t.deepEqual(Object.keys(answer), [
      'timestep',
      'score',
      'candidates',
      'place',
      'targetBands',
      'targetStretch',
      'sourceBands',
      'sourceStretch',
      'timings',
      'peakMemory',
      'warnings',
    ]);
    t.deepEqual(answer.warnings, []);
    const [x, y, across, down] = golden.bbox;
    t.deepEqual(answer.place, { box: { x, y, width: across, height: down }, pixels: across * down });
    t.deepEqual(answer.targetBands, [1, 2, 3]);
    t.deepEqual(answer.targetStretch, { method: 'full', range: [0, 255] });
    t.is(answer.timestep, golden.best_timestep);
    t.is(answer.candidates.length, golden.scores.length);
    golden.scores.forEach((expected, i) => {
      for (const [name, value] of Object.entries(expected)) {
        t.true(Math.abs(answer.candidates[i][name] - value) <= 2e-3, `${name} of ${expected.timestep}`);
      }
    });
    t.true(answer.peakMemory > 2 ** 20);
    t.true(answer.timings.total > 0);

    const tensors = readTensors(trace);
    for (const [name, { data, shape }] of Object.entries(tensors)) {
      if (!(name in fixture.tensors)) continue;
      const expected = fixture.floats(name);
      t.deepEqual(shape, expected.shape, name);
      // The classifier's input is rounded to 8 bits, which may change the last digit.
      const tolerance = name.startsWith('candidate.') || name === 'classifier.input' ? 2e-3 : 1e-4;
      const error = relativeError(data as Float32Array, expected.data);
      t.true(error <= tolerance, `${name}: ${error}`);
    }
    for (const name of ['text.source', 'invert.target.1', 'shifted.301', 'edge_mask', 'candidate.401']) {
      t.true(name in tensors, name);
    }
    const { width, height } = await sharp(out).metadata();
    t.deepEqual([width, height], [golden.size, golden.size]);
    t.deepEqual((await readdir(t.context.folder)).sort(), ['out.png', 't.safetensors']);
  });
}

test("flags set the paper's parameters as the API does", async (t) => {
  const out = join(t.context.folder, 'out.png');
  const knobs = [
    '--steps',
    '5',
    '--candidate-range',
    '1-3',
    '--fusion-start',
    '3',
    '--edge-width-ratio',
    '0.3',
  ];
  const { code, stdout, stderr } = await cli('harmonize', ...flags(), ...knobs, '--out', out, '--json');
  t.is(code, 0, stderr);
  await using harmonizer = await Harmonizer.load(mini.folder, { threads: 2 });
  const { winner, candidates } = await harmonizer.harmonize({
    ...mini.request(),
    ...{ steps: 5, candidateRange: [1, 3], fusionStart: 3, edgeWidthRatio: 0.3 },
  });
  t.deepEqual(
    JSON.parse(stdout).candidates,
    candidates.map(({ timestep, scores }) => ({ timestep, ...scores })),
  );
  t.deepEqual(await sharp(out).raw().toBuffer(), Buffer.from(winner!.image.data));
});

test('--sheet shows target, paste, all candidates and the winner', async (t) => {
  const [out, sheet] = [join(t.context.folder, 'out.jpg'), join(t.context.folder, 'sheet.webp')];
  const { code, stdout, stderr } = await cli('harmonize', ...flags(), '--out', out, '--sheet', sheet);
  t.is(code, 0, stderr);
  t.regex(stdout, /out\.jpg: harmony score 0\.486, started at timestep 301, \d+\.\d s\n$/);
  t.is((await sharp(out).metadata()).format, 'jpeg');
  const picture = await sharp(sheet).metadata();
  t.is(picture.format, 'webp');
  // 11 cells of 128 px, at least 200 px wide for their labels, in rows of 5.
  t.deepEqual([picture.width, picture.height], [12 + 5 * 212, 12 + 3 * (128 + 26 + 12)]);
});

test('--method poisson gives one result, and --sheet shows it', async (t) => {
  const [out, sheet] = [join(t.context.folder, 'out.png'), join(t.context.folder, 'sheet.png')];
  const poisson = [...flags(), '--method', 'poisson', '--restore-detail', '--out', out, '--sheet', sheet];
  const { code, stdout, stderr } = await cli('harmonize', ...poisson);
  t.is(code, 0, stderr);
  t.regex(stdout, /out\.png: harmony score 0\.\d{3}, \d/);
  // Target, paste and result side by side, each at least as wide as a label.
  const { width } = await sharp(sheet).metadata();
  t.is(width, 12 + 3 * (200 + 12));
  t.is((await sharp(out).metadata()).width, mini.golden.size);
});

test('without a classifier every candidate is written', async (t) => {
  const model = join(t.context.folder, 'model');
  await mkdir(model);
  for (const name of await readdir(mini.folder)) {
    if (name !== 'classifier') await symlink(mini.file(name), join(model, name));
  }
  const [first, second, ...rest] = flags();
  t.deepEqual([first, second], ['--model', mini.folder]);
  const out = join(t.context.folder, 'out.png');
  const { code, stdout } = await cli('harmonize', '--model', model, ...rest, '--out', out);
  t.is(code, 0);
  t.regex(stdout, /choose one/);
  const written = (await readdir(t.context.folder)).filter((name) => name.endsWith('.png'));
  t.deepEqual(
    written.sort(),
    [301, 351, 401, 451, 501, 551, 601, 651].map((timestep) => `out-${timestep}.png`),
  );
});

const refused: [string, string[], RegExp][] = [
  [
    'a box outside the canvas',
    ['--box', '100,100,88,80'],
    /extends beyond the canvas .* \[PLACEMENT_INVALID\]/,
  ],
  ['a missing image', ['--target', '/nowhere/a.png'], /\/nowhere\/a\.png.*\[IMAGE_NOT_FOUND\]/],
  ['a missing model', ['--model', '/nowhere'], /\/nowhere.*\[MODEL_NOT_FOUND\]/],
  ['a latitude of 91', ['--latitude', '91'], /--latitude.*'91' is invalid\. It must be a number, -90 to 90/],
  ['one step', ['--steps', '1'], /--steps.*'1' is invalid\. It must be a whole number, 2 to 1000/],
  ['a missing device', ['--device', 'cuda:99'], /\[DEVICE_NOT_FOUND\]/],
  ['a day that does not exist', ['--date', '2016-02-30'], /--date.*This date does not exist/],
  ['month 13', ['--date', '2016-13-01'], /--date.*This date does not exist/],
  ['a box of three numbers', ['--box', '1,2,3'], /--box.*x,y,w,h in canvas pixels/],
  ['steps that are not a number', ['--steps', 'many'], /--steps.*must be a whole number/],
  [
    'a second placement',
    ['--mask', mini.file('target.png')],
    /one of box, mask and point.*\[OPTION_INVALID\]/,
  ],
  ['an output of unknown format', ['--out', 'x.gif'], /x\.gif.*\.png.*\[OUTPUT_FAILED\]/],
  ['an output in a missing folder', ['--out', '/nowhere/out.png'], /\/nowhere\/out\.png.*\[OUTPUT_FAILED\]/],
  ['a trace in a missing folder', ['--trace', '/nowhere/t.safetensors'], /\/nowhere.*\[OUTPUT_FAILED\]/],
];

for (const [what, words, message] of refused) {
  test(`${what} is refused in one line, and nothing is written`, async (t) => {
    const out = join(t.context.folder, 'out.png');
    const { code, stdout, stderr } = await cli('harmonize', ...flags(), '--out', out, ...words);
    t.is(code, 1);
    t.is(stdout, '');
    t.regex(stderr, message);
    t.is(stderr.trimEnd().split('\n').length, 1, stderr);
    t.deepEqual(await readdir(t.context.folder), []);
  });
}

test('inspect shows what a model holds and that it will run', async (t) => {
  const { code, stdout } = await cli('inspect', mini.folder, '--json');
  t.is(code, 0);
  const report = JSON.parse(stdout);
  t.true(report.runs);
  t.is(report.canvas, 128);
  t.is(report.metadata, 7);
  t.deepEqual(
    report.networks.map(({ name }: { name: string }) => name),
    ['textEncoder', 'unet', 'vae', 'classifier'],
  );
  t.true(
    report.networks.every(({ parameters, bytes }: Record<string, number>) => parameters! > 0 && bytes! > 0),
  );
  const named = (name: string) =>
    report.engines.find((found: Record<string, string>) => found.device === 'cpu' && found.engine === name);
  t.regex(named('onnxruntime').version, /^1\.\d+\.\d+$/);
  t.true('version' in named('openvino') || /harmonidiff install openvino/.test(named('openvino').problem));
  t.regex((await cli('inspect', mini.folder)).stdout, /will run/);
});

test('inspect shows which engine auto takes, and why', async (t) => {
  const { stdout } = await cli('inspect', mini.folder);
  t.regex(
    stdout,
    /^ {2}auto: (TensorRT|OpenVINO|ONNX Runtime) on \S+ in fp(16|32), (the preferred engine|because .* cannot be used)/m,
  );
});

test('build without a GPU fails with one line', async (t) => {
  if (existsSync('/dev/nvidiactl')) {
    t.pass();
    return;
  }
  const { code, stdout, stderr } = await cli('build', mini.folder);
  t.deepEqual([code, stdout], [1, '']);
  t.regex(stderr, /^harmonidiff: No GPU can be used: .* \[DEVICE_NOT_FOUND\]\n$/);
});

test('inspect shows why a model will not run', async (t) => {
  const { code, stdout } = await cli('inspect', join(mini.folder, 'unet'));
  t.is(code, 1);
  t.regex(stdout, /will not run: No such file: .*\[MODEL_NOT_FOUND\]/);
});

test("inspect warns of what diffusers' pipelines would replace in the scheduler's configuration", async (t) => {
  const folder = join(mini.folder, '../sharded');
  const message = `${join(folder, 'scheduler/scheduler_config.json')}: clip_sample is true, `;
  const report = JSON.parse((await cli('inspect', folder, '--json')).stdout);
  t.true(report.runs);
  t.deepEqual(
    report.warnings.map(({ code, message }: Record<string, string>) => [code, message!.split('so every')[0]]),
    [['HARMONIDIFF_SCHEDULER', message]],
  );
  const { stdout, stderr } = await cli('inspect', folder);
  t.true(stdout.includes(`\n  warning: ${report.warnings[0].message} [HARMONIDIFF_SCHEDULER]\n`));
  t.is(stderr, '');

  t.deepEqual(JSON.parse((await cli('inspect', mini.folder, '--json')).stdout).warnings, []);
  t.notRegex((await cli('inspect', mini.folder)).stdout, /warning/);
});

test('inspect lists the methods that a model can run', async (t) => {
  const { stdout } = await cli('inspect', join(mini.folder, '../inpainting'));
  t.regex(stdout, /methods: copy-paste, poisson, poisson-vae, sd2-inpainting\n/);
});

test('a flag has the name of its option; --guidance, --year, --month and --day work too', async (t) => {
  const scores = async (...words: string[]) => {
    const out = join(t.context.folder, 'out.png');
    const own = flags().filter((word, i, all) => word !== '--date' && all[i - 1] !== '--date');
    const { code, stdout, stderr } = await cli('harmonize', ...own, ...words, '--out', out, '--json');
    t.is(code, 0, stderr);
    return JSON.parse(stdout).candidates;
  };
  const quick = ['--steps', '4', '--candidate-range', '1-2'];
  const date = ['--date', '2016-02-10'];
  const parts = ['--year', '2016', '--month', '2', '--day', '10'];
  const expected = await scores(...quick, ...date, '--guidance-scale', '7.5');
  t.deepEqual(await scores(...quick, ...parts, '--guidance', '7.5'), expected);
  t.notDeepEqual(await scores(...quick, ...date, '--guidance-scale', '1'), expected);
});

test('an unknown flag is refused with the nearest name', async (t) => {
  const { code, stderr } = await cli('harmonize', ...flags(), '--stpes', '3', '--out', 'out.png');
  t.is(code, 1);
  t.regex(stderr, /unknown option '--stpes'\n\(Did you mean --steps\?\)/);
});
