import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { ModelFileError, modelDigest, OptionError } from '../lib/index.js';
import { copyOf } from './support/copies.js';
import { mini } from './support/fixtures.js';

test('a model has the digest of its contents', async (t) => {
  const digest = await modelDigest(mini.folder);
  t.regex(digest, /^[0-9a-f]{64}$/);
  const copy = await copyOf(t, mini);
  t.is(await modelDigest(copy), digest, 'wherever it is');
  t.is(await modelDigest(copy, join(mini.folder, 'classifier')), digest, 'with the same classifier');

  await rename(join(copy, 'classifier'), join(copy, 'other'));
  const without = await modelDigest(copy);
  t.not(without, digest);
  t.is(await modelDigest(copy, join(copy, 'other')), digest);

  const weights = await open(join(copy, 'vae/diffusion_pytorch_model.safetensors'), 'r+');
  const { size } = await weights.stat();
  await weights.write(Buffer.from([1]), 0, 1, size - 1);
  await weights.close();
  t.not(await modelDigest(copy), without);
});

test('a folder that is no model is refused', async (t) => {
  await t.throwsAsync(modelDigest('/nonexistent'), { instanceOf: ModelFileError, code: 'MODEL_NOT_FOUND' });
  await t.throwsAsync(modelDigest(5 as never), { instanceOf: OptionError, message: /^folder is 5/ });
  await t.throwsAsync(modelDigest(mini.folder, {} as never), {
    instanceOf: OptionError,
    message: /^classifier is/,
  });
});
