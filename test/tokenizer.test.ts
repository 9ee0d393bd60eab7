import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { ClipTokenizer } from '../lib/model/tokenizer.js';
import { copyOf, editJson } from './support/copies.js';
import { inpainting, large, mini, sd1, sharded } from './support/fixtures.js';

for (const fixture of [mini, sd1, sharded, inpainting, ...large]) {
  test(`the same ids as transformers: ${fixture.folder.split('/').at(-1)}`, async (t) => {
    const tokenizer = await ClipTokenizer.read(fixture.file('tokenizer'));
    const names = Object.keys(fixture.tensors).filter((name) => name.startsWith('ids.'));
    t.true(names.length >= 5);
    for (const name of names) {
      const prompt = fixture.golden.prompts[name.slice(4) as keyof typeof fixture.golden.prompts];
      t.deepEqual(tokenizer.encode(prompt), fixture.tensors[name]!.data as BigInt64Array, name);
    }
  });
}

test('a prompt that is too long is truncated and still ends with the end token', async (t) => {
  const tokenizer = await ClipTokenizer.read(mini.file('tokenizer'));
  const ids = tokenizer.encode('harbor '.repeat(500));
  const [empty] = [tokenizer.encode('')];
  t.is(ids.length, 77);
  t.is(ids[0], empty[0]);
  t.is(ids[76], empty[1]);
});

test('added tokens are kept whole, as in transformers', async (t) => {
  const ofPrompts = {
    'a <sks> harbor': [632, 320, 634, 631, 633],
    'a<sks>harbor': [632, 320, 634, 631, 633],
  };
  const content = (text: string) => ({
    content: text,
    lstrip: false,
    normalized: true,
    rstrip: false,
    special: false,
  });
  for (const write of [
    (folder: string) => writeFile(join(folder, 'added_tokens.json'), '{"<sks>": 634}'),
    (folder: string) =>
      editJson(join(folder, 'tokenizer_config.json'), {
        added_tokens_decoder: { 633: content('<|endoftext|>'), 634: content('<sks>') },
      }),
  ]) {
    const folder = join(await copyOf(t), 'tokenizer');
    await write(folder);
    const tokenizer = await ClipTokenizer.read(folder);
    for (const [prompt, ids] of Object.entries(ofPrompts)) {
      t.deepEqual([...tokenizer.encode(prompt)].slice(0, 5).map(Number), ids, prompt);
    }
  }
  const folder = join(await copyOf(t), 'tokenizer');
  await editJson(join(folder, 'tokenizer_config.json'), { added_tokens_decoder: { 634: null } });
  await t.throwsAsync(ClipTokenizer.read(folder), {
    code: 'MODEL_FORMAT',
    message: /added_tokens_decoder.*634/,
  });
});

test('the tokenizer decides the padding: the end token or another', async (t) => {
  const pads = await Promise.all(
    [mini, sd1].map(async (fixture) => {
      const ids = (await ClipTokenizer.read(fixture.file('tokenizer'))).encode('');
      return ids[76] === ids[1];
    }),
  );
  t.deepEqual(pads.sort(), [false, true]);
});
