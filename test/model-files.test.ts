import { execFile } from 'node:child_process';
import { readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import test from 'ava';
import { loadCore } from '../lib/engines/load.js';
import { findTargets } from '../lib/engines/target.js';
import { digestFile } from '../lib/files/digest.js';
import { readRegular } from '../lib/files/read.js';
import { Harmonizer, ModelFileError } from '../lib/index.js';
import { ClassifierFeatures, OnnxImageEncoder } from '../lib/metrics/index.js';
import { castWeights } from '../lib/model/cast.js';
import { readModelFolder } from '../lib/model/folder.js';
import { readWeights } from '../lib/model/weights.js';
import { copyOf } from './support/copies.js';
import { mini, sharded } from './support/fixtures.js';

const UNET = 'unet/diffusion_pytorch_model.safetensors';

/** Every file of a model folder, including the optional ones. */
const FILES = [
  ...['unet', 'vae', 'text_encoder', 'classifier'].map((network) => `${network}/config.json`),
  ...['unet/diffusion_pytorch_model', 'vae/diffusion_pytorch_model'].map((name) => `${name}.safetensors`),
  ...['text_encoder/model.safetensors', 'classifier/model.safetensors', 'scheduler/scheduler_config.json'],
  ...[
    'vocab.json',
    'merges.txt',
    'tokenizer_config.json',
    'special_tokens_map.json',
    'added_tokens.json',
    'tokenizer.json',
  ].map((name) => `tokenizer/${name}`),
];

for (const file of FILES) {
  test(`refused at once: a pipe in place of ${file}`, async (t) => {
    const folder = await copyOf(t);
    await replaceByPipe(join(folder, file));
    const error = await t.throwsAsync(within5s(Harmonizer.load(folder)), {
      instanceOf: ModelFileError,
      code: 'MODEL_NOT_FOUND',
      message: /cannot be read \(it is not a regular file\)/,
    });
    t.true(error!.message.startsWith(join(folder, file)));
  });
}

test('refused at once: a pipe in place of a shard, and of an index', async (t) => {
  for (const file of [
    'diffusion_pytorch_model-00002-of-00003.safetensors',
    'diffusion_pytorch_model.safetensors.index.json',
  ]) {
    const folder = await copyOf(t, sharded);
    await replaceByPipe(join(folder, 'unet', file));
    await t.throwsAsync(within5s(Harmonizer.load(folder)), {
      code: 'MODEL_NOT_FOUND',
      message: /not a regular file/,
    });
  }
});

test('refused at once: a pipe in place of an image encoder, of a file to digest, and of weights to cast', async (t) => {
  const folder = await copyOf(t);
  const path = join(folder, 'encoder.onnx');
  await replaceByPipe(path);
  await t.throwsAsync(within5s(OnnxImageEncoder.load(path)), {
    code: 'MODEL_NOT_FOUND',
    message: /not a regular file/,
  });
  await t.throwsAsync(within5s(digestFile(path)), { message: /not a regular file/ });
  // A tensor is read when it is cast to another precision.
  const weights = await readWeights(join(folder, 'unet'));
  await replaceByPipe(join(folder, UNET));
  const cast = castWeights(weights, 'fp32', join(folder, 'cast.safetensors'));
  await t.throwsAsync(within5s(cast), { message: /not a regular file/ });
});

test('refused: configurations and vocabularies of more than 4 MB', async (t) => {
  const folder = await copyOf(t);
  for (const file of ['tokenizer/vocab.json', 'unet/config.json']) {
    await truncate(join(folder, file), 300_000_000);
    await t.throwsAsync(Harmonizer.load(folder), {
      instanceOf: ModelFileError,
      code: 'MODEL_FORMAT',
      message: /is too large: it has 300000000 bytes, over the limit of 4000000/,
    });
  }
});

/** What happens to the weights of a harmonizer that is in use. */
const changes: [string, (path: string) => Promise<unknown>][] = [
  ['truncated', (path) => truncate(path, 100)],
  ['rewritten', (path) => readFile(path).then((content) => writeFile(path, content))],
  ['deleted', (path) => rm(path)],
];

for (const [what, change] of changes) {
  test(`a request is refused after a file of weights was ${what}`, async (t) => {
    const folder = await copyOf(t);
    await using harmonizer = await Harmonizer.load(folder, { device: 'cpu', threads: 1 });
    const features = await ClassifierFeatures.load(join(folder, 'classifier'), { threads: 1 });
    t.teardown(() => features.close());
    const picture = mini.file('target.png');
    await harmonizer.score(picture, { box: { x: 0, y: 0, width: 32, height: 32 } });
    await setTimeout(20); // The clock of a file system may be coarse.

    await change(join(folder, 'classifier/model.safetensors'));
    const expected = {
      instanceOf: ModelFileError,
      code: 'MODEL_CHANGED',
      message: /classifier.*load the model again/,
    };
    await t.throwsAsync(harmonizer.harmonize(mini.request()), expected);
    await t.throwsAsync(harmonizer.score(picture, { box: { x: 0, y: 0, width: 32, height: 32 } }), expected);
    await t.throwsAsync(features.extract(picture), expected);
  });
}

test('loading fails when a file of weights changes in the meantime', async (t) => {
  const folder = await copyOf(t);
  const model = await readModelFolder(folder);
  await setTimeout(20);
  await utimes(join(folder, UNET), 1, 1);
  const [target] = findTargets({ device: 'cpu' });
  const settings = { threads: 1, maxMemory: undefined, batching: 'turns', maxInFlight: 1 } as const;
  await t.throwsAsync(loadCore(model, target!, settings, {}), {
    instanceOf: ModelFileError,
    code: 'MODEL_CHANGED',
  });
});

async function replaceByPipe(path: string): Promise<void> {
  await rm(path, { force: true });
  await promisify(execFile)('mkfifo', [path]);
}

/** A call that waits for a pipe never ends, and cannot be stopped. */
function within5s<T>(call: Promise<T>): Promise<T> {
  return Promise.race([
    call,
    setTimeout(5000, undefined, { ref: false }).then(() => {
      throw new Error('it hangs');
    }),
  ]);
}

test('the limit of a file counts what is read, not the size that the file states', async (t) => {
  // Files in /proc have the size 0.
  await t.throwsAsync(readRegular('/proc/self/maps', 100), { code: 'EFBIG' });
});
