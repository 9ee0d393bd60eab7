import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import sharp, { type Sharp } from 'sharp';
import { encodeImage } from '../lib/image/save.js';
import { copyOf, scratch } from './support/copies.js';
import { mini, readTensors } from './support/fixtures.js';

const main = join(import.meta.dirname, '../dist/cli/main.js');
const version = JSON.parse(await readFile(join(import.meta.dirname, '../package.json'), 'utf8'))
  .version as string;

interface Ended {
  code: number | null;
  stdout: Buffer;
  stderr: string;
}

/** @param stdio what the child gets as its standard output and error; `pipe` if left out */
async function cli(
  words: string[],
  { cwd, stdout = 'pipe', fds = [] }: { cwd?: string; stdout?: number | 'pipe'; fds?: number[] } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...words], {
    ...(cwd !== undefined && { cwd }),
    stdio: ['ignore', stdout, 'pipe', ...fds],
  });
  const [out, error, [code]] = await Promise.all([
    child.stdout ? buffer(child.stdout) : Buffer.alloc(0),
    text(child.stderr!),
    once(child, 'close'),
  ]);
  return { code, stdout: out, stderr: error };
}

/** A harmonisation that takes little time: the plain paste of the small fixture. */
function paste(...words: string[]): string[] {
  return [
    ...['harmonize', '--model', mini.folder, '--target', mini.file('target.png'), '--box', '16,24,88,80'],
    ...['--source', mini.file('source.png'), '--threads', '1', '--method', 'copy-paste', ...words],
  ];
}

async function succeed(t: ExecutionContext, words: string[], options?: Parameters<typeof cli>[1]) {
  const ended = await cli(words, options);
  t.is(ended.code, 0, ended.stderr);
  return ended;
}

/** Reads the file itself, because sharp may remember what was in it before. */
async function pixels(input: string | Buffer): Promise<Buffer> {
  return sharp(typeof input === 'string' ? await readFile(input) : input)
    .raw()
    .toBuffer();
}

test('.png, .tif and .webp keep every pixel; .jpg has quality 95 and full colour resolution', async (t) => {
  const folder = await scratch(t);
  const encoded = async (extension: string) => {
    const path = join(folder, `out.${extension}`);
    await succeed(t, paste('--out', path, '--no-provenance'));
    return readFile(path);
  };
  const png = await encoded('png');
  for (const extension of ['tif', 'tiff', 'webp']) {
    t.deepEqual(await pixels(await encoded(extension)), await pixels(png), extension);
  }
  const tif = await encoded('tif');
  t.true(tif.length < 3 * 128 * 128, 'the TIFF is compressed');
  const jpg = await encoded('jpg');
  t.is((await sharp(jpg).metadata()).chromaSubsampling, '4:4:4');
  t.deepEqual(jpg, await sharp(png).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer());
});

test('--quality is that of .jpg and .webp, also of the sheet', async (t) => {
  const folder = await scratch(t);
  const png = join(folder, 'out.png');
  await succeed(t, paste('--out', png, '--no-provenance'));
  const expected: Record<string, (image: Sharp) => Sharp> = {
    jpeg: (image) => image.jpeg({ quality: 40, chromaSubsampling: '4:4:4' }),
    webp: (image) => image.webp({ quality: 40 }),
  };
  for (const [extension, encode] of Object.entries(expected)) {
    const out = join(folder, `out.${extension}`);
    await succeed(t, paste('--out', out, '--quality', '40', '--no-provenance'));
    t.deepEqual(await readFile(out), await encode(sharp(png)).toBuffer(), extension);
  }
  const sheets = ['20', '90'].map((quality) => join(folder, `${quality}.webp`));
  for (const sheet of sheets) {
    const quality = /(\d+)\.webp$/.exec(sheet)![1]!;
    await succeed(t, paste('--out', png, '--sheet', sheet, '--quality', quality));
  }
  const [small, large] = await Promise.all(sheets.map(async (path) => (await stat(path)).size));
  t.true(small! < large!);
});

test('--quality is refused where nothing that is written has one, and out of range', async (t) => {
  const cwd = await scratch(t);
  for (const [out, message] of [
    ['a.png', /quality is 80, but a\.png is a PNG, which is always lossless; .*\[OPTION_INVALID\]/],
    ['a.tif', /quality is 80, but a\.tif is a TIFF, which is always lossless; .*\[OPTION_INVALID\]/],
    ['-', /quality is 80, but - is a PNG/],
  ] as const) {
    const { code, stderr, stdout } = await cli(paste('--out', out, '--quality', '80'), { cwd });
    t.deepEqual([code, stdout.length], [1, 0]);
    t.regex(stderr, message);
  }
  for (const quality of ['0', '101', '9.5', 'high']) {
    const { code, stderr } = await cli(paste('--out', 'a.jpg', '--quality', quality), { cwd });
    t.is(code, 1);
    t.regex(stderr, /--quality.* It must be a whole number, 1 to 100/);
  }
  t.deepEqual(await readdir(cwd), []);
});

test('a lossy file with restoreDetail is warned of, on stderr and in the JSON', async (t) => {
  const cwd = await scratch(t);
  const warnings = async (...words: string[]) => {
    const { stdout, stderr } = await succeed(t, paste('--json', ...words), { cwd });
    const { warnings } = JSON.parse(stdout.toString());
    t.is(
      stderr,
      warnings
        .map(({ code, message }: Record<string, string>) => `harmonidiff: ${message} [${code}]\n`)
        .join(''),
    );
    return warnings.map(({ code }: { code: string }) => code);
  };
  t.deepEqual(await warnings('--restore-detail', '--out', 'a.jpg'), ['OUTPUT_LOSSY']);
  t.deepEqual(await warnings('--restore-detail', '--out', 'a.webp', '--quality', '100'), ['OUTPUT_LOSSY']);
  t.deepEqual(await warnings('--restore-detail', '--out', 'a.webp'), []);
  t.deepEqual(await warnings('--restore-detail', '--out', 'a.tif'), []);
  t.deepEqual(await warnings('--out', 'a.jpg'), []);
});

const TRAINED = 'compositeWithTrainedAlgorithmicMedia';
const CAPTURED = 'compositeCapture';

/** What the XMP of a picture says. */
async function provenanceOf(path: string) {
  const { xmpAsString: xmp } = await sharp(await readFile(path)).metadata();
  if (xmp === undefined) return undefined;
  const source =
    /<Iptc4xmpExt:DigitalSourceType>http:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/(\w+)</.exec(xmp);
  return { tool: /<xmp:CreatorTool>(.*?)</.exec(xmp)?.[1], source: source?.[1] };
}

for (const extension of ['png', 'jpg', 'webp', 'tif']) {
  test(`every .${extension} says what it is, unless --no-provenance`, async (t) => {
    const cwd = await scratch(t);
    const [out, sheet] = [join(cwd, `out.${extension}`), join(cwd, `sheet.${extension}`)];
    const files = ['--out', out, '--sheet', sheet];
    await succeed(t, paste(...files));
    const expected = { tool: `harmonidiff ${version}`, source: CAPTURED };
    t.deepEqual(await provenanceOf(out), expected);
    t.deepEqual(await provenanceOf(sheet), expected);
    const first = await readFile(out);
    await succeed(t, paste(...files));
    t.deepEqual(await readFile(out), first, 'the same input gives the same file');
    await succeed(t, paste(...files, '--no-provenance'));
    t.is(await provenanceOf(out), undefined);
    t.is(await provenanceOf(sheet), undefined);
    t.deepEqual(await pixels(out), await pixels(first));
  });
}

test('the provenance tells methods that run a network from those that do not', async (t) => {
  const out = join(await scratch(t), 'out.png');
  const methods: [string[], string][] = [
    [['--method', 'poisson'], CAPTURED],
    [['--method', 'poisson-vae'], TRAINED],
    [['--method', 'harmonidiff', '--mode', 'init'], CAPTURED],
    [['--method', 'harmonidiff', '--mode', 'lms'], TRAINED],
    [['--method', 'freecompose', '--steps', '2', '--target-prompt', 'a', '--source-prompt', 'a'], TRAINED],
    [['--method', 'harmonidiff', '--steps', '2', '--target-prompt', 'a', '--source-prompt', 'a'], TRAINED],
  ];
  for (const [words, source] of methods) {
    await succeed(t, paste('--out', out, ...words, '--candidate-range', '0-1'));
    t.is((await provenanceOf(out))!.source, source, words.join(' '));
  }
});

test('--out - writes the picture to standard output, and the summary to standard error', async (t) => {
  const cwd = await scratch(t);
  await succeed(t, paste('--out', 'out.png'), { cwd });
  const png = await readFile(join(cwd, 'out.png'));
  for (const path of ['-', '/dev/stdout', '/dev/fd/1']) {
    const { stdout, stderr } = await succeed(t, paste('--out', path), { cwd });
    t.deepEqual(stdout, png, path);
    t.regex(stderr, /^(standard output|\/dev\/stdout|\/dev\/fd\/1): harmony score 0\.\d{3}, \d+\.\d s\n$/);
  }
  const sheet = await succeed(t, paste('--out', 'out.png', '--sheet', '-'), { cwd });
  t.is((await sharp(sheet.stdout).metadata()).width, 12 + 3 * (200 + 12));
  const trace = await succeed(
    t,
    paste('--mode', 'lms', '--method', 'harmonidiff', '--out', 'o.png', '--trace', '-'),
    {
      cwd,
    },
  );
  await writeFile(join(cwd, 'trace'), trace.stdout);
  t.true('shifted.1' in readTensors(join(cwd, 'trace')));
  t.deepEqual((await readdir(cwd)).sort(), ['o.png', 'out.png', 'trace']);
});

test('a file that the shell has opened is written where it stands', async (t) => {
  const cwd = await scratch(t);
  await succeed(t, paste('--out', 'out.png'), { cwd });
  const png = await readFile(join(cwd, 'out.png'));
  for (const path of ['-', '/dev/stdout', '/dev/fd/3']) {
    const log = await open(join(cwd, 'log'), 'w');
    await log.write('before');
    await succeed(t, paste('--out', path), path === '/dev/fd/3' ? { fds: [log.fd] } : { stdout: log.fd });
    await log.close();
    const written = await readFile(join(cwd, 'log'));
    t.deepEqual(written, Buffer.concat([Buffer.from('before'), png]), path);
  }
});

test('--json is refused together with an output to standard output', async (t) => {
  const cwd = await scratch(t);
  for (const words of [
    ['--out', '-'],
    ['--out', 'a.png', '--sheet', '-'],
    ['--out', 'a.png', '--trace', '/dev/stdout'],
  ]) {
    const { code, stdout, stderr } = await cli(paste(...words, '--json'), { cwd });
    t.deepEqual([code, stdout.length], [1, 0]);
    t.regex(
      stderr,
      /^harmonidiff: --json prints to standard output, but (-|\/dev\/stdout) is written there, too.*\[OPTION_INVALID\]\n$/,
    );
  }
  t.deepEqual(await readdir(cwd), []);
});

test('the manifest of a test set can go to standard output', async (t) => {
  const cwd = await scratch(t);
  for (const label of ['beach', 'river']) {
    await mkdir(join(cwd, label));
    const image = sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } });
    await image.png().toFile(join(cwd, label, 'a.png'));
  }
  const made = ['dataset', '.', '--count', '2', '--out'];
  await succeed(t, [...made, 'm.jsonl'], { cwd });
  const { stdout, stderr } = await succeed(t, [...made, '-'], { cwd });
  t.is(stdout.toString(), await readFile(join(cwd, 'm.jsonl'), 'utf8'));
  t.regex(stderr, /^standard output: 2 composites /);
  const { code, stderr: refusal } = await cli([...made, '-', '--json'], { cwd });
  t.is(code, 1);
  t.regex(refusal, /--json .*\[OPTION_INVALID\]/);
});

test('two outputs to one place are refused before anything is written', async (t) => {
  const cwd = await scratch(t);
  await symlink('new.png', join(cwd, 'link.png'));
  const refused: [string[], RegExp][] = [
    [['--out', 'a.png', '--sheet', './a.png'], /--out and --sheet both write to \.\/a\.png/],
    [['--out', 'a.png', '--sheet', join(cwd, 'a.png')], /--out and --sheet/],
    [['--out', 'new.png', '--trace', 'link.png'], /--out and --trace/],
    [['--out', 'b.png', '--sheet', 'a.png', '--trace', 'a.png'], /--sheet and --trace/],
    [['--out', '-', '--trace', '/dev/stdout'], /--out and --trace/],
  ];
  for (const [words, message] of refused) {
    const { code, stderr, stdout } = await cli(paste(...words), { cwd });
    t.deepEqual([code, stdout.length], [1, 0]);
    t.regex(stderr, message);
    t.regex(stderr, /\[OPTION_INVALID\]\n$/);
  }
  t.deepEqual(await readdir(cwd), ['link.png']);
  const log = await open(join(cwd, 'a.png'), 'w');
  const { code, stderr } = await cli(paste('--out', 'a.png'), { cwd, stdout: log.fd });
  await log.close();
  t.is(code, 1);
  t.regex(stderr, /Standard output and --out both write to a\.png.*\[OPTION_INVALID\]/);
});

test('candidates without a classifier: their names are checked before the work starts', async (t) => {
  const model = await copyOf(t);
  await rm(join(model, 'classifier'), { recursive: true });
  const cwd = await scratch(t);
  const prompts = [
    '--target-prompt',
    'a',
    '--source-prompt',
    'a',
    '--steps',
    '4',
    '--candidate-range',
    '1-3',
  ];
  const words = [...paste('--model', model, '--method', 'harmonidiff'), ...prompts];
  // Of 4 steps, the second and the third start at timesteps 251 and 501.
  const refused: [string[], RegExp][] = [
    [
      ['--out', 'a.png', '--sheet', 'a-251.png'],
      /--sheet and --out both write to a-251\.png.*OPTION_INVALID/,
    ],
    [
      ['--out', 'a.png', '--trace', './a-501.png'],
      /--trace and --out both write to a-501\.png.*OPTION_INVALID/,
    ],
    [['--out', '-'], /--out is -, which takes one picture, .*one of the 2 candidates.*OPTION_INVALID/],
    [['--out', '/dev/null'], /--out is \/dev\/null, which takes one picture/],
    [['--out', `${'n'.repeat(250)}.png`], /name too long.*OUTPUT_FAILED/],
  ];
  for (const [outputs, message] of refused) {
    const { code, stderr } = await cli([...words, ...outputs], { cwd });
    t.is(code, 1, outputs.join(' '));
    t.regex(stderr, message);
  }
  t.deepEqual(await readdir(cwd), []);
  await succeed(t, [...words, '--out', 'a.png', '--sheet', 'a-252.png'], { cwd });
  t.deepEqual((await readdir(cwd)).sort(), ['a-251.png', 'a-252.png', 'a-501.png']);
});

test('an output may replace the target on purpose, and the sheet still shows the target', async (t) => {
  const cwd = await scratch(t);
  const original = await readFile(mini.file('target.png'));
  await writeFile(join(cwd, 'scene.png'), original);
  await chmod(join(cwd, 'scene.png'), 0o600);
  const words = paste('--target', 'scene.png', '--out', 'scene.png', '--sheet', 'sheet.png');
  await succeed(t, words, { cwd });
  t.notDeepEqual(await pixels(join(cwd, 'scene.png')), await pixels(original));
  t.is((await stat(join(cwd, 'scene.png'))).mode & 0o777, 0o600);
  const cell = sharp(join(cwd, 'sheet.png')).extract({ left: 12, top: 12 + 26, width: 128, height: 128 });
  t.deepEqual(await cell.raw().toBuffer(), await sharp(original).removeAlpha().raw().toBuffer());
});

test('a full standard output is a failure, with one line that says so', async (t) => {
  const out = join(await scratch(t), 'out.png');
  const commands = [
    paste('--out', out, '--json'),
    paste('--out', out),
    paste('--out', '-'),
    ['inspect', mini.folder],
    ['--help'],
    ['harmonize', '--help'],
    ['--version'],
  ];
  for (const words of commands) {
    const full = openSync('/dev/full', 'w');
    const { code, stderr } = await cli(words, { stdout: full });
    t.is(code, 1, words.join(' '));
    const lines = stderr.trimEnd().split('\n');
    t.is(lines.length, 1, stderr);
    t.regex(lines[0]!, /^harmonidiff: Could not write to standard output: ENOSPC: .*\[OUTPUT_FAILED\]$/);
  }
});

test('a reader that has gone ends the command quietly', async (t) => {
  for (const words of [['inspect', mini.folder], ['--help'], paste('--out', '-')]) {
    const child = spawn(process.execPath, [main, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    t.is(stderr, '', words.join(' '));
    // As if SIGPIPE had ended it.
    t.is(code, 141);
  }
});

test('Ctrl-C ends the wait for the reader of a pipe', async (t) => {
  const cwd = await scratch(t);
  await once(spawn('mkfifo', [join(cwd, 'pipe')]), 'exit');
  const out = join(cwd, 'out.png');
  for (const flag of ['--sheet', '--trace']) {
    const words = paste('--out', out, flag, 'pipe');
    const child = spawn(process.execPath, [main, ...words], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = Promise.all([text(child.stderr), once(child, 'close')]);
    // The pipe is the next thing that is written.
    while (child.exitCode === null && !existsSync(out)) await sleep(20);
    await sleep(1500);
    child.kill('SIGINT');
    const [stderr, [code]] = await ended;
    t.is(code, 130, flag);
    t.regex(
      stderr,
      /^harmonidiff: pipe is a pipe without a reader; waiting up to 10 s for one\n.* \[ABORT_ERR\]\n$/,
    );
    await rm(out);
  }
});

test('a pipe that nobody reads is a failure, and stays a pipe', async (t) => {
  const cwd = await scratch(t);
  await once(spawn('mkfifo', [join(cwd, 'pipe')]), 'exit');
  const child = spawn(process.execPath, [main, ...paste('--out', 'out.png', '--trace', 'pipe')], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  t.is(code, 1);
  t.regex(stderr, /no program reads from this pipe\. Start its reader first\. \[OUTPUT_FAILED\]\n$/);
  t.true((await lstat(join(cwd, 'pipe'))).isFIFO());
});

test('what a format cannot hold is refused with the remedy', async (t) => {
  const [width, height] = [16_384, 1];
  const image = { data: new Uint8Array(width * height * 3), width, height, channels: 3 } as const;
  await t.throwsAsync(encodeImage(image, 'webp'), {
    code: 'OUTPUT_FAILED',
    message: /^Could not encode 16384 x 1 px as webp: .*\. Write a \.png or \.tif instead\.$/s,
  });
  t.true((await encodeImage(image, 'png')).length > 0);
});

test('- as an image is standard input', async (t) => {
  const cwd = await scratch(t);
  const named = spawn(process.execPath, [main, ...paste('--out', 'a.png')], { cwd, stdio: 'ignore' });
  t.is((await once(named, 'close'))[0], 0);
  const words = paste('--out', 'b.png', '--sheet', 'sheet.png').map((word) =>
    word === mini.file('target.png') ? '-' : word,
  );
  t.true(words.includes('-'));
  const child = spawn(process.execPath, [main, ...words], { cwd, stdio: ['pipe', 'ignore', 'pipe'] });
  child.stdin.end(await readFile(mini.file('target.png')));
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  t.is(code, 0, stderr);
  t.deepEqual(await readFile(join(cwd, 'b.png')), await readFile(join(cwd, 'a.png')));
});
