import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import sharp from 'sharp';
import { type Box, Harmonizer, smallModel } from '../lib/index.js';
import { target } from './support/target.js';

const examples = join(import.meta.dirname, '../examples');

interface Example {
  box: [number, number, number, number];
  prompts: { source: string; target: string };
  metadata: { gsd: number };
}

async function readExample(name: string) {
  const { box, ...rest }: Example = JSON.parse(await readFile(join(examples, name, 'example.json'), 'utf8'));
  const [x, y, width, height] = box;
  const place = { x, y, width, height };
  return {
    ...rest,
    target: join(examples, name, 'target.png'),
    source: join(examples, name, 'source.png'),
    box: place,
  };
}

/** Mean difference of colour, in levels, between neighbours on both sides of the box's outline. */
function seam(pixels: Buffer, side: number, { x, y, width, height }: Box): number {
  const at = (column: number, row: number) =>
    pixels.subarray((row * side + column) * 3, (row * side + column) * 3 + 3);
  const pairs: [Buffer, Buffer][] = [];
  for (let column = x; column < x + width; column++) {
    pairs.push([at(column, y), at(column, y - 1)], [at(column, y + height - 1), at(column, y + height)]);
  }
  for (let row = y; row < y + height; row++) {
    pairs.push([at(x, row), at(x - 1, row)], [at(x + width - 1, row), at(x + width, row)]);
  }
  const mean = (side: 0 | 1, channel: number) =>
    pairs.reduce((sum, pair) => sum + pair[side][channel]!, 0) / pairs.length;
  return [0, 1, 2].reduce((sum, channel) => sum + Math.abs(mean(0, channel) - mean(1, channel)), 0) / 3;
}

test('the model that ships is small, and runs on a canvas of 256 px', async (t) => {
  let bytes = 0;
  for (const name of await readdir(smallModel, { recursive: true })) {
    const file = await stat(join(smallModel, name));
    if (file.isFile()) bytes += file.size;
  }
  t.true(bytes <= 64e6, `${bytes} bytes`);
  await using harmonizer = await Harmonizer.load(smallModel, target);
  t.deepEqual(harmonizer.canvas, { width: 256, height: 256 });
});

test('every example: the seam of the paste is almost gone, and the scene around it is unchanged', async (t) => {
  t.timeout(10 * 60_000);
  await using harmonizer = await Harmonizer.load(smallModel, target);
  const folders = (await readdir(examples, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of folders) {
    const request = await readExample(name);
    const paste = (await harmonizer.harmonize({ ...request, mode: 'init', images: true })).candidates[0]!;
    const { winner } = await harmonizer.harmonize(request);
    const { data } = winner!.image;
    const [before, after] = [seam(paste.image!.data, 256, request.box), seam(data, 256, request.box)];
    t.true(before > 5, `${name}: the paste's seam is ${before.toFixed(1)} levels`);
    t.true(after < before / 2, `${name}: ${before.toFixed(1)} levels became ${after.toFixed(1)}`);

    // Away from the box and its fused edge, only what the VAE cannot represent is lost.
    const scene = await sharp(request.target).removeAlpha().raw().toBuffer();
    const [margin, { x, y, width, height }] = [24, request.box];
    let [squares, count] = [0, 0];
    for (let i = 0; i < scene.length; i++) {
      const [column, row] = [Math.floor(i / 3) % 256, Math.floor(i / 768)];
      const near =
        column >= x - margin && column < x + width + margin && row >= y - margin && row < y + height + margin;
      if (near) continue;
      squares += (data[i]! - scene[i]!) ** 2;
      count++;
    }
    const psnr = 10 * Math.log10(255 ** 2 / (squares / count));
    t.true(psnr > 25, `${name}: ${psnr.toFixed(1)} dB outside`);
  }
});
