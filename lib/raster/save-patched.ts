import type { BandData } from './samples.js';
import type { Window } from './window.js';
export interface Patch {
  window: Window;
  planes: readonly (BandData | undefined)[];
  changed: Uint8Array;
  makesValid: boolean;
}
export async function savePatched(
  _s: string,
  _o: string,
  _p: Patch,
  _x: { rewrite?: boolean; xmp?: string; signal?: AbortSignal | undefined },
): Promise<void> {}
