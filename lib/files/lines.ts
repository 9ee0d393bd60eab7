export interface NumberedLine {
  /** Counted from 1. */
  number: number;
  text: string;
}

/**
 * Yields the lines of a text one at a time, because an array of many short lines takes far more memory than the text.
 * A line break at the end of the text does not start another line.
 */
export function* linesOf(text: string): Generator<NumberedLine> {
  let from = 0;
  for (let number = 1; from < text.length; number++) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    yield { number, text: text.slice(from, to) };
    from = to + 1;
  }
}
