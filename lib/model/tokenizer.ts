import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { ModelFileError, UnsupportedModelError } from '../errors.js';
import { show } from '../values/show.js';
import { readAddedTokens } from './added-tokens.js';
import { Config, isObject, POSITIONS, readConfig, readJsonObjectIfAny } from './config.js';
import { readEncoding } from './encoding.js';
import { END, NORMALIZER, type PreTokenizer, START } from './tokenizer-json.js';
import { checkMerges, type Merge, unite, type Vocabulary } from './vocabulary.js';

/** CLIP's byte-pair tokenizer, as any version of transformers writes it, with the tokens that fine-tuning added. */
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

  /**
   * @throws ModelFileError when a file is missing or malformed
   * @throws UnsupportedModelError when it is not CLIP's tokenizer
   */
  static async read(folder: string): Promise<ClipTokenizer> {
    const config = await readConfig(join(folder, 'tokenizer_config.json'));
    for (const side of ['padding_side', 'truncation_side']) config.expect(side, 'right');
    const { vocabulary, paths, json, ...encoding } = await readEncoding(folder);
    const added = await readAddedTokens(folder, config, json);
    const tokens = unite(folder, vocabulary, added.ids);
    const id = (token: string) => {
      const found = tokens.get(token);
      if (found === undefined)
        throw new ModelFileError('MODEL_FORMAT', `${paths.vocabulary} has no ${token}.`);
      return found;
    };
    const [start, end] = [id(START), id(END)];
    const padToken = await readPadToken(folder, config, tokens);
    // Special tokens are cut out of the prompt before byte-pair encoding. Where "!" is the padding token (SD 2.x), that
    // includes every "!" of the prompt. transformers does the same.
    const special = [START, END, padToken].map((token) => [token, id(token)] as const);
    const whole = new Map([...added.ids, ...special]);
    const definition = clipDefinition({
      vocabulary,
      merges: checkMerges(paths.merges, encoding.merges, vocabulary, whole),
      preTokenizer: encoding.preTokenizer,
      whole,
      normalized: encoding.normalizesAdded ? added.normalized : new Set(),
    });
    const length = config.integer('model_max_length', POSITIONS, 77);
    const highestId = [...tokens.values()].reduce((highest, id) => Math.max(highest, id), 0);
    return new ClipTokenizer(new Tokenizer(definition, {}), start, end, id(padToken), length, highestId);
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
function clipDefinition(parts: {
  vocabulary: Vocabulary;
  merges: readonly Merge[];
  preTokenizer: PreTokenizer;
  /** Tokens that are cut out of the prompt; those in `normalized`, out of the normalized prompt. */
  whole: Vocabulary;
  normalized: ReadonlySet<string>;
}): object {
  const flags = { single_word: false, lstrip: false, rstrip: false, special: true };
  return {
    added_tokens: [...parts.whole].map(([content, id]) => ({
      id,
      content,
      normalized: parts.normalized.has(content),
      ...flags,
    })),
    normalizer: NORMALIZER,
    pre_tokenizer: parts.preTokenizer,
    post_processor: null,
    decoder: null,
    model: {
      type: 'BPE',
      unk_token: END,
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      vocab: Object.fromEntries(parts.vocabulary),
      merges: parts.merges,
    },
  };
}

/**
 * In older folders special_tokens_map.json has the last word, as in transformers: those of SD 2.x have "!" there and
 * another padding token in tokenizer_config.json. Newer ones have `added_tokens_decoder`, and those of transformers 5
 * no such map.
 */
async function readPadToken(folder: string, config: Config, tokens: Vocabulary): Promise<string> {
  const path = join(folder, 'special_tokens_map.json');
  const map = new Config(path, (await readJsonObjectIfAny(path)) ?? {});
  const order = config.raw('added_tokens_decoder') === undefined ? [map, config] : [config, map];
  const find = (key: string) => {
    const from = order.find((source) => source.raw(key) !== undefined) ?? config;
    const token = from.raw(key);
    return { from, token: isObject(token) ? (token.content ?? null) : token };
  };
  for (const [key, needed] of [
    ['bos_token', START],
    ['eos_token', END],
  ] as const) {
    const { from, token = needed } = find(key);
    if (token === needed) continue;
    throw new UnsupportedModelError(
      `${from.path}: ${key} is ${show(token)}; only ${show(needed)} is supported.`,
    );
  }
  const { from, token = END } = find('pad_token');
  if (typeof token === 'string' && tokens.has(token)) return token;
  throw from.invalid('pad_token', 'a token of the vocabulary');
}
