import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelFileError } from '../errors.js';
import { type Config, unreadable } from './config.js';
import { PRE_TOKENIZER, type PreTokenizer, readByteLevelBpe, readTokenizerJson } from './tokenizer-json.js';
import { readMergesText, readVocabulary, type Vocabulary, type WrittenMerge } from './vocabulary.js';

/** CLIP's byte-pair encoding as its files have it. */
export interface Encoding {
  vocabulary: Vocabulary;
  merges: readonly WrittenMerge[];
  preTokenizer: PreTokenizer;
  /** The files that the vocabulary and the merges are from. */
  paths: { vocabulary: string; merges: string };
  /** The folder's `tokenizer.json`, if it has one. */
  json: Config | undefined;
  /** Whether added tokens may be looked for in the normalized prompt: only a `tokenizer.json` knows of that. */
  normalizesAdded: boolean;
}

/**
 * Reads `vocab.json` and `merges.txt`, from which transformers before 5 takes CLIP's tokenizer. Without them, reads
 * `tokenizer.json`, which is what transformers 5 writes. In a folder with all of them they say the same.
 */
export async function readEncoding(folder: string): Promise<Encoding> {
  const names = new Set(
    await readdir(folder).catch((cause) => {
      throw unreadable(folder, cause);
    }),
  );
  const file = join(folder, 'tokenizer.json');
  const json = names.has('tokenizer.json') ? await readTokenizerJson(file) : undefined;
  if (json && !(names.has('vocab.json') && names.has('merges.txt'))) {
    const paths = { vocabulary: file, merges: file };
    return { ...readByteLevelBpe(json), paths, json, normalizesAdded: true };
  }
  if (!names.has('vocab.json')) {
    throw new ModelFileError(
      'MODEL_NOT_FOUND',
      `${folder} has neither tokenizer.json nor vocab.json and merges.txt; download the tokenizer.`,
    );
  }
  const paths = { vocabulary: join(folder, 'vocab.json'), merges: join(folder, 'merges.txt') };
  const vocabulary = await readVocabulary(paths.vocabulary);
  const merges = await readMergesText(paths.merges);
  return { vocabulary, merges, preTokenizer: PRE_TOKENIZER, paths, json, normalizesAdded: false };
}
