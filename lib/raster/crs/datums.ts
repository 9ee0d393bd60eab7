/**
 * An ellipsoid as terms of a PROJ string.
 *
 * @param a semi-major axis in metres
 * @param inverse inverse flattening; 0 for a sphere
 * @returns undefined for another body than the Earth
 */
export function ellipsoid(a: number, inverse: number): string | undefined {
  if (!(a > 6_350_000 && a < 6_400_000) || !(inverse === 0 || (inverse > 280 && inverse < 310))) {
    return inverse === Number.POSITIVE_INFINITY ? ellipsoid(a, 0) : undefined;
  }
  return inverse === 0 ? `+a=${a} +b=${a}` : `+a=${a} +rf=${inverse}`;
}

/** PROJ string of a system in the EPSG registry; undefined if it is not in the table. */
export async function definitionOfCode(code: number): Promise<string | undefined> {
  const { DEFINITIONS } = await import('./epsg.js');
  return new RegExp(`^(?:\\d+ )*${code} [^+\\n]*(\\+.*)$`, 'm').exec(DEFINITIONS)?.[1];
}

/** Terms of a PROJ string, and whether they lead to the right place: the figure of the Earth alone gives the scale. */
export interface Datum {
  terms: string;
  placed: boolean;
}

/** An ellipsoid with the translation to WGS 84 that belongs to the name of its datum. Unknown datums get none. */
export async function namedDatum(figure: string, name: string): Promise<Datum> {
  return withShift(figure, (await translation(name)) ?? '');
}

/** The same by the datum's code, without a place if the code is not in the table. */
export async function codedDatum(figure: string, code: number): Promise<Datum> {
  return withShift(figure, (await translation(String(code))) ?? '?');
}

function withShift(figure: string, shift: string): Datum {
  if (shift === '?') return { terms: figure, placed: false };
  return { terms: shift ? `${figure} +towgs84=${shift}` : figure, placed: true };
}

const LONGEST_NAME = 200;

/** From the table: three metres, "" for a datum that is WGS 84 within some metres, or "?". */
async function translation(datum: string): Promise<string | undefined> {
  const { TRANSLATIONS } = await import('./epsg.js');
  const name = datum.slice(0, LONGEST_NAME).toLowerCase().replace(/^d_/, '');
  const key = name.replace(/[^a-z0-9]/g, '');
  return key ? new RegExp(`^(?:\\w+ )*${key} [^=\\n]*=(.*)$`, 'm').exec(TRANSLATIONS)?.[1] : undefined;
}
