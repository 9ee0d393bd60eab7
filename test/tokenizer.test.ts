import test from 'ava';
import { ClipTokenizer } from '../lib/model/tokenizer.js';
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

test('a prompt that is too long is cut, and still ends with the end token', async (t) => {
  const tokenizer = await ClipTokenizer.read(mini.file('tokenizer'));
  const ids = tokenizer.encode('harbor '.repeat(500));
  const [empty] = [tokenizer.encode('')];
  t.is(ids.length, 77);
  t.is(ids[0], empty[0]);
  t.is(ids[76], empty[1]);
});

test('padding is what the tokenizer says: the end token, or another', async (t) => {
  const pads = await Promise.all(
    [mini, sd1].map(async (fixture) => {
      const ids = (await ClipTokenizer.read(fixture.file('tokenizer'))).encode('');
      return ids[76] === ids[1];
    }),
  );
  t.deepEqual(pads.sort(), [false, true]);
});
