import type { Size } from '../values/size.js';
export interface RasterMap {
  isPlaced: boolean;
  toPixel(place: readonly [number, number]): [number, number] | undefined;
  fromCrs(point: readonly [number, number]): [number, number];
  toGeographic(column: number, row: number): [number, number] | undefined;
  gsdAt(column: number, row: number): number | undefined;
}
export async function readMap(_path: string, _size: Size): Promise<RasterMap | undefined> {
  return undefined;
}
