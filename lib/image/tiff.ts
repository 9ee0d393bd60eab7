import type { FileHandle } from 'node:fs/promises';
import { openRegular } from '../files/read.js';
import {
  COMPRESSION,
  type Layout,
  PHOTOMETRIC,
  type Raster,
  readLayout,
  unsupported,
} from '../raster/layout.js';
import type { PictureOptions } from '../raster/picture.js';
import { type ByteSource, fromBytes, readBytes } from '../raster/tags.js';
import { reasonOf } from '../values/show.js';
import type { Content } from './content.js';
import { inWorker } from './decoding.js';
import { isLosslessWebp } from './format.js';
import { chooseMask } from './mask.js';
import type { OpenFile } from './open.js';
import { checkBands } from './pixels.js';
import { checkPixels } from './raw-image.js';
import { resize } from './resize.js';
import { isSideways } from './turn.js';
import { warnOfNodata, warnOfProfile, warnOfRange } from './warnings.js';
import type { Stored } from './worker.js';

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
    const sidecar = 'file' in content && !raster.mask ? await openSidecar(content.path, raster) : undefined;
    if (sidecar) handles.push(sidecar.file);
    const { width, height } = raster;
    const mask = raster.mask
      ? { stored, layout: raster.mask }
      : sidecar && { stored: { fd: sidecar.file.fd }, layout: sidecar.layout };
    return {
      ...(isSideways(raster.orientation) ? { width: height, height: width } : { width, height }),
      async rgb(wanted) {
        const task = { kind: 'picture', stored, raster, options, ...(mask && { mask }) } as const;
        const { data, bands, stretch, dataless, isProfileBad, ...size } = await inWorker(task, signal);
        const image = await resize({ data, ...sized(size), channels: 3 }, wanted);
        const warnings = [
          ...(isProfileBad ? [warnOfProfile(label)] : []),
          ...warnOfNodata(dataless, width * height, label),
          ...warnOfRange(image, stretch, label),
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

function sized({ width, height }: { width: number; height: number }) {
  return { width, height };
}

function checkOptions({ photometric, bands: most }: Raster, { bands }: PictureOptions, label: string): void {
  if (!bands) return;
  if (photometric === PHOTOMETRIC.palette)
    throw unsupported(
      label,
      'has a palette, whose indices are no bands',
      'gdal_translate -expand rgb in.tif out.tif',
    );
  checkBands(bands, most, label);
}

/** The mask that GDAL keeps in a file beside the image, if there is one. */
async function openSidecar(
  path: string,
  raster: Raster,
): Promise<{ file: FileHandle; layout: Layout } | undefined> {
  const file = await openRegular(`${path}.msk`).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENAMETOOLONG' || error.code === 'ENOTDIR')
      return undefined;
    throw new Error(`its mask ${path}.msk cannot be read: ${reasonOf(error)}`, { cause: error });
  });
  if (!file) return undefined;
  try {
    const layout = await readLayout(file, (await file.stat()).size, 'mask');
    if (layout.width === raster.width && layout.height === raster.height) return { file, layout };
  } catch (error) {
    await file.close();
    throw new Error(`its mask ${path}.msk cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  await file.close();
  return undefined;
}

/** Whether samples may differ a little from what was written. The first block of WebP tells. */
async function isLossyTiff(
  source: ByteSource,
  { compression, offsets, byteCounts }: Raster,
): Promise<boolean> {
  if (compression !== COMPRESSION.webp) return compression === COMPRESSION.jpeg;
  return !isLosslessWebp(await readBytes(source, offsets[0]!, byteCounts[0]!));
}
