import type { FileHandle } from 'node:fs/promises';
import { COMPRESSION, type Layout, PHOTOMETRIC, type Raster, readLayout } from '../raster/layout.js';
import { alphaOf, type PictureOptions } from '../raster/picture.js';
import { openBeside } from '../raster/pyramid.js';
import type { Stored } from '../raster/stored.js';
import { type ByteSource, fromBytes, readBytes } from '../raster/tags.js';
import { unsupported } from '../raster/unsupported.js';
import type { Content } from './content.js';
import { isLosslessWebp } from './format.js';
import { chooseMask } from './mask.js';
import type { OpenFile } from './opened.js';
import { checkBands } from './pixels.js';
import { checkPixels } from './raw-image.js';
import { resize } from './resize.js';
import { uprightSize } from './turn.js';
import { bandsWarning, nodataWarnings, profileWarning, rangeWarnings } from './warnings.js';
import { inWorker } from './workers.js';

/**
 * Opens a TIFF. Only its tags are read.
 *
 * @throws ImageError, OptionError
 * @throws Error for damaged tags
 */
export async function openTiff(
  content: Content,
  label: string,
  options: PictureOptions,
  signal?: AbortSignal,
): Promise<OpenFile> {
  const handles: FileHandle[] = 'file' in content ? [content.file] : [];
  const close = async () => {
    await Promise.all(handles.splice(0).map((handle) => handle.close()));
  };
  try {
    const source: ByteSource = 'file' in content ? content.file : fromBytes(content.bytes);
    const size = 'file' in content ? content.size : content.bytes.length;
    const stored: Stored = 'file' in content ? { fd: content.file.fd } : content.bytes;
    const raster = await readLayout(source, size, label);
    checkPixels(label, raster);
    checkOptions(raster, options, label);
    const { width, height } = raster;
    const openMaskOf = async () => {
      if (raster.mask) return { stored, layout: raster.mask };
      const sidecar = 'file' in content ? await openSidecar(content.path, raster, label) : undefined;
      if (!sidecar) return undefined;
      handles.push(sidecar.file);
      return { stored: { fd: sidecar.file.fd }, layout: sidecar.layout };
    };
    return {
      ...uprightSize(raster, raster.orientation),
      async rgb(wanted) {
        const mask = await openMaskOf();
        const task = { kind: 'picture', stored, raster, options, ...(mask && { mask }) } as const;
        const { data, bands, stretch, dataless, isProfileBad, ...size } = await inWorker(task, signal);
        const pixels = width * height;
        const isUnsaid = !options.bands && bands.length === 3 && raster.bands > 3 && !isRgb(raster);
        const image = await resize({ data, ...sized(size), channels: 3 }, wanted, signal);
        const warnings = [
          ...(isUnsaid ? [bandsWarning(bands, raster.bands, label)] : []),
          ...(isProfileBad ? [profileWarning(label)] : []),
          ...nodataWarnings(dataless, pixels, label),
          // Pixels without data are black.
          ...(dataless > pixels / 2 ? [] : rangeWarnings(image, stretch, label)),
        ];
        return { image, bands, stretch, warnings };
      },
      async mask(threshold) {
        const isLossy = await isLossyTiff(source, raster);
        const found = await inWorker({ kind: 'mask', stored, raster, threshold, isLossy }, signal);
        return { data: chooseMask(found.colours, found.alpha), ...sized(found), channels: 1 };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whether the tags say which bands are red, green and blue, or leave no choice beside alpha. */
function isRgb(raster: Raster): boolean {
  const colours = raster.bands - (alphaOf(raster) === undefined ? 0 : 1);
  return raster.photometric === PHOTOMETRIC.rgb || colours === 3;
}

function sized({ width, height }: { width: number; height: number }) {
  return { width, height };
}

function checkOptions({ photometric, bands: most }: Raster, { bands }: PictureOptions, label: string): void {
  if (!bands) return;
  if (photometric === PHOTOMETRIC.palette)
    throw unsupported(
      `The ${label} image has a palette and so no bands to choose from.`,
      'Leave the bands out, or convert it, for example: gdal_translate -expand rgb in.tif out.tif',
    );
  checkBands(bands, most, label);
}

/** The mask that GDAL keeps in a file beside the image, if there is one of the same size. */
async function openSidecar(
  image: string,
  { width, height }: Raster,
  label: string,
): Promise<{ file: FileHandle; layout: Layout } | undefined> {
  const beside = await openBeside(`${image}.msk`, true, label);
  if (!beside) return undefined;
  const { file, levels } = beside;
  const { layout } = levels[0]!;
  if (layout.width === width && layout.height === height) return { file, layout };
  await file.close();
  return undefined;
}

/** Whether samples may differ a little from what was written. The first block of WebP tells. */
export async function isLossyTiff(
  source: ByteSource,
  { compression, offsets, byteCounts }: Raster,
): Promise<boolean> {
  if (compression !== COMPRESSION.webp) return compression === COMPRESSION.jpeg;
  // A block without bytes is left out of the file.
  const first = byteCounts.findIndex((bytes) => bytes > 0);
  return first !== -1 && !isLosslessWebp(await readBytes(source, offsets[first]!, byteCounts[first]!));
}
