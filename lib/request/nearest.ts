import leven from 'leven';

/**
 * The entry of `names` that `name` most likely means: one starts with the other, or at most about a third of the
 * letters differ.
 */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const written = name.toLowerCase();
  const distance = (other: string) => {
    const known = other.toLowerCase();
    if (written.length >= 2 && (known.startsWith(written) || written.startsWith(known))) return 1;
    return leven(written, known);
  };
  const [best] = names
    .map((other) => ({ other, far: distance(other) }))
    .filter(({ other, far }) => far <= Math.max(2, Math.floor(other.length / 3)) && far < name.length)
    .sort((a, b) => a.far - b.far);
  return best?.other;
}
