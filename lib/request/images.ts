import type { ImageInput } from '../image/input.js';
import { openImage, readImage } from '../image/open.js';
import type { ReadImage } from '../image/opened.js';
import type { Size } from '../values/size.js';
import type { Harmonization } from './harmonize.js';
import { type Placement, placeSource } from './placement.js';

/** The images of a request as the core takes them: the scene has the canvas' size, the patch that of its box. */
export interface Images {
  scene: ReadImage;
  patch: ReadImage;
  placement: Placement;
}

/**
 * Reads all of the caller's bytes and pixels before the first await, because they may change afterwards.
 *
 * @param prepared the target, if it has been read before
 * @throws OptionError, ImageError, PlacementError, AbortError
 */
export async function readImages(
  { target, source, reading, place, signal }: Harmonization,
  canvas: Size,
  prepared?: ReadImage,
): Promise<Images> {
  const opening = openImage(source, 'source', { ...reading.source, signal });
  try {
    const placing = placeSource(place, opening, canvas, signal);
    const [scene, opened, placement] = await Promise.all([
      prepared ?? readImage(target as ImageInput, 'target', canvas, { ...reading.target, signal }),
      opening,
      placing,
    ]);
    return { scene, patch: await opened.rgb(placement.box), placement };
  } finally {
    // Whatever failed, the source's file is open once it has opened.
    opening.then((opened) => opened.close()).catch(() => {});
  }
}
