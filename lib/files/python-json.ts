import { randomUUID } from 'node:crypto';

/** A string's border, an escaped character, or one of the numbers that Python writes as words. */
const TOKENS = /"|\\.|-?Infinity|NaN/gs;

/**
 * Parses JSON as Python's `json` module writes and reads it: also with `NaN`, `Infinity` and `-Infinity`. Takes nothing
 * else that `JSON.parse` refuses.
 *
 * @throws SyntaxError as `JSON.parse`, with positions in `text`
 */
export function parsePythonJson(text: string): unknown {
  if (!/NaN|Infinity/.test(text)) return JSON.parse(text);
  // Each word becomes a number of the same length, so that positions in errors are right. The spaces keep it apart from
  // what stands next to it: `1NaN` and `{NaN: 1}` stay errors. JSON.parse reads 1e999 as infinity.
  const words = { NaN: ' 0 ', Infinity: ' 1e999  ', '-Infinity': ' -1e999  ' };
  const parsed: unknown = JSON.parse(replaceWords(text, (word) => words[word]));
  const mark = randomUUID();
  const marked = replaceWords(text, (word) => (word === 'NaN' ? `"${mark}"` : words[word]));
  if (marked.length === text.length) return parsed;
  return JSON.parse(marked, (_, value: unknown) => (value === mark ? Number.NaN : value));
}

/** Replaces Python's words for numbers, except in strings. */
function replaceWords(text: string, replace: (word: 'NaN' | 'Infinity' | '-Infinity') => string): string {
  let isString = false;
  return text.replace(TOKENS, (token) => {
    if (token === '"') isString = !isString;
    if (isString || token === '"' || token.startsWith('\\')) return token;
    return replace(token as 'NaN' | 'Infinity' | '-Infinity');
  });
}
