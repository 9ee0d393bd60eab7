import { ModelFileError } from '../errors.js';
import { show } from '../values/show.js';
import { readJsonObject, readJsonObjectIfAny, readText, VOCABULARY } from './config.js';

/** Ids by token. It is a map because a token may be called "constructor" or "__proto__". */
export type Vocabulary = ReadonlyMap<string, number>;

/** @throws ModelFileError when the file is missing or an entry is not an id */
export async function readVocabulary(path: string): Promise<Vocabulary> {
  return toVocabulary(path, await readJsonObject(path));
}

/** As `readVocabulary`, but empty if the file is missing. */
export async function readVocabularyIfAny(path: string): Promise<Vocabulary> {
  return toVocabulary(path, (await readJsonObjectIfAny(path)) ?? {});
}

export function toVocabulary(path: string, values: Readonly<Record<string, unknown>>): Vocabulary {
  for (const [token, id] of Object.entries(values)) {
    if (isTokenId(id)) continue;
    throw new ModelFileError(
      'MODEL_FORMAT',
      `${path}: the token ${show(token)} has the id ${show(id)}; it must be a whole number below ${VOCABULARY[1]}.`,
    );
  }
  return new Map(Object.entries(values as Record<string, number>));
}

export function isTokenId(id: unknown): id is number {
  return Number.isSafeInteger(id) && (id as number) >= 0 && (id as number) < VOCABULARY[1];
}

/**
 * Merges vocabularies into one.
 *
 * @param folder of the tokenizer, for messages
 * @throws ModelFileError when a token has two ids or two tokens have the same id
 */
export function unite(
  folder: string,
  ...parts: readonly Iterable<readonly [token: string, id: number]>[]
): Vocabulary {
  const ids = new Map<string, number>();
  const tokens = new Map<number, string>();
  for (const [token, id] of parts.flatMap((part) => [...part])) {
    const [otherId = id, otherToken = token] = [ids.get(token), tokens.get(id)];
    if (otherId !== id || otherToken !== token) {
      const what =
        otherId === id
          ? `the tokens ${show(otherToken)} and ${show(token)} have the same id ${id}`
          : `the token ${show(token)} has the ids ${otherId} and ${id}`;
      throw new ModelFileError('MODEL_FORMAT', `${folder}: ${what}; download the tokenizer again.`);
    }
    ids.set(token, id);
    tokens.set(id, token);
  }
  return ids;
}

export type Merge = readonly [left: string, right: string];

/** A merge as a file has it, unchecked. */
export interface WrittenMerge {
  /** Such as "line 5". */
  where: string;
  written: unknown;
  tokens: readonly unknown[];
}

/** Reads `merges.txt`: the pairs that byte-pair encoding joins, in that order. */
export async function readMergesText(path: string): Promise<WrittenMerge[]> {
  const lines = (await readText(path)).split('\n').map((written, i) => ({
    where: `line ${i + 1}`,
    written,
    tokens: written.trim().split(' '),
  }));
  const isHeader = lines[0]?.written.includes('#version');
  return lines.slice(isHeader ? 1 : 0).filter(({ tokens }) => tokens[0] !== '');
}

/**
 * @param whole tokens that need no merge, because they are cut out of the prompt beforehand
 * @throws ModelFileError when one is not a merge of the vocabulary's tokens, or some are missing
 */
export function checkMerges(
  path: string,
  written: readonly WrittenMerge[],
  vocabulary: Vocabulary,
  whole: Vocabulary,
): Merge[] {
  const merges = written.map(({ where, written, tokens }): Merge => {
    const [left, right, ...more] = tokens;
    if (typeof left === 'string' && typeof right === 'string' && more.length === 0) {
      if ([left, right, left + right].every((token) => vocabulary.has(token))) return [left, right];
    }
    throw new ModelFileError(
      'MODEL_FORMAT',
      `${path}: ${where} is ${show(written)}; it must be two tokens of the vocabulary that join into a third. ` +
        'Download the tokenizer again.',
    );
  });
  const lost = merges.length === 0 ? 'any token' : findUnmade(merges, vocabulary, whole);
  if (lost === undefined) return merges;
  throw new ModelFileError('MODEL_FORMAT', `${path} has no merge that makes ${lost}; download it again.`);
}

/**
 * A token that no merge makes, which means that merges are missing. Only vocabularies with all of CLIP's base symbols
 * are checked.
 */
function findUnmade(merges: readonly Merge[], vocabulary: Vocabulary, whole: Vocabulary): string | undefined {
  const base = byteAlphabet().flatMap((symbol) => [symbol, `${symbol}</w>`]);
  if (!base.every((symbol) => vocabulary.has(symbol))) return undefined;
  const known = new Set([...base, ...whole.keys(), ...merges.map(([left, right]) => left + right)]);
  const unmade = [...vocabulary.keys()].find((token) => !known.has(token));
  return unmade && `the token ${show(unmade)}`;
}

/** The characters that stand for the 256 bytes (GPT-2's `bytes_to_unicode`). */
function byteAlphabet(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    return String.fromCharCode(isPrintable ? byte : next++);
  });
}
