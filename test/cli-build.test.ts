import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { copyOf } from './support/copies.js';
import { mini } from './support/fixtures.js';
import './support/simulated.js';

const run = promisify(execFile);
const main = join(import.meta.dirname, '../dist/cli/main.js');
const build = async (...words: string[]) => (await run(process.execPath, [main, 'build', ...words])).stdout;

test('harmonidiff build says what it has built, and where the engines are', async (t) => {
  const cache = process.env.HARMONIDIFF_CACHE!;
  const first = await build(mini.folder, '--precision', 'fp32');
  t.regex(first, /on cuda:0 in fp32: built textEncoder, unet, vaeEncoder, vaeDecoder, classifier, \d/);
  t.is(first.split('\n')[1], `The engines are in ${cache}`);

  // A copy of the model finds them.
  const again = JSON.parse(await build(await copyOf(t), '--precision', 'fp32', '--json'));
  t.like(again, { device: 'cuda:0', engine: 'tensorrt', precision: 'fp32', built: [], cache });
});
