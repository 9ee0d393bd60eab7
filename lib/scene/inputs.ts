import { readContent } from '../image/content.js';
import { guard } from '../image/guard.js';
import { type ImageInput, readInput } from '../image/input.js';
import { openMask } from '../image/open.js';
import { isLossyTiff } from '../image/tiff.js';
import { readLayout } from '../raster/layout.js';
import type { Composition } from '../request/compose.js';
import type { Size } from '../values/size.js';
import { type MaskPart, partOf } from './mask.js';
import { type OpenSource, openSource } from './open-source.js';
import { inWorker } from './workers.js';

/** The images that a caller passes, which are read or copied at the time of the call. */
export interface Inputs {
  source: Promise<OpenSource>;
  mask?: Promise<OpenSceneMask>;
}

/** A mask of the size of a scene. */
export interface OpenSceneMask extends Size {
  /** @throws PlacementError for an empty mask, ImageError for a damaged one */
  find(): Promise<MaskPart>;
  close(): Promise<void>;
}

export function openInputs({ source, place: { mask, maskThreshold }, signal }: Composition): Inputs {
  const inputs: Inputs = {
    source: openSource(source, signal),
    ...(mask !== undefined && { mask: openSceneMask(mask, maskThreshold, signal) }),
  };
  // Errors are thrown where the inputs are awaited.
  for (const input of Object.values(inputs)) input.catch(() => {});
  return inputs;
}

export async function closeInputs(inputs: Inputs): Promise<void> {
  for (const input of Object.values(inputs))
    await (input as Promise<{ close(): Promise<void> }>).then((opened) => opened.close()).catch(() => {});
}

/** Opens a mask. A TIFF may have any size, because it is read in windows. */
function openSceneMask(
  mask: ImageInput,
  threshold: number,
  signal: AbortSignal | undefined,
): Promise<OpenSceneMask> {
  return guard('mask', async () => {
    const given = readInput(mask, 'mask');
    if (!('path' in given)) return ofImage(mask, threshold, signal);
    const content = await readContent(given.path, 'mask', signal);
    if ('bytes' in content) return ofImage(content.bytes, threshold, signal);
    const { file, size } = content;
    try {
      const raster = await readLayout(file, size, 'mask');
      const isLossy = await isLossyTiff(file, raster);
      const task = { kind: 'mask', stored: { fd: file.fd }, raster, threshold, isLossy } as const;
      return {
        ...{ width: raster.width, height: raster.height },
        find: () => guard('mask', async () => (await inWorker(task, signal)).part),
        close: () => file.close(),
      };
    } catch (error) {
      await file.close();
      throw error;
    }
  });
}

async function ofImage(
  mask: ImageInput,
  threshold: number,
  signal: AbortSignal | undefined,
): Promise<OpenSceneMask> {
  const opened = await openMask(mask, 'mask', threshold, signal);
  const { width, height } = opened;
  return {
    ...{ width, height },
    find: async () => partOf((await opened.mask()).data, width, height),
    close: () => opened.close(),
  };
}
