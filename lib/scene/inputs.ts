import { openMask } from '../image/open.js';
import type { OpenMask } from '../image/opened.js';
import type { Composition } from '../request/compose.js';
import { type OpenSource, openSource } from './open-source.js';

/** The images that a caller passes, which are read or copied at the time of the call. */
export interface Inputs {
  source: Promise<OpenSource>;
  mask?: Promise<OpenMask>;
}

export function openInputs({ source, place: { mask, maskThreshold }, signal }: Composition): Inputs {
  const inputs: Inputs = {
    source: openSource(source, signal),
    ...(mask !== undefined && { mask: openMask(mask, 'mask', maskThreshold, signal) }),
  };
  // Whoever waits for them gets the errors.
  for (const input of Object.values(inputs)) input.catch(() => {});
  return inputs;
}

export async function closeInputs(inputs: Inputs): Promise<void> {
  for (const input of Object.values(inputs))
    await (input as Promise<{ close(): Promise<void> }>).then((opened) => opened.close()).catch(() => {});
}
