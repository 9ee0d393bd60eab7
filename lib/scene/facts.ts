import type { RasterMap } from '../raster/map.js';
export interface Facts {
  gsd?: number;
  longitude?: number;
  latitude?: number;
  year?: number;
  month?: number;
  day?: number;
  cloudCover?: number;
  from: string[];
}
export async function readFacts(
  _p: string,
  _m: RasterMap | undefined,
  _px: readonly [number, number],
): Promise<Facts> {
  return { from: [] };
}
