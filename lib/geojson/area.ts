import type { Ring } from './geometry.js';

/** What positions are: longitude and latitude on WGS 84, coordinates of a raster's own system, or its columns and rows. */
export type System = 'wgs84' | 'scene' | 'pixel';

/** Polygons on the ground or in a raster, and what messages call them. */
export interface Area {
  name: string;
  /** For each polygon, its outer ring and then its holes. */
  polygons: readonly (readonly Ring[])[];
  system: System;
}
