import { types } from 'node:util';
import type { Sharp } from 'sharp';
import { orAbort } from '../values/abort.js';
import { show } from '../values/show.js';
import { limited } from '../workers/limit.js';
import { viewAs } from './samples.js';

/**
 * Lets the pipeline of a caller's sharp instance run. What it renders, with its orientation and its profile, is the image.
 *
 * @returns a PNG
 * @throws AbortError
 */
export async function render(instance: Sharp, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  // An instance that is a stream may never end, so this waits for it before it takes a place.
  await orAbort(Promise.resolve(instance.metadata()), signal);
  const png = await limited(
    async () => await instance.png({ compressionLevel: 0, palette: false }).toBuffer(),
    signal,
  );
  if (!types.isUint8Array(png)) throw new Error(`it renders to ${show(png)}`);
  return new Uint8Array(viewAs(Uint8Array, png));
}
