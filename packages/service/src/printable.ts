/** A text with its control characters escaped, because a terminal would act on those from a file or from Redis. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
