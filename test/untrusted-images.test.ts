import { execFile, execFileSync, spawn } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { copyFile, mkdtemp, open, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import test from 'ava';
import sharp, { type Sharp } from 'sharp';
import { openImage } from '../lib/image/open.js';
import { Harmonizer, ImageError } from '../lib/index.js';
import { loadMask, loadRgb } from '../lib/metrics/load.js';
import { limited } from '../lib/workers/limit.js';
import { mini } from './support/fixtures.js';
import { writeTiff } from './support/tiff.js';

// Images from anywhere: their content decides what they are, they are read once, and they hold nothing up.

let folder: string;
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harmonidiff-'));
});
test.after.always(() => rm(folder, { recursive: true, force: true }));

const solid = (background: string, width = 64, height = 48) =>
  sharp({ create: { width, height, channels: 3, background } });

const FORMATS = ['png', 'jpeg', 'webp', 'tiff', 'gif', 'avif'] as const;

test('the format is that of the content, whatever the name', async (t) => {
  const path = join(folder, 'picture.svg');
  for (const format of FORMATS) {
    await writeFile(path, await solid('#204060').toFormat(format).toBuffer());
    const { data, width, height } = await loadRgb(path);
    t.deepEqual([width, height], [64, 48], format);
    t.true(
      [0x20, 0x40, 0x60].every((level, i) => Math.abs(level - data[i]!) <= 4),
      format,
    );
  }
});

test('other formats are named, with a remedy, and are never decoded', async (t) => {
  const vips = join(folder, 'image.v');
  await solid('blue').toFile(vips);
  const files: [string, string | Buffer, RegExp][] = [
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', /SVG.*rsvg-convert/],
    ['SVG after a comment', '<!-- x --><svg width="9" height="9"></svg>', /SVG/],
    ['XML', '\ufeff<?xml version="1.0"?><kml/>', /XML/],
    ['VRT', '<VRTDataset rasterXSize="9" rasterYSize="9"/>', /virtual raster.*gdal_translate/],
    ['libvips', await readFile(vips), /libvips/],
    ['JPEG 2000', Buffer.from('0000000c6a5020200d0a870a', 'hex'), /JPEG 2000.*gdal_translate/],
    ['JPEG XL', Buffer.from('ff0a1234', 'hex'), /JPEG XL/],
    ['HEIC', Buffer.from('0000001c66747970686569630000000068656963', 'hex'), /HEIC/],
    ['BMP', 'BM123456', /BMP/],
    ['PDF', '%PDF-1.7', /PDF/],
    ['HDF5', Buffer.from('894844460d0a1a0a', 'hex'), /HDF5 or NetCDF.*gdal_translate/],
    ['Netpbm', 'P6\n2 2\n255\n', /Netpbm/],
    ['ZIP', 'PK\x03\x04', /ZIP/],
  ];
  for (const [name, content, message] of files) {
    const path = join(folder, 'upload.png');
    await writeFile(path, content);
    for (const input of [path, Buffer.from(content)])
      for (const read of [loadRgb(input), loadMask(input)])
        await t.throwsAsync(read, { instanceOf: ImageError, code: 'IMAGE_UNSUPPORTED', message }, name);
  }
  await t.throwsAsync(loadRgb(Buffer.from('hello, world')), {
    code: 'IMAGE_INVALID',
    message: /starts with "hello, world", which is no known format.*JPEG, PNG, WebP, TIFF, GIF or AVIF/,
  });
  await t.throwsAsync(loadRgb(Buffer.from([0x89])), { code: 'IMAGE_INVALID' });
});

test('a file that changes under its name gives the new picture', async (t) => {
  for (const format of FORMATS) {
    const path = join(folder, `changing.${format}`);
    const seen = async () =>
      [...(await loadRgb(path)).data.subarray(0, 3)].map((level) => Math.round(level / 255));
    const encoded = (colour: string) => solid(colour).toFormat(format).toBuffer();
    await writeFile(path, await encoded('#ff0000'));
    t.deepEqual(await seen(), [1, 0, 0], format);
    await writeFile(path, await encoded('#0000ff'));
    t.deepEqual(await seen(), [0, 0, 1], format);
    await writeFile(`${path}.new`, await encoded('#00ff00'));
    await rename(`${path}.new`, path);
    t.deepEqual(await seen(), [0, 1, 0], format);
    // One read serves size and pixels, even if another file takes the name in between.
    const opened = await openImage(path, 'target');
    await writeFile(`${path}.new`, await solid('#ff0000', 10, 10).toFormat(format).toBuffer());
    await rename(`${path}.new`, path);
    const { image } = await opened.rgb();
    await opened.close();
    t.deepEqual([image.width, image.height, Math.round(image.data[1]! / 255)], [64, 48, 1], format);
  }
});

test('a TIFF that becomes shorter while it is open is damaged, and is closed', async (t) => {
  const path = join(folder, 'shrinking.tif');
  const bytes = writeTiff({ width: 64, height: 64, bands: 3, samples: new Uint8Array(64 * 64 * 3) });
  await writeFile(path, bytes);
  const isOpen = () =>
    readdirSync('/proc/self/fd').some((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === path;
      } catch {
        return false;
      }
    });
  const opened = await openImage(path, 'target');
  t.true(isOpen());
  await truncate(path, bytes.length / 2);
  await t.throwsAsync(opened.rgb(), { code: 'IMAGE_INVALID', message: /ends too early/ });
  await opened.close();
  await t.throwsAsync(loadRgb(path), { code: 'IMAGE_INVALID' });
  await t.throwsAsync(loadMask(path), { code: 'IMAGE_INVALID' });
  await t.throwsAsync(loadRgb(path, 'target', undefined, { bands: [4] }), { code: 'OPTION_INVALID' });
  t.false(isOpen());
});

/** TypeScript's types of Node 20 do not have it. */
function resizable(length: number): Uint8Array<ArrayBuffer> {
  const Resizable = ArrayBuffer as new (length: number, options: { maxByteLength: number }) => ArrayBuffer;
  return new Uint8Array(new Resizable(length, { maxByteLength: 2 * length }));
}

test("the caller's bytes are copied at the call", async (t) => {
  const png = await solid('#00ff00', 800, 800).png({ compressionLevel: 1 }).toBuffer();
  const tiff = writeTiff({ width: 2, height: 1, bands: 3, samples: [0, 255, 0, 0, 255, 0] });
  for (const whole of [png, tiff]) {
    const moved = Uint8Array.from(whole);
    const reading = loadRgb(moved);
    structuredClone(moved.buffer, { transfer: [moved.buffer] });
    t.deepEqual([...(await reading).data.subarray(0, 3)], [0, 255, 0]);

    const shrinking = resizable(whole.length);
    shrinking.set(whole);
    const other = loadRgb(shrinking);
    (shrinking.buffer as ArrayBuffer & { resize(bytes: number): void }).resize(8);
    t.deepEqual([...(await other).data.subarray(0, 3)], [0, 255, 0]);

    const overwritten = Uint8Array.from(whole);
    const last = loadMask(overwritten);
    overwritten.fill(0);
    t.is((await last).data[0], 1);
  }
});

// Pipes and signals

test('a pipe is read to its end', async (t) => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  for (const format of ['png', 'tiff'] as const) {
    const bytes = await solid('#123456', 500, 400).toFormat(format).toBuffer();
    const [image] = await Promise.all([loadRgb(path), writeFile(path, bytes)]);
    t.deepEqual(image.data, (await loadRgb(bytes)).data);
  }
  const [failed] = await Promise.allSettled([loadRgb(path), open(path, 'w').then((file) => file.close())]);
  t.is((failed as PromiseRejectedResult).reason.code, 'IMAGE_INVALID');
  t.regex((failed as PromiseRejectedResult).reason.message, /image is empty/);
});

test('pipes without a writer and streams without an end block nothing, and stop with the signal', async (t) => {
  const path = join(folder, 'silent');
  execFileSync('mkfifo', [path]);
  const harmonizer = await Harmonizer.load(mini.folder);
  t.teardown(() => harmonizer.close());
  const abort = new AbortController();
  const { signal } = abort;
  setMaxListeners(0, signal);
  const request = { ...mini.request(), method: 'copy-paste', signal } as const;
  const box = { x: 0, y: 0, width: 64, height: 64 };
  const calls = [
    ...Array.from({ length: 8 }, () => harmonizer.harmonize({ ...request, target: path })),
    ...Array.from({ length: 8 }, () => harmonizer.harmonize({ ...request, source: sharp() })),
    harmonizer.harmonize({ ...request, box: undefined, mask: path } as never),
    harmonizer.score(path, { box, signal }),
    loadRgb(path, 'target', undefined, { signal }),
    loadMask(sharp(), 'mask', { signal }),
  ];
  const settled = Promise.allSettled(calls);
  // Other images are read meanwhile.
  t.is((await loadRgb(mini.file('target.png'))).width, 128);
  t.is((await loadRgb(writeTiff({ width: 1, height: 1 }))).width, 1);
  await sleep(50);
  abort.abort();
  for (const call of await settled) t.is((call as PromiseRejectedResult).reason?.code, 'ABORT_ERR');
  t.is((await loadRgb(mini.file('target.png'))).width, 128);
});

test('a signal ends reading at once, also of an image that is being decoded', async (t) => {
  const png = await solid('red', 6000, 6000).png().toBuffer();
  const tiff = await solid('red', 6000, 6000).tiff({ compression: 'lzw' }).toBuffer();
  for (const bytes of [png, tiff]) {
    const abort = new AbortController();
    const reading = loadRgb(bytes, 'target', undefined, { signal: abort.signal });
    await sleep(20);
    abort.abort(new Error('enough'));
    const error = await t.throwsAsync(reading, { code: 'ABORT_ERR' });
    t.is((error.cause as Error).message, 'enough');
    await t.throwsAsync(loadRgb(bytes, 'target', undefined, { signal: abort.signal }), { code: 'ABORT_ERR' });
  }
});

test("two of the four threads of Node's pool stay free, however many images are decoded", async (t) => {
  let [running, most] = [0, 0];
  const work = async () => {
    most = Math.max(most, ++running);
    await sleep(5);
    running--;
  };
  await Promise.all(Array.from({ length: 12 }, () => limited(work)));
  t.is(most, 2);
});

test('devices and folders are refused', async (t) => {
  await t.throwsAsync(loadRgb('/dev/zero'), { code: 'IMAGE_INVALID', message: /\/dev\/zero is a device/ });
  await t.throwsAsync(loadRgb(folder), { code: 'IMAGE_INVALID', message: /is a folder/ });
  await t.throwsAsync(loadRgb(join(folder, 'none.png')), { code: 'IMAGE_NOT_FOUND', message: /none\.png/ });
});

test('images from standard input and process substitution', async (t) => {
  await copyFile(mini.file('target.png'), join(folder, 'target.png'));
  const script = `
    import { loadRgb } from ${JSON.stringify(new URL('../dist/metrics/index.js', import.meta.url).href)};
    const { width, data } = await loadRgb(process.argv[1]);
    console.log(width, data.reduce((sum, level) => sum + level, 0));`;
  const { data } = await loadRgb(mini.file('target.png'));
  const expected = `128 ${data.reduce((sum, level) => sum + level, 0)}\n`;
  const bash = (command: string) =>
    execFileSync('bash', ['-c', command], {
      cwd: folder,
      env: { ...process.env, SCRIPT: script },
      encoding: 'utf8',
    });
  const node = 'node --input-type=module -e "$SCRIPT"';
  t.is(bash(`${node} /dev/stdin < target.png`), expected, 'a file');
  t.is(bash(`cat target.png | ${node} /dev/stdin`), expected, 'a pipe');
  t.is(bash(`${node} <(cat target.png)`), expected, 'process substitution');
  t.is(bash(`${node} /dev/fd/7 7< target.png`), expected, 'a descriptor');
  // Node gives its children a socket.
  const child = spawn('node', ['--input-type=module', '-e', script, '/dev/stdin']);
  child.stdin.end(await readFile(mini.file('target.png')));
  t.is((await child.stdout.toArray()).join(''), expected, 'a socket');
});

test('where no thread can start, a TIFF gives an error, and the process lives', async (t) => {
  const tiff = join(folder, 'threadless.tif');
  await writeFile(tiff, writeTiff({ width: 1, height: 1 }));
  const script = `
    import { loadRgb } from ${JSON.stringify(new URL('../dist/metrics/index.js', import.meta.url).href)};
    const [, tiff, png] = process.argv;
    for (let i = 0; i < 2; i++) await loadRgb(tiff).catch(({ code }) => console.log(code));
    console.log((await loadRgb(png)).width);`;
  const preload = `import { isMainThread } from 'node:worker_threads'; if (!isMainThread) throw new Error('no');`;
  const flags = [
    '--import',
    `data:text/javascript,${encodeURIComponent(preload)}`,
    '--input-type=module',
    '-e',
    script,
  ];
  const { stdout } = await promisify(execFile)('node', [...flags, tiff, mini.file('target.png')]);
  t.is(stdout, 'IMAGE_INVALID\nIMAGE_INVALID\n128\n');
});

// The caller's sharp instances

test('a sharp instance is the picture that its own pipeline renders', async (t) => {
  const stored = Buffer.from(Array.from({ length: 20 * 12 * 3 }, (_, i) => (i * 7) % 256));
  const image = sharp(stored, { raw: { width: 20, height: 12, channels: 3 } });
  const turned = await image.clone().withMetadata({ orientation: 6 }).png().toBuffer();
  const pipelines: [string, Sharp][] = [
    ['as it is', sharp(turned)],
    ['extract', sharp(turned).extract({ left: 2, top: 8, width: 6, height: 3 })],
    ['rotate', sharp(turned).rotate(90)],
    ['autoOrient', sharp(turned).autoOrient()],
    ['autoOrient and extract', sharp(turned).autoOrient().extract({ left: 1, top: 3, width: 5, height: 9 })],
    ['greyscale', sharp(turned).greyscale()],
    ['resize', sharp(turned).resize(7, 9, { fit: 'fill' })],
    ['metadata kept', sharp(turned).keepMetadata()],
    ['16 bits', sharp(turned).toColourspace('rgb16')],
    ['alpha', sharp(turned).ensureAlpha(0.5)],
  ];
  for (const [name, pipeline] of pipelines) {
    const rendered = await pipeline.clone().png().toBuffer();
    t.deepEqual(await loadRgb(pipeline), await loadRgb(rendered), name);
  }
  const grey = (await loadRgb(sharp(turned).greyscale())).data;
  t.true(grey.every((level, i) => level === grey[i - (i % 3)]));
  // The instance can be changed and used again.
  const pipeline = sharp(turned);
  const reading = loadRgb(pipeline);
  pipeline.resize(3, 3);
  t.is((await reading).width, 20);
  t.is((await loadRgb(pipeline)).width, 3);
  // A stream that ends later.
  const stream = sharp();
  const streamed = loadRgb(stream);
  stream.end(turned);
  t.deepEqual(await streamed, await loadRgb(sharp(turned)));
});

test("an error of the caller's pipeline is reported once", async (t) => {
  const beyond = sharp(await solid('red').png().toBuffer()).extract({
    left: 60,
    top: 0,
    width: 50,
    height: 5,
  });
  await t.throwsAsync(loadRgb(beyond), { code: 'IMAGE_INVALID', message: /bad extract area/ });
  const jpeg = await solid('red', 300, 300).jpeg().toBuffer();
  const error = await t.throwsAsync(loadRgb(jpeg.subarray(0, jpeg.length / 2)), { code: 'IMAGE_INVALID' });
  t.false(error.message.includes('\n'));
});
