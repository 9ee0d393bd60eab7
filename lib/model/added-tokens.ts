import { join } from 'node:path';
import { ModelFileError, UnsupportedModelError } from '../errors.js';
import { show } from '../values/show.js';
import { type Config, isObject } from './config.js';
import { isTokenId, readVocabularyIfAny, unite, type Vocabulary } from './vocabulary.js';

/** Tokens such as those of textual inversion, which are cut out of the prompt before byte-pair encoding. */
export interface AddedTokens {
  ids: Vocabulary;
  /** Those that are looked for in the normalized prompt, which is lower case. */
  normalized: ReadonlySet<string>;
}

/**
 * Reads the added tokens from where transformers has written them over the years: `added_tokens_decoder` in the
 * configuration and `added_tokens.json`, or, without the former, `added_tokens` in `tokenizer.json`, too.
 *
 * @param json the values of the folder's `tokenizer.json`, if it has one
 */
export async function readAddedTokens(
  folder: string,
  config: Config,
  json: Config | undefined,
): Promise<AddedTokens> {
  const listed = await readVocabularyIfAny(join(folder, 'added_tokens.json'));
  const byId = config.raw('added_tokens_decoder');
  const added = byId === undefined && json ? readList(json) : readById(config, byId ?? {});
  return {
    ids: unite(
      folder,
      listed,
      added.map(({ content, id }) => [content, id] as const),
    ),
    normalized: new Set(added.filter(({ normalized }) => normalized).map(({ content }) => content)),
  };
}

interface AddedToken {
  content: string;
  id: number;
  normalized: boolean;
}

function readById(config: Config, byId: unknown): AddedToken[] {
  if (typeof byId !== 'object') throw config.invalid('added_tokens_decoder', 'an object of tokens by id');
  return Object.entries(byId as object).map(([key, token]) =>
    readToken(config, 'added_tokens_decoder', /^\d{1,9}$/.test(key) ? Number(key) : key, token),
  );
}

function readList(json: Config): AddedToken[] {
  const list = json.raw('added_tokens') ?? [];
  if (!Array.isArray(list)) throw json.invalid('added_tokens', 'a list of tokens');
  return list.map((token) => readToken(json, 'added_tokens', token?.id, token));
}

function readToken({ path }: Config, key: string, id: unknown, token: unknown): AddedToken {
  const { content, single_word, normalized } = isObject(token) ? token : {};
  if (typeof content !== 'string' || !isTokenId(id)) {
    throw new ModelFileError(
      'MODEL_FORMAT',
      `${path}: ${key} has no content for ${show(id)}, or that is not a token id.`,
    );
  }
  // Spaces around a token (`lstrip`, `rstrip`) do not matter, because CLIP's tokenizer drops all spaces.
  if (single_word === true) {
    throw new UnsupportedModelError(
      `${path}: ${key} has the token ${show(content)} with single_word: true; only false is supported.`,
    );
  }
  return { content, id, normalized: normalized === true };
}
