import { copyFile, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { Harmonizer, ModelFileError, UnsupportedModelError } from '../lib/index.js';
import { ClipTokenizer } from '../lib/model/tokenizer.js';
import { copyOf, editJson, scratch } from './support/copies.js';
import { inpainting, mini, sd1, sharded } from './support/fixtures.js';

const SPECIALS = '<\\|startoftext\\|>|<\\|endoftext\\|>|';
const WORDS = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

/** A `tokenizer.json`, with the parts that tests change. */
interface TokenizerJson {
  added_tokens: { id: number; content: string; [flag: string]: unknown }[];
  normalizer: { normalizers: object[] } | object | null;
  pre_tokenizer: { pretokenizers: object[] };
  post_processor: { cls: unknown[]; sep: unknown[] } | object | null;
  model: { vocab: Record<string, unknown>; merges: unknown; [setting: string]: unknown };
  [key: string]: unknown;
}

const added = (id: number, content: string, more: object = {}) => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
  ...more,
});

/** Turns the files of older versions into the two that transformers 5 writes. */
async function convert(folder: string, change: (json: TokenizerJson) => void = () => {}): Promise<void> {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const { '<|startoftext|>': start, '<|endoftext|>': end, ...rest } = JSON.parse(await read('vocab.json'));
  const merges = (await read('merges.txt')).split('\n').slice(1).filter(Boolean);
  const tokens = { '<|startoftext|>': start, '<|endoftext|>': end };
  const { pad_token: pad = '<|endoftext|>' } = JSON.parse(await read('special_tokens_map.json'));
  const json: TokenizerJson = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: Object.entries(tokens).map(([content, id]) => added(id, content)),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: SPECIALS + WORDS }, behavior: 'Removed', invert: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    } as TokenizerJson['pre_tokenizer'],
    post_processor: {
      type: 'RobertaProcessing',
      sep: ['<|endoftext|>', end],
      cls: ['<|startoftext|>', start],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: '<|endoftext|>',
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: { ...rest, ...tokens },
      merges: merges.map((merge) => merge.split(' ')),
    },
  };
  change(json);
  for (const name of await readdir(folder)) await rm(join(folder, name));
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(json, null, 2));
  await writeFile(
    join(folder, 'tokenizer_config.json'),
    JSON.stringify({
      backend: 'tokenizers',
      bos_token: '<|startoftext|>',
      do_lower_case: true,
      eos_token: '<|endoftext|>',
      errors: 'replace',
      is_local: true,
      model_max_length: 77,
      pad_token: typeof pad === 'object' ? pad.content : pad,
      tokenizer_class: 'CLIPTokenizer',
      unk_token: '<|endoftext|>',
    }),
  );
}

async function converted(t: ExecutionContext, change?: (json: TokenizerJson) => void, fixture = mini) {
  const folder = join(await copyOf(t, fixture), 'tokenizer');
  await convert(folder, change);
  return folder;
}

const PROMPTS = [
  '',
  'a satellite image of a harbor',
  'a photo of 12 planes, 3.5 m!',
  'caf\u00e9 \u2014 na\u00efve \u00dcn\u00efc\u00f6d\u00e9 \u00df \ufb01 \u00c5',
  '\u65e5\u672c\u8a9e \ud83d\udef0\ufe0f emoji \ud83d\ude00',
  "it's we'll DON'T",
  '!!! wow!! <|endoftext|> x <|startoftext|>',
  'harbor '.repeat(200),
  '\t two  spaces\n\nlines\u00a0nbsp \u3000wide',
  'x\u0301 e\u0301 \u0130 \u1e9e \u03a3\u03c2 \u01c5 \u00bd \u00b2 \u2167 \u0663',
  'constructor __proto__ toString',
];

/** The ids of a prompt after the start token, 632. */
function ids(tokenizer: ClipTokenizer, prompt: string): number[] {
  const [start, ...row] = [...tokenizer.encode(prompt)].map(Number);
  if (start !== 632) throw new Error(`the prompt starts with ${start}`);
  return row;
}

const asStrings = ({ model }: TokenizerJson) => {
  model.merges = (model.merges as string[][]).map((merge) => merge.join(' '));
};

for (const fixture of [mini, sd1, sharded, inpainting]) {
  for (const [form, change] of [
    ['pairs', undefined],
    ['strings', asStrings],
  ] as const) {
    test(`tokenizer.json gives the ids of vocab.json and merges.txt: ${fixture.folder.split('/').at(-1)}, merges as ${form}`, async (t) => {
      const old = await ClipTokenizer.read(fixture.file('tokenizer'));
      const tokenizer = await ClipTokenizer.read(await converted(t, change, fixture));
      t.is(tokenizer.length, old.length);
      t.is(tokenizer.highestId, old.highestId);
      for (const prompt of [...PROMPTS, ...Object.values(fixture.golden.prompts)]) {
        t.deepEqual(tokenizer.encode(prompt), old.encode(prompt), prompt);
      }
    });
  }
}

// What CLIPTokenizer of transformers 5.24 gives for the folder that it saved from this fixture. It pads with "!", 0.
const expected: Record<string, number[]> = {
  'a satellite image of a harbor': [320, 527, 540, 515, 320, 631, 633, 0],
  'a photo of 12 planes, 3.5 m!': [
    320, 79, 541, 83, 334, 515, 272, 273, 79, 622, 77, 68, 338, 267, 274, 269, 276, 332, 0, 633, 0,
  ],
  "it's we'll DON'T": [72, 339, 6, 338, 86, 324, 6, 75, 331, 67, 78, 333, 6, 339, 633, 0],
  '!!! wow!! <|endoftext|> x <|startoftext|>': [0, 0, 0, 86, 78, 342, 0, 0, 633, 343, 632, 633, 0],
  'x\u0301 e\u0301 \u0130 \u1e9e \u03a3\u03c2 \u01c5': [
    343, 136, 479, 127, 358, 328, 136, 485, 127, 509, 139, 225, 139, 480, 131, 484, 633, 0,
  ],
  '\u65e5\u672c\u8a9e \ud83d\udef0\ufe0f emoji \ud83d\ude00': [
    162, 245, 98, 162, 250, 105, 164, 103, 508, 172, 253, 249, 108, 171, 116, 493, 68, 535, 73, 328, 172, 253,
    246, 478, 633, 0,
  ],
};

test('the same ids as transformers 5, for the folder that it writes', async (t) => {
  const tokenizer = await ClipTokenizer.read(await converted(t));
  for (const [prompt, row] of Object.entries(expected)) {
    t.deepEqual(ids(tokenizer, prompt).slice(0, row.length), row, prompt);
  }
  t.deepEqual(ids(tokenizer, 'harbor '.repeat(200)), [...Array<number>(75).fill(631), 633]);
});

test('a model with such a folder gives the results that it gives with the older one', async (t) => {
  const folder = await copyOf(t);
  await convert(join(folder, 'tokenizer'));
  const [result, original] = await Promise.all(
    [folder, mini.folder].map(async (model) => {
      await using harmonizer = await Harmonizer.load(model, { device: 'cpu', threads: 1 });
      return await harmonizer.harmonize(mini.request());
    }),
  );
  t.deepEqual(result!.winner, original!.winner);
});

test('added tokens are kept whole; those of training also in other letters, as in transformers 5', async (t) => {
  const train = { normalized: true, special: false };
  const folder = await converted(t, ({ added_tokens: tokens }) =>
    tokens.push(added(634, '<sks>', train), added(635, '<New-Tok>', train), added(636, '<Raw>')),
  );
  const tokenizer = await ClipTokenizer.read(folder);
  t.is(tokenizer.highestId, 636);
  const prompt = 'a <sks> harbor a<sks>harbor <SKS> <New-Tok>x <new-tok> <Raw>';
  t.deepEqual(
    ids(tokenizer, prompt).slice(0, 12),
    [320, 634, 631, 320, 634, 631, 634, 635, 343, 635, 636, 633],
  );
  t.false(ids(tokenizer, '<raw>').includes(636));
});

test('added_tokens_decoder in the configuration has the last word on added tokens', async (t) => {
  const folder = await converted(t, ({ added_tokens: tokens }) => tokens.push(added(634, '<sks>')));
  const decoder = { 640: { ...added(640, '<new>'), id: undefined } };
  await editJson(join(folder, 'tokenizer_config.json'), { added_tokens_decoder: decoder });
  const tokenizer = await ClipTokenizer.read(folder);
  t.deepEqual(ids(tokenizer, '<new>').slice(0, 2), [640, 633]);
  t.false(ids(tokenizer, '<sks>').includes(634));
});

/** A folder with the files of both generations. */
async function both(t: ExecutionContext, change?: (json: TokenizerJson) => void): Promise<string> {
  const folder = join(await copyOf(t), 'tokenizer');
  const json = await converted(t, change);
  await copyFile(join(json, 'tokenizer.json'), join(folder, 'tokenizer.json'));
  return folder;
}

test('vocab.json and merges.txt are read where tokenizer.json is there, too', async (t) => {
  const folder = await both(t, ({ model }) => {
    Object.assign(model, { type: 'Unigram', vocab: [['a', 0]] });
  });
  const [tokenizer, old] = await Promise.all([folder, mini.file('tokenizer')].map(ClipTokenizer.read));
  for (const prompt of PROMPTS) t.deepEqual(tokenizer!.encode(prompt), old!.encode(prompt), prompt);
});

test('without one of them, tokenizer.json is read', async (t) => {
  for (const name of ['vocab.json', 'merges.txt']) {
    const folder = await both(t);
    await rm(join(folder, name));
    const tokenizer = await ClipTokenizer.read(folder);
    t.deepEqual(
      ids(tokenizer, 'a satellite image of a harbor').slice(0, 7),
      [320, 527, 540, 515, 320, 631, 633],
    );
  }
});

test('tokens that transformers 5 added over an older folder are in its tokenizer.json only', async (t) => {
  const folder = await both(t, ({ added_tokens: tokens }) => tokens.push(added(634, '<sks>')));
  t.deepEqual(ids(await ClipTokenizer.read(folder), 'a <sks> harbor').slice(0, 4), [320, 634, 631, 633]);
});

test('the padding token is that of the configuration, and without one the end token', async (t) => {
  const folder = await converted(t);
  const last = async () => ids(await ClipTokenizer.read(folder), '').at(-1);
  t.is(await last(), 0);
  await editJson(join(folder, 'tokenizer_config.json'), { pad_token: undefined });
  t.is(await last(), 633);
  await editJson(join(folder, 'tokenizer_config.json'), { pad_token: { content: 'a</w>', special: true } });
  t.is(await last(), 320);
});

test('the length is that of the configuration', async (t) => {
  const folder = await converted(t);
  await editJson(join(folder, 'tokenizer_config.json'), { model_max_length: 5 });
  t.deepEqual(ids(await ClipTokenizer.read(folder), 'a harbor a harbor'), [320, 631, 320, 633]);
  await editJson(join(folder, 'tokenizer_config.json'), { model_max_length: undefined });
  t.is((await ClipTokenizer.read(folder)).length, 77);
});

// Each is written by some version and does not change the ids.
const harmless: [string, (json: TokenizerJson) => void][] = [
  [
    'what an earlier call left',
    (json) => {
      json.truncation = { direction: 'Right', max_length: 77, strategy: 'LongestFirst', stride: 0 };
      json.padding = {
        strategy: { Fixed: 77 },
        direction: 'Right',
        pad_id: 0,
        pad_type_id: 0,
        pad_token: '!',
      };
    },
  ],
  [
    'the pattern and the keys of older versions',
    (json) => {
      Object.assign(json.pre_tokenizer.pretokenizers[0]!, { pattern: { Regex: WORDS } });
      json.pre_tokenizer.pretokenizers[1] = {
        type: 'ByteLevel',
        add_prefix_space: false,
        trim_offsets: true,
      };
      for (const key of ['byte_fallback', 'ignore_merges']) delete json.model[key];
    },
  ],
  ['another decoder', (json) => (json.decoder = null)],
];

for (const [what, change] of harmless) {
  test(`read: a tokenizer.json with ${what}`, async (t) => {
    const tokenizer = await ClipTokenizer.read(await converted(t, change));
    const old = await ClipTokenizer.read(mini.file('tokenizer'));
    for (const prompt of PROMPTS) t.deepEqual(tokenizer.encode(prompt), old.encode(prompt), prompt);
  });
}

/** What makes it another tokenizer, and what the error must say. */
const others: [string, (json: TokenizerJson) => unknown, RegExp][] = [
  ['Unigram', ({ model }) => (model.type = 'Unigram'), /json: model\.type is "Unigram"; supported: BPE\.$/],
  ['WordPiece', ({ model }) => (model.type = 'WordPiece'), /model\.type is "WordPiece"/],
  [
    'no end of words',
    ({ model }) => delete model.end_of_word_suffix,
    /model\.end_of_word_suffix is undefined; supported: <\/w>/,
  ],
  [
    'a prefix of subwords',
    ({ model }) => (model.continuing_subword_prefix = '##'),
    /model\.continuing_subword_prefix is "##"/,
  ],
  ['dropout', ({ model }) => (model.dropout = 0.1), /model\.dropout is 0\.1; only 0 is supported/],
  ['merges that are ignored', ({ model }) => (model.ignore_merges = true), /model\.ignore_merges is true/],
  ['byte fallback', ({ model }) => (model.byte_fallback = true), /model\.byte_fallback is true/],
  ['another unknown token', ({ model }) => (model.unk_token = '[UNK]'), /model\.unk_token is "\[UNK\]"/],
  ['no normalizer', (json) => (json.normalizer = null), /normalizer is undefined; only that of CLIP's/],
  [
    'a normalizer of another form',
    (json) => Object.assign((json.normalizer as { normalizers: object[] }).normalizers[0]!, { type: 'NFKC' }),
    /normalizer is .*; only that of CLIP's/,
  ],
  [
    'letters that stay upper case',
    (json) => (json.normalizer as { normalizers: object[] }).normalizers.pop(),
    /normalizer is /,
  ],
  [
    'a prefix of spaces',
    (json) => Object.assign(json.pre_tokenizer.pretokenizers[1]!, { add_prefix_space: true }),
    /pre_tokenizer is .*; only that of CLIP's/,
  ],
  [
    "GPT-2's words",
    (json) => Object.assign(json.pre_tokenizer, { type: 'ByteLevel', pretokenizers: undefined }),
    /pre_tokenizer is /,
  ],
  [
    'another pattern',
    (json) => Object.assign(json.pre_tokenizer.pretokenizers[0]!, { pattern: { Regex: '\\w+' } }),
    /pre_tokenizer is /,
  ],
  [
    'a third step',
    (json) => json.pre_tokenizer.pretokenizers.push({ type: 'Punctuation' }),
    /pre_tokenizer is /,
  ],
  ['no start and end', (json) => (json.post_processor = null), /post_processor is undefined/],
  [
    'another start',
    (json) => ((json.post_processor as { cls: unknown[] }).cls = ['<s>', 0]),
    /post_processor is /,
  ],
  ['padding on the left', (json) => (json.padding = { direction: 'Left' }), /padding is .*Left/],
  ['truncation on the left', (json) => (json.truncation = { direction: 'Left' }), /truncation is .*Left/],
  [
    'a token that must stand alone',
    (json) => json.added_tokens.push(added(634, '<sks>', { single_word: true })),
    /added_tokens has the token "<sks>" with single_word: true/,
  ],
];

for (const [what, change, message] of others) {
  test(`refused as another tokenizer: ${what}`, async (t) => {
    const folder = await converted(t, change);
    const error = await t.throwsAsync(ClipTokenizer.read(folder), {
      instanceOf: UnsupportedModelError,
      code: 'MODEL_UNSUPPORTED',
      message,
    });
    t.true(error!.message.startsWith(join(folder, 'tokenizer.json')));
  });
}

for (const [key, value] of [
  ['padding_side', 'left'],
  ['truncation_side', 'left'],
  ['bos_token', 'a'],
  ['eos_token', { content: '!' }],
] as const) {
  test(`refused: ${key} of ${JSON.stringify(value)}, whichever files there are`, async (t) => {
    const old = join(await copyOf(t), 'tokenizer');
    await rm(join(old, 'special_tokens_map.json'));
    for (const folder of [old, await converted(t)]) {
      await editJson(join(folder, 'tokenizer_config.json'), { [key]: value });
      await t.throwsAsync(ClipTokenizer.read(folder), {
        code: 'MODEL_UNSUPPORTED',
        message: new RegExp(`tokenizer_config\\.json: ${key} is `),
      });
    }
  });
}

const damages: [string, (json: TokenizerJson) => unknown, RegExp][] = [
  [
    'no model',
    (json) => delete (json as Partial<TokenizerJson>).model,
    /model is missing; it must be an object/,
  ],
  [
    'a vocabulary that is a list',
    ({ model }) => (model.vocab = [] as never),
    /model\.vocab is \[\]; it must be/,
  ],
  [
    'an id that is text',
    ({ model }) => (model.vocab.a = '5'),
    /the token "a" has the id "5"; .* below 1000000/,
  ],
  ['two tokens with one id', ({ model }) => (model.vocab.harbour = 5), /"harbour" have the same id 5/],
  [
    'no start token',
    (json) => {
      delete json.model.vocab['<|startoftext|>'];
      json.added_tokens.shift();
    },
    /post_processor has the id 632 for <\|startoftext\|>, and model\.vocab undefined/,
  ],
  [
    'another id of the end token',
    (json) => ((json.post_processor as { sep: unknown[] }).sep[1] = 5),
    /post_processor has the id 5 for <\|endoftext\|>, and model\.vocab 633/,
  ],
  ['no merges', ({ model }) => delete (model as { merges?: unknown }).merges, /model\.merges is missing/],
  ['an empty list of merges', ({ model }) => (model.merges = []), /no merge that makes any token/],
  [
    'a truncated list of merges',
    ({ model }) => (model.merges = (model.merges as unknown[]).slice(0, 99)),
    /tokenizer\.json has no merge that makes the token ".+"/,
  ],
  [
    'a merge of one token',
    ({ model }) => (model.merges as unknown[]).splice(1, 1, ['t']),
    /merge 2 is \[ 't' \]; /,
  ],
  [
    'a merge of three',
    ({ model }) => (model.merges as unknown[]).splice(1, 1, 't e l'),
    /merge 2 is "t e l"; /,
  ],
  [
    'a merge of numbers',
    ({ model }) => (model.merges as unknown[]).splice(1, 1, [1, 2]),
    /merge 2 is \[ 1, 2 \]/,
  ],
  ['a merge that is nothing', ({ model }) => (model.merges as unknown[]).push(null), /merge 121 is null; /],
  [
    'a merge of an unknown token',
    ({ model }) => (model.merges as unknown[]).push(['q', 'zzz']),
    /merge \d+ is \[ 'q', 'zzz' \]; it must be two tokens/,
  ],
  ['added tokens that are an object', (json) => (json.added_tokens = {} as never), /added_tokens is \{\}/],
  [
    'an added token without an id',
    (json) => json.added_tokens.push({ content: '<x>' } as never),
    /added_tokens has no content for undefined, or/,
  ],
  [
    'an added token that is null',
    (json) => json.added_tokens.push(null as never),
    /added_tokens has no content for/,
  ],
  [
    'an added token with the id of another',
    (json) => json.added_tokens.push(added(5, '<x>')),
    /the same id 5/,
  ],
  [
    'an added token with two ids',
    (json) => json.added_tokens.push(added(634, '<x>'), added(635, '<x>')),
    /the token "<x>" has the ids 634 and 635/,
  ],
];

for (const [what, change, message] of damages) {
  test(`refused as damaged: ${what}`, async (t) => {
    await t.throwsAsync(ClipTokenizer.read(await converted(t, change)), {
      instanceOf: ModelFileError,
      code: 'MODEL_FORMAT',
      message,
    });
  });
}

test('refused: a tokenizer.json of more than 16 MB, and one that is not JSON', async (t) => {
  const path = join(await converted(t), 'tokenizer.json');
  await truncate(path, 16_000_001);
  await t.throwsAsync(ClipTokenizer.read(join(path, '..')), {
    code: 'MODEL_FORMAT',
    message: /tokenizer\.json is too large: it has 16000001 bytes, over the limit of 16000000/,
  });
  await writeFile(path, '{"model": ');
  await t.throwsAsync(ClipTokenizer.read(join(path, '..')), {
    code: 'MODEL_FORMAT',
    message: /tokenizer\.json is not JSON/,
  });
});

test('refused: a folder with the files of no generation', async (t) => {
  const folder = join(await scratch(t), 'tokenizer');
  await mkdir(folder);
  await writeFile(join(folder, 'tokenizer_config.json'), '{}');
  await t.throwsAsync(ClipTokenizer.read(folder), {
    code: 'MODEL_NOT_FOUND',
    message: /tokenizer has neither tokenizer\.json nor vocab\.json and merges\.txt/,
  });
});
