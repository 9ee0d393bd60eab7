import type { TiffTag } from './tiff.js';

/** Values of keys: a whole number is stored in the directory itself, others among the doubles or texts. */
export type Keys = Record<number, number | readonly number[] | string>;
const whole = (value: number) => Number.isInteger(value) && value >= 0 && value < 65_536;

/** The tags that hold the keys of a GeoTIFF. */
export function geoTags(keys: Keys): Record<number, TiffTag> {
  const [entries, doubles, texts] = [[] as number[], [] as number[], [] as string[]];
  // Parameters of projections (3078 and up) and figures of the Earth are always doubles.
  const isDouble = (key: number) => key >= 3077 || [2055, 2057, 2058, 2059, 2061].includes(key);
  for (const [name, value] of Object.entries(keys)) {
    const key = Number(name);
    if (typeof value === 'string') {
      const at = texts.join('').length;
      texts.push(`${value}|`);
      entries.push(key, 34737, value.length + 1, at);
    } else if (typeof value !== 'number' || isDouble(key) || !whole(value)) {
      const values = typeof value === 'number' ? [value] : value;
      entries.push(key, 34736, values.length, doubles.length);
      doubles.push(...values);
    } else entries.push(key, 0, 1, value);
  }
  return {
    34735: { type: 'SHORT', values: [1, 1, 0, entries.length / 4, ...entries] },
    ...(doubles.length > 0 && { 34736: { type: 'DOUBLE', values: doubles } }),
    ...(texts.length > 0 && { 34737: { type: 'ASCII', values: texts.join('') } }),
  };
}

export const doubles = (...values: number[]): TiffTag => ({ type: 'DOUBLE', values });
export const PROJECTED = (code: number): Keys => ({ 1024: 1, 1025: 1, 3072: code });
export const GEOGRAPHIC = (code: number): Keys => ({ 1024: 2, 1025: 1, 2048: code });
/** The tag of a grid, in GDAL's order: x origin, x per column, x per row, y origin, y per column, y per row. */
export function transformed(c: number, a: number, b: number, f: number, d: number, e: number) {
  return { 34264: doubles(a, b, 0, c, d, e, 0, f, 0, 0, 0, 0, 0, 0, 0, 1) };
}
