import leven from 'leven';

/** The one of `names` that `name` most likely means: one starts with the other, or about one letter in three differs. */
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
