/**
 * The same meridian within -180 … 180°. Files also count from 0 to 360, or on past 180 where they cross the
 * antimeridian.
 *
 * @param longitude in degrees
 * @returns NaN if it is more than one turn off: such a number is not a longitude in degrees
 */
export function wrapLongitude(longitude: number): number {
  if (Math.abs(longitude) <= 180) return longitude;
  return Math.abs(longitude) <= 540 ? longitude - 360 * Math.sign(longitude) : Number.NaN;
}

/**
 * Halfway along the shortest arc that contains all the meridians: between 179 and -179 that is 180, not 0.
 *
 * @param longitudes in degrees, each at most one turn off -180 … 180
 * @returns in degrees, within -180 … 180; NaN if there are none or one of them is not a longitude
 */
export function middleLongitude(longitudes: readonly number[]): number {
  // Sorting would put NaN anywhere.
  if (longitudes.length === 0 || longitudes.some((value) => Number.isNaN(wrapLongitude(value)))) {
    return Number.NaN;
  }
  const sorted = Float64Array.from(longitudes).sort();
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  if (last - first <= 180) return wrapLongitude((first + last) / 2);

  // The arc is the circle without its widest gap, and its middle is opposite to that of the gap.
  const around = sorted.map((value) => (value + 720) % 360).sort();
  let widest = { from: around.at(-1)!, to: around[0]! + 360 };
  for (let i = 1; i < around.length; i++) {
    const gap = { from: around[i - 1]!, to: around[i]! };
    if (gap.to - gap.from > widest.to - widest.from) widest = gap;
  }
  return wrapLongitude((widest.from + widest.to) / 2 - 180);
}
