import { isDeepStrictEqual } from 'node:util';
import { ModelFileError, UnsupportedModelError } from '../errors.js';
import { show } from '../values/show.js';
import { Config, isObject, readJsonObject } from './config.js';
import { toVocabulary, type Vocabulary, type WrittenMerge } from './vocabulary.js';

export const START = '<|startoftext|>';
export const END = '<|endoftext|>';

/** Words, single digits, contractions and runs of punctuation, as in CLIP's own tokenizer. */
const PATTERN = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

export const NORMALIZER = {
  type: 'Sequence',
  normalizers: [
    { type: 'NFC' },
    { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
    { type: 'Lowercase' },
  ],
};

const preTokenizer = (pattern: string) => ({
  type: 'Sequence',
  pretokenizers: [
    { type: 'Split', pattern: { Regex: pattern }, behavior: 'Removed', invert: true },
    { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
  ],
});

export const PRE_TOKENIZER = preTokenizer(PATTERN);

/** transformers 5 keeps the two tokens whole here, too. It matters only where they are written in upper case. */
const PRE_TOKENIZERS = [PRE_TOKENIZER, preTokenizer(`<\\|startoftext\\|>|<\\|endoftext\\|>|${PATTERN}`)];

export type PreTokenizer = typeof PRE_TOKENIZER;

/** Largest `tokenizer.json`, in bytes. CLIP's has 3.6 MB, with one part of a merge on a line. */
const MAX_BYTES = 16_000_000;

export async function readTokenizerJson(path: string): Promise<Config> {
  return new Config(path, await readJsonObject(path, MAX_BYTES));
}

/**
 * The vocabulary and merges of a `tokenizer.json`, which is all that transformers 5 writes of a tokenizer.
 *
 * @throws UnsupportedModelError when it is not CLIP's byte-pair encoding, and so would give other ids
 */
export function readByteLevelBpe(json: Config): {
  vocabulary: Vocabulary;
  merges: WrittenMerge[];
  preTokenizer: PreTokenizer;
} {
  const model = readModel(json);
  const values = model.raw('model.vocab');
  if (!isObject(values)) throw model.invalid('model.vocab', 'an object of ids by token');
  const vocabulary = toVocabulary(json.path, values);
  if (!isDeepStrictEqual(json.raw('normalizer'), NORMALIZER)) throw notClip(json, 'normalizer');
  const found = withDefaults(json.raw('pre_tokenizer'));
  const preTokenizer = PRE_TOKENIZERS.find((known) => isDeepStrictEqual(found, known));
  if (!preTokenizer) throw notClip(json, 'pre_tokenizer');
  checkEnds(json, vocabulary);
  for (const key of ['truncation', 'padding']) {
    const value = json.raw(key) ?? {};
    if (!isObject(value) || (value.direction ?? 'Right') !== 'Right') throw notClip(json, key);
  }
  return { vocabulary, merges: readMerges(model), preTokenizer };
}

/** The settings of the model, under keys such as `model.type`. */
function readModel(json: Config): Config {
  const model = json.raw('model');
  if (!isObject(model)) throw json.invalid('model', 'an object with vocab and merges');
  const settings = new Config(
    json.path,
    Object.fromEntries(Object.entries(model).map(([key, value]) => [`model.${key}`, value])),
  );
  settings.choice('model.type', ['BPE']);
  settings.choice('model.end_of_word_suffix', ['</w>']);
  settings.expect('model.continuing_subword_prefix', '');
  settings.expect('model.unk_token', END);
  settings.expect('model.dropout', 0);
  for (const flag of ['fuse_unk', 'byte_fallback', 'ignore_merges']) settings.expect(`model.${flag}`, false);
  return settings;
}

/** Each merge is "a b" or, in newer files, ["a", "b"]. */
function readMerges(model: Config): WrittenMerge[] {
  const merges = model.raw('model.merges');
  if (!Array.isArray(merges)) throw model.invalid('model.merges', 'a list of merges');
  return merges.map((merge: unknown, i) => ({
    where: `merge ${i + 1}`,
    written: merge,
    tokens: typeof merge === 'string' ? merge.split(' ') : Array.isArray(merge) ? merge : [],
  }));
}

/** Offsets do not matter here, and older files do not write `use_regex`. */
function withDefaults(preTokenizer: unknown): unknown {
  const list = isObject(preTokenizer) ? preTokenizer.pretokenizers : undefined;
  if (!isObject(preTokenizer) || !Array.isArray(list)) return preTokenizer;
  const [split, bytes, ...more] = list;
  return {
    ...preTokenizer,
    pretokenizers: [split, { use_regex: true, ...bytes, trim_offsets: true }, ...more],
  };
}

/** Every prompt starts with one token and ends with the other. */
function checkEnds(json: Config, vocabulary: Vocabulary): void {
  const { type, cls, sep } = { ...(json.raw('post_processor') as Record<string, unknown> | undefined) };
  if (type !== 'RobertaProcessing') throw notClip(json, 'post_processor');
  for (const [found, token] of [
    [cls, START],
    [sep, END],
  ] as const) {
    if (!Array.isArray(found) || found[0] !== token) throw notClip(json, 'post_processor');
    if (found[1] === vocabulary.get(token)) continue;
    throw new ModelFileError(
      'MODEL_FORMAT',
      `${json.path}: post_processor has the id ${show(found[1])} for ${token}, and model.vocab ` +
        `${show(vocabulary.get(token))}; download it again.`,
    );
  }
}

function notClip(json: Config, key: string): UnsupportedModelError {
  return new UnsupportedModelError(
    `${json.path}: ${key} is ${show(json.raw(key))}; only that of CLIP's tokenizer is supported.`,
  );
}
