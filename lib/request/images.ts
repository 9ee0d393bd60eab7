import { holdInput, type ImageInput } from '../image/input.js';
import { openImage, readImage } from '../image/open.js';
import type { ReadImage } from '../image/opened.js';
import { isPrepared } from '../prepared/target.js';
import type { Size } from '../values/size.js';
import type { Harmonization } from './harmonize.js';
import { type Placement, placeSource } from './placement.js';

/** The images of a request as the core takes them: the scene has the canvas' size, the patch that of its box. */
export interface Images {
  scene: ReadImage;
  patch: ReadImage;
  placement: Placement;
}

/** The request with its images as they are now, for a call that starts later. @throws OptionError, ImageError */
export function holdImages(request: Harmonization): Harmonization {
  const { target, source, place } = request;
  return {
    ...request,
    target: isPrepared(target) ? target : holdInput(target, 'target'),
    source: holdInput(source, 'source'),
    place: holdMask(place),
  };
}

/** The same for a place. */
export function holdMask<P extends { mask?: ImageInput | undefined }>(place: P): P {
  return place.mask === undefined ? place : { ...place, mask: holdInput(place.mask, 'mask') };
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
