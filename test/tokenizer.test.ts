import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { ModelFileError } from '../lib/index.js';
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

test('words such as "constructor" and "__proto__" are encoded like any others', async (t) => {
  const tokenizer = await ClipTokenizer.read(mini.file('tokenizer'));
  const words = 'constructor __proto__ toString hasOwnProperty';
  // No two have the same tokens, and none is unknown (633, the end token).
  const rows = words.split(' ').map((word) => [...tokenizer.encode(word)].slice(1).map(Number));
  t.is(new Set(rows.map(String)).size, 4);
  for (const row of rows) t.true(row.indexOf(633) > 3);

  const folder = join(await copyOf(t), 'tokenizer');
  await writeFile(
    join(folder, 'added_tokens.json'),
    '{"__proto__": 634, "constructor": 635, "hasOwnProperty": 636}',
  );
  const added = await ClipTokenizer.read(folder);
  t.deepEqual([...added.encode(words)].slice(1, 3).map(Number), [635, 634]);
  t.is(added.highestId, 636);
});

test('lone surrogates and NUL in a prompt do no harm', async (t) => {
  const tokenizer = await ClipTokenizer.read(mini.file('tokenizer'));
  const replaced = tokenizer.encode('a \ufffd harbor');
  t.deepEqual(tokenizer.encode('a \ud800 harbor'), replaced);
  t.deepEqual(tokenizer.encode('a \udc00 harbor'), replaced);
  t.notDeepEqual(tokenizer.encode('a\0harbor'), tokenizer.encode('aharbor'));
  t.is(tokenizer.encode('\0'.repeat(10_000)).length, 77);
});

test('merges.txt is read with either kind of line break, with or without a header', async (t) => {
  const folder = join(await copyOf(t), 'tokenizer');
  const path = join(folder, 'merges.txt');
  const text = await readFile(path, 'utf8');
  const expected = (await ClipTokenizer.read(folder)).encode(mini.prompts.source);
  for (const other of [
    text.replaceAll('\n', '\r\n'),
    `\ufeff${text}`,
    text.trimEnd(),
    text.replace(/^#version.*\n/, ''),
    text.replace('#version', '"bpe_simple_vocab_16e6.txt#version'),
  ]) {
    await writeFile(path, other);
    t.deepEqual((await ClipTokenizer.read(folder)).encode(mini.prompts.source), expected);
  }
});

/** How a file of the tokenizer is damaged, and what the error must say. */
const damages: [string, (folder: string) => Promise<unknown>, RegExp][] = [
  ['an empty merges.txt', edit('merges.txt', () => ''), /merges\.txt has no merge that makes any token/],
  [
    'a merges.txt that is only a header',
    edit('merges.txt', () => '#version: 0.2\n'),
    /no merge that makes any token/,
  ],
  [
    'a truncated merges.txt',
    edit('merges.txt', (text) => text.split('\n').slice(0, 100).join('\n')),
    /merges\.txt has no merge that makes the token ".+"; download it again/,
  ],
  [
    'a merge of one token',
    edit('merges.txt', (text) => text.replace('t e\n', 't\n')),
    /line 2 is "t"; .* two tokens/,
  ],
  [
    'a merge of three tokens',
    edit('merges.txt', (text) => text.replace('t e\n', 't e l\n')),
    /line 2 is "t e l"/,
  ],
  ['a merge of an unknown token', edit('merges.txt', (text) => `${text}q zzz\n`), /line 122 is "q zzz"/],
  [
    'a merge into an unknown token',
    edit('merges.txt', (text) => `${text}q z</w>\n`),
    /line 122 is "q z<\/w>"/,
  ],
  ['a second header', edit('merges.txt', (text) => `${text}#version: 0.2\n`), /line 122 is "#version: 0.2"/],
  [
    'a merges.txt that is not UTF-8',
    (folder) => writeFile(join(folder, 'merges.txt'), Buffer.from([0xff, 0xfe])),
    /not UTF-8/,
  ],
  [
    'merges.txt of more than 4 MB',
    (folder) => truncate(join(folder, 'merges.txt'), 4_000_001),
    /merges\.txt is too large: it has 4000001 bytes, over the limit of 4000000/,
  ],
  ['an id that is text', json('vocab.json', { a: '5' }), /the token "a" has the id "5"; .* below 1000000/],
  ['an id of 2⁵³', json('vocab.json', { a: 2 ** 53 }), /the token "a" has the id 9007199254740992/],
  [
    'two tokens with one id',
    json('vocab.json', { harbour: 5 }),
    /the tokens ".+" and "harbour" have the same id 5/,
  ],
  [
    'a token with two ids',
    json('tokenizer_config.json', { added_tokens_decoder: { 634: { content: '<|endoftext|>' } } }),
    /the token "<\|endoftext\|>" has the ids 633 and 634/,
  ],
  [
    'an added token with an id of 400 digits',
    json('tokenizer_config.json', { added_tokens_decoder: { ['9'.repeat(400)]: { content: '<sks>' } } }),
    /added_tokens_decoder has no content for "999.*, or that is not a token id/,
  ],
  [
    'a number instead of added tokens',
    json('tokenizer_config.json', { added_tokens_decoder: 5 }),
    /added_tokens_decoder is 5/,
  ],
  [
    'a padding token that is only a property of every object',
    json('special_tokens_map.json', { pad_token: 'constructor' }),
    /pad_token is "constructor"/,
  ],
  ['a padding token that is a number', json('special_tokens_map.json', { pad_token: 0 }), /pad_token is 0/],
  [
    'a padding token without content',
    json('special_tokens_map.json', { pad_token: { id: 0 } }),
    /pad_token is { id: 0 }/,
  ],
  [
    'special_tokens_map.json that is not JSON',
    (folder) => writeFile(join(folder, 'special_tokens_map.json'), '{'),
    /special_tokens_map\.json is not JSON/,
  ],
  ['prompts of two tokens', json('tokenizer_config.json', { model_max_length: 2 }), /model_max_length is 2/],
  [
    'prompts of 10³⁰ tokens',
    json('tokenizer_config.json', { model_max_length: 1e30 }),
    /model_max_length is 1e\+30/,
  ],
];

for (const [what, damage, message] of damages) {
  test(`refused: ${what}`, async (t) => {
    const folder = join(await copyOf(t), 'tokenizer');
    await damage(folder);
    await t.throwsAsync(ClipTokenizer.read(folder), {
      instanceOf: ModelFileError,
      code: 'MODEL_FORMAT',
      message,
    });
  });
}

test('where the two files disagree, special_tokens_map.json decides, and the configuration of a newer folder', async (t) => {
  const folder = join(await copyOf(t), 'tokenizer');
  const pad = async () => (await ClipTokenizer.read(folder)).encode('')[76];
  // As the folders of Stable Diffusion 2.x: "!" is 0, and the end token 633.
  await editJson(join(folder, 'tokenizer_config.json'), { pad_token: '<|endoftext|>' });
  t.is(await pad(), 0n);
  await editJson(join(folder, 'tokenizer_config.json'), { added_tokens_decoder: {} });
  t.is(await pad(), 633n);
});

test('a folder without special_tokens_map.json pads with the token of its configuration', async (t) => {
  const folder = join(await copyOf(t), 'tokenizer');
  await rm(join(folder, 'special_tokens_map.json'));
  const pad = (tokenizer: ClipTokenizer) => tokenizer.encode('')[76];
  t.is(pad(await ClipTokenizer.read(folder)), 0n);
  await editJson(join(folder, 'tokenizer_config.json'), { pad_token: undefined });
  t.is(pad(await ClipTokenizer.read(folder)), 633n);
});

function edit(file: string, change: (text: string) => string): (folder: string) => Promise<void> {
  return async (folder) => {
    const path = join(folder, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  };
}

function json(file: string, changes: Record<string, unknown>): (folder: string) => Promise<void> {
  return (folder) => editJson(join(folder, file), changes);
}
