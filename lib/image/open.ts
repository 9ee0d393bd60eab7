import type { Sharp } from 'sharp';
import type { PictureOptions } from '../raster/picture.js';
import type { Size } from '../values/size.js';
import { readContent } from './content.js';
import { toMask } from './convert.js';
import { openEncoded } from './encoded.js';
import { formatOf } from './format.js';
import { guard } from './guard.js';
import { type ImageInput, type Input, readInput } from './input.js';
import { render } from './instance.js';
import type { OpenFile, OpenImage, OpenMask, ReadImage } from './opened.js';
import { showPixels } from './pixels.js';
import { resize } from './resize.js';
import { openTiff } from './tiff.js';
import { rangeWarnings } from './warnings.js';

// All images enter here: files, bytes, raw pixels and sharp instances become 8-bit RGB or a mask.

export interface OpenOptions extends PictureOptions {
  signal?: AbortSignal | undefined;
}

/**
 * Opens an image. For a file, only the header is read. The caller's bytes and pixels are copied before the first await.
 *
 * @throws ImageError, OptionError as `loadRgb`; only `rgb` finds damage behind the header of a file
 * @throws AbortError
 */
export function openImage(input: ImageInput, label: string, options: OpenOptions = {}): Promise<OpenImage> {
  return guard(label, async () => {
    const given = readInput(input, label);
    if ('raw' in given) {
      const shown = showPixels(given.raw, label, options);
      const { width, height } = given.raw;
      const warnings = rangeWarnings(shown.image, shown.stretch, label);
      return opened(
        {
          width,
          height,
          rgb: async (size) => ({
            ...shown,
            warnings,
            image: await resize(shown.image, size, options.signal),
          }),
        },
        label,
      );
    }
    const file = await openFile(given, label, options);
    return opened(file, label);
  });
}

/**
 * Opens a mask. For a file, only the header is read.
 *
 * @param threshold floating-point samples count from this value on
 * @throws ImageError, OptionError as `loadMask`
 * @throws AbortError
 */
export function openMask(
  input: ImageInput,
  label: string,
  threshold: number,
  signal?: AbortSignal,
): Promise<OpenMask> {
  return guard(label, async () => {
    const given = readInput(input, label);
    if ('raw' in given) {
      const mask = toMask(given.raw, label, threshold);
      const { width, height } = mask;
      return { width, height, mask: async () => mask, close };
    }
    const file = await openFile(given, label, { signal });
    return {
      width: file.width,
      height: file.height,
      mask: () => guard(label, () => file.mask(threshold)),
      close: () => file.close(),
    };
  });
}

/** Reads an image at once: opens it, decodes it, resizes it to `size`, and closes it. */
export async function readImage(
  input: ImageInput,
  label: string,
  size?: Size,
  options?: OpenOptions,
): Promise<ReadImage> {
  const image = await openImage(input, label, options);
  try {
    return await image.rgb(size);
  } finally {
    await image.close();
  }
}

async function openFile(
  given: Exclude<Input, { raw: unknown }>,
  label: string,
  { signal, ...options }: OpenOptions,
): Promise<OpenFile> {
  const content =
    'path' in given ? await readContent(given.path, label, signal) : await inMemory(given, label, signal);
  if (content.format === 'tiff') return openTiff(content, label, options, signal);
  return openEncoded(content.bytes, content.format, label, options, signal);
}

async function inMemory(
  given: { bytes: Uint8Array<ArrayBuffer> } | { instance: Sharp },
  label: string,
  signal?: AbortSignal,
) {
  const bytes = 'instance' in given ? await render(given.instance, signal) : given.bytes;
  return { format: formatOf(bytes, label), bytes };
}

function opened(
  image: Omit<OpenImage, 'close'> & Partial<Pick<OpenImage, 'close'>>,
  label: string,
): OpenImage {
  return {
    width: image.width,
    height: image.height,
    rgb: (size) => guard(label, () => image.rgb(size)),
    close: image.close ?? close,
  };
}

async function close(): Promise<void> {}
