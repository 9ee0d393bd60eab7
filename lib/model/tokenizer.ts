import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { ModelFileError } from '../errors.js';
import { show } from '../values/show.js';
import { Config, POSITIONS, readConfig, readJsonObjectIfAny } from './config.js';
import {
  isTokenId,
  type Merge,
  readMerges,
  readVocabulary,
  readVocabularyIfAny,
  unite,
  type Vocabulary,
} from './vocabulary.js';

const START = '<|startoftext|>';
const END = '<|endoftext|>';
/** Words, single digits, contractions and runs of punctuation, as in CLIP's own tokenizer. */
const CLIP_PATTERN = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

/** CLIP's byte-pair tokenizer, from `vocab.json` and `merges.txt`, with the tokens that fine-tuning added. */
export class ClipTokenizer {
  private constructor(
    private readonly tokenizer: Tokenizer,
    private readonly start: number,
    private readonly end: number,
    private readonly pad: number,
    /** Number of tokens in every encoded prompt (77). */
    readonly length: number,
    /** Highest id of all tokens. */
    readonly highestId: number,
  ) {}

  /** @throws ModelFileError when a file is missing or malformed */
  static async read(folder: string): Promise<ClipTokenizer> {
    const config = await readConfig(join(folder, 'tokenizer_config.json'));
    const vocabulary = await readVocabulary(join(folder, 'vocab.json'));
    const added = await readAddedTokens(folder, config);
    const tokens = unite(folder, vocabulary, added);
    const id = (token: string) => {
      const found = tokens.get(token);
      if (found === undefined)
        throw new ModelFileError('MODEL_FORMAT', `${folder}: vocab.json has no ${token}.`);
      return found;
    };
    const [start, end] = [id(START), id(END)];
    const padToken = await readPadToken(folder, config, tokens);
    // Special tokens are cut out of the prompt before byte-pair encoding. Where "!" is the padding token (SD 2.x), that
    // includes every "!" of the prompt. transformers does the same.
    const special = [START, END, padToken].map((token) => [token, id(token)] as const);
    const whole = new Map([...added, ...special]);
    const merges = await readMerges(join(folder, 'merges.txt'), vocabulary, whole);
    const tokenizer = new Tokenizer(clipDefinition(vocabulary, merges, whole), {});
    const length = config.integer('model_max_length', POSITIONS, 77);
    const highestId = [...tokens.values()].reduce((highest, id) => Math.max(highest, id), 0);
    return new ClipTokenizer(tokenizer, start, end, id(padToken), length, highestId);
  }

  /** Start token, the prompt's tokens (truncated to fit), end token, padding. */
  encode(prompt: string): BigInt64Array {
    const ids = this.tokenizer.encode(prompt, { add_special_tokens: false }).ids.slice(0, this.length - 2);
    const row = new BigInt64Array(this.length).fill(BigInt(this.pad));
    [this.start, ...ids, this.end].forEach((token, i) => {
      row[i] = BigInt(token);
    });
    return row;
  }
}

/** The `tokenizer.json` that transformers' CLIPConverter makes from CLIP's two files. */
function clipDefinition(vocabulary: Vocabulary, merges: readonly Merge[], whole: Vocabulary): object {
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  return {
    added_tokens: [...whole].map(([content, id]) => ({ id, content, ...flags })),
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
        { type: 'Split', pattern: { Regex: CLIP_PATTERN }, behavior: 'Removed', invert: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    post_processor: null,
    decoder: null,
    model: {
      type: 'BPE',
      unk_token: END,
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      vocab: Object.fromEntries(vocabulary),
      merges,
    },
  };
}

/** Tokens outside the vocabulary, such as those of textual inversion, as transformers has written them over the years. */
async function readAddedTokens(folder: string, config: Config): Promise<Vocabulary> {
  const listed = await readVocabularyIfAny(join(folder, 'added_tokens.json'));
  const byId = config.raw('added_tokens_decoder') ?? {};
  if (typeof byId !== 'object') throw config.invalid('added_tokens_decoder', 'an object of tokens by id');
  const decoded = Object.entries(byId).map(([id, token]) => {
    const content: unknown = token?.content;
    if (typeof content === 'string' && /^\d+$/.test(id) && isTokenId(Number(id))) {
      return [content, Number(id)] as const;
    }
    throw new ModelFileError(
      'MODEL_FORMAT',
      `${config.path}: added_tokens_decoder has no content for ${show(id)}, or that is not a token id.`,
    );
  });
  return unite(folder, listed, new Map(decoded));
}

/**
 * In older folders special_tokens_map.json has the last word, as in transformers: those of SD 2.x have "!" there and
 * another padding token in tokenizer_config.json. Newer ones have `added_tokens_decoder`.
 */
async function readPadToken(folder: string, config: Config, tokens: Vocabulary): Promise<string> {
  const path = join(folder, 'special_tokens_map.json');
  const map = new Config(path, (await readJsonObjectIfAny(path)) ?? {});
  const order = config.raw('added_tokens_decoder') === undefined ? [map, config] : [config, map];
  const from = order.find((source) => source.raw('pad_token') !== undefined) ?? config;
  const pad = from.raw('pad_token') ?? END;
  const content: unknown = typeof pad === 'object' ? (pad as { content?: unknown }).content : pad;
  if (typeof content === 'string' && tokens.has(content)) return content;
  throw from.invalid('pad_token', 'a token of the vocabulary');
}
