import leven from 'leven';

/**
 * The entry of `names` that `name` most likely means: one starts with the other, or at most about a third of the
 * letters differ.
 */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const written = name.toLowerCase();
  const distance = (other: string) => {
    const known = other.toLowerCase();
    const edits = leven(written, known);
    // A beginning says less than a slip of two letters.
    const isBeginning = written.length >= 2 && (known.startsWith(written) || written.startsWith(known));
    return isBeginning ? Math.min(edits, 2.5) : edits;
  };
  const [best] = names
    .map((other) => ({ other, far: distance(other) }))
    .filter(({ other, far }) => far <= Math.max(2.5, Math.floor(other.length / 3)) && far < name.length)
    .sort((a, b) => a.far - b.far);
  return best?.other;
}
