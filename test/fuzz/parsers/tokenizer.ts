import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { ClipTokenizer } from '../../../lib/model/tokenizer.js';
import { END, NORMALIZER, PRE_TOKENIZER, START } from '../../../lib/model/tokenizer-json.js';
import { byteEdit, editBytes } from '../bytes.js';
import { newFolder } from '../folder.js';
import { mutatedJson } from '../json.js';
import { expect, type Parser } from '../parser.js';

// A small tokenizer, so that mistakes are rarely in tokens that no prompt uses.

const LETTERS = ['a', 'b', 'c', '!', '1'];
const MERGES = ['a b', 'ab c</w>', 'a b</w>'];
const TOKENS = [
  ...LETTERS,
  ...LETTERS.map((letter) => `${letter}</w>`),
  'ab',
  'abc</w>',
  'ab</w>',
  START,
  END,
];
const VOCABULARY = Object.fromEntries(TOKENS.map((token, id) => [token, id]));
const added = (content: string, more = {}) => ({
  ...{ id: VOCABULARY[content] ?? TOKENS.length, content, special: true, normalized: false },
  ...{ single_word: false, lstrip: false, rstrip: false, ...more },
});

const CONFIG = {
  tokenizer_class: 'CLIPTokenizer',
  model_max_length: 77,
  ...{ bos_token: START, eos_token: { content: END }, pad_token: '!' },
  added_tokens_decoder: { [VOCABULARY[START]!]: added(START), [VOCABULARY[END]!]: added(END) },
};
const OLD_CONFIG = { tokenizer_class: 'CLIPTokenizer', model_max_length: 77, pad_token: END };
const JSON_FILE = {
  version: '1.0',
  ...{ truncation: null, padding: { direction: 'Right' } },
  added_tokens: [added(START), added(END), added('<sks>')],
  ...{ normalizer: NORMALIZER, pre_tokenizer: PRE_TOKENIZER },
  post_processor: {
    type: 'RobertaProcessing',
    cls: [START, VOCABULARY[START]],
    sep: [END, VOCABULARY[END]],
  },
  model: {
    type: 'BPE',
    ...{ dropout: null, unk_token: END, continuing_subword_prefix: '', end_of_word_suffix: '</w>' },
    ...{ fuse_unk: false, vocab: VOCABULARY, merges: MERGES.map((merge) => merge.split(' ')) },
  },
};

const merges = fc
  .array(byteEdit, { maxLength: 3 })
  .map((edits) => edits.reduce(editBytes, Buffer.from(`#version: 0.2\n${MERGES.join('\n')}\n`)));

/** The files of a folder; absent ones are undefined. */
type Files = Record<string, Uint8Array | undefined>;
const json = (value: unknown) => fc.constant(Buffer.from(JSON.stringify(value)));
/** Usually, only one file has a mistake. */
const often = <T>(valid: fc.Arbitrary<T>, mutated: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: valid }, { weight: 1, arbitrary: mutated });

const OLD = fc.record({
  'tokenizer_config.json': often(json(OLD_CONFIG), mutatedJson([OLD_CONFIG, CONFIG])),
  'vocab.json': often(json(VOCABULARY), mutatedJson([VOCABULARY])),
  'merges.txt': merges,
  'special_tokens_map.json': fc.option(
    often(
      json({ pad_token: '!' }),
      mutatedJson([{ bos_token: START, eos_token: END, pad_token: { content: '!' } }]),
    ),
    { nil: undefined },
  ),
  'added_tokens.json': fc.option(mutatedJson([{ '<sks>': TOKENS.length }]), { nil: undefined }),
});
const NEW = fc.record({
  'tokenizer_config.json': often(json(CONFIG), mutatedJson([CONFIG])),
  'tokenizer.json': mutatedJson([JSON_FILE]),
});

const folder = newFolder();
const PROMPTS = ['abc ABC a1!', '<|startoftext|><sks> abc', '\ud800', ''];

export const tokenizer: Parser<Files> = {
  name: 'tokenizer',
  arbitrary: fc.oneof(OLD, NEW),
  async run(files) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    for (const [name, bytes] of Object.entries(files)) if (bytes) await writeFile(join(folder, name), bytes);
    const read = await ClipTokenizer.read(folder);
    for (const prompt of PROMPTS) {
      const tokens = read.encode(prompt);
      expect(tokens.length === read.length, 'a prompt has another number of tokens');
      expect(
        tokens.every((id) => id >= 0n && id <= BigInt(read.highestId)),
        'a token is not of the vocabulary',
      );
    }
  },
};
