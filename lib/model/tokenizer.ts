import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { ModelFileError } from '../errors.js';
import { type Config, readConfig, readJsonObject, unreadable } from './config.js';

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
  ) {}

  /** @throws ModelFileError when a file is missing or malformed */
  static async read(folder: string): Promise<ClipTokenizer> {
    const config = await readConfig(join(folder, 'tokenizer_config.json'));
    const vocabulary = await readVocabulary(join(folder, 'vocab.json'));
    const merges = await readMerges(join(folder, 'merges.txt'));
    const id = (token: string) => {
      const found = vocabulary[token];
      if (found === undefined)
        throw new ModelFileError('MODEL_FORMAT', `${folder}: vocab.json has no ${token}.`);
      return found;
    };
    const [start, end] = [id(START), id(END)];
    const padToken = await readPadToken(folder, config);
    // Special tokens are cut out of the prompt before byte-pair encoding. Where "!" is the padding token (SD 2.x), that
    // includes every "!" of the prompt. transformers does the same.
    const special = { [START]: start, [END]: end, [padToken]: id(padToken) };
    const added = await readAddedTokens(folder, config);
    const tokenizer = new Tokenizer(clipDefinition(vocabulary, merges, { ...added, ...special }), {});
    return new ClipTokenizer(tokenizer, start, end, id(padToken), config.integer('model_max_length', 77));
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
function clipDefinition(
  vocab: Record<string, number>,
  merges: string[],
  whole: Record<string, number>,
): object {
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  return {
    added_tokens: Object.entries(whole).map(([content, id]) => ({ id, content, ...flags })),
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
      vocab,
      merges,
    },
  };
}

async function readVocabulary(path: string): Promise<Record<string, number>> {
  const vocabulary = await readJsonObject(path);
  for (const [token, id] of Object.entries(vocabulary)) {
    if (!Number.isSafeInteger(id) || (id as number) < 0) {
      throw new ModelFileError(
        'MODEL_FORMAT',
        `${path}: the token ${token} has the id ${JSON.stringify(id)}.`,
      );
    }
  }
  return vocabulary as Record<string, number>;
}

/** Tokens outside the vocabulary, such as those of textual inversion, as transformers has written them over the years. */
async function readAddedTokens(folder: string, config: Config): Promise<Record<string, number>> {
  const listed = existsSync(join(folder, 'added_tokens.json'))
    ? await readVocabulary(join(folder, 'added_tokens.json'))
    : {};
  const byId = Object.entries((config.raw('added_tokens_decoder') ?? {}) as object).map(([id, token]) => {
    const content: unknown = token?.content;
    if (typeof content === 'string' && /^\d+$/.test(id)) return [content, Number(id)] as const;
    throw new ModelFileError(
      'MODEL_FORMAT',
      `${config.path}: added_tokens_decoder has no content for ${id}.`,
    );
  });
  return { ...listed, ...Object.fromEntries(byId) };
}

async function readMerges(path: string): Promise<string[]> {
  const lines = (await readText(path)).split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '' && !line.startsWith('#version'));
}

async function readPadToken(folder: string, config: Config): Promise<string> {
  let pad = config.raw('pad_token');
  if (pad === undefined) {
    const map = await readConfig(join(folder, 'special_tokens_map.json')).catch(() => undefined);
    pad = map?.raw('pad_token');
  }
  if (typeof pad === 'object') pad = (pad as { content?: unknown }).content;
  return typeof pad === 'string' ? pad : END;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, cause as Error);
  }
}
