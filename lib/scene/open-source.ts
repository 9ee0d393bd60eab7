import { readContent } from '../image/content.js';
import { openEncoded } from '../image/encoded.js';
import { formatOf } from '../image/format.js';
import { guard } from '../image/guard.js';
import { type ImageInput, readInput } from '../image/input.js';
import { render } from '../image/instance.js';
import type { RawImage } from '../image/raw-image.js';
import { openTiff } from '../image/tiff.js';
import { openPyramid } from '../raster/pyramid.js';
import { hasPlainBands } from '../raster/valid.js';
import type { Size } from '../values/size.js';
import type { SourceImage } from './source.js';

/** A source, open for reading its own samples. Close it. */
export interface OpenSource {
  image: SourceImage;
  size: Size;
  /** Its file, if it is a TIFF. */
  path?: string;
  close(): Promise<void>;
}

/**
 * Opens a source. Of a TIFF, only the tags are read; other formats are decoded, to 8 or 16 bits as they are stored.
 *
 * @throws ImageError, OptionError
 * @throws AbortError
 */
export function openSource(input: ImageInput, signal?: AbortSignal): Promise<OpenSource> {
  return guard('source', async () => {
    const given = readInput(input, 'source');
    if ('raw' in given) return decoded(copyOf(given.raw));
    const content =
      'path' in given
        ? await readContent(given.path, 'source', signal)
        : inMemory('instance' in given ? await render(given.instance, signal) : given.bytes);
    if (content.format !== 'tiff') {
      const image = await openEncoded(
        (content as { bytes: Uint8Array<ArrayBuffer> }).bytes,
        content.format,
        'source',
        {},
        signal,
      );
      return decoded(await image.samples());
    }
    const pyramid = await openPyramid('file' in content ? content : { bytes: content.bytes }, 'source');
    const { raster, levels, close } = pyramid;
    const path = 'path' in given ? { path: given.path } : {};
    if (hasPlainBands(raster))
      return { image: { pyramid: { raster, levels } }, size: sizeOf(raster), ...path, close };
    // Indices of a palette and inks are converted to colours.
    const picture = await openTiff(content, 'source', {}, signal);
    try {
      return { ...decoded((await picture.rgb()).image), ...path };
    } finally {
      await picture.close();
    }
  });
}

function inMemory(bytes: Uint8Array<ArrayBuffer>) {
  return { format: formatOf(bytes, 'source'), bytes };
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}

function copyOf(raw: RawImage): RawImage {
  return { ...raw, data: raw.data.slice() };
}

function decoded(raw: RawImage): OpenSource {
  return { image: { raw }, size: sizeOf(raw), close: async () => {} };
}
