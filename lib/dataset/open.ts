import { join } from 'node:path';
import { ImageError, ManifestError } from '../errors.js';
import { digest } from '../files/digest.js';
import { readRegular } from '../files/read.js';
import { readImage } from '../image/open.js';
import { cutBox, type RgbImage } from '../image/raw-image.js';
import type { Box, Metadata } from '../request/harmonize.js';
import { type Kind, object, path, whole } from '../request/option.js';
import { check } from '../request/read.js';
import { readFields } from '../values/fields.js';
import type { Size } from '../values/size.js';
import { type Manifest, type ManifestItem, type ManifestScene, readItem } from './manifest.js';
import { LARGEST_FILE } from './scenes.js';

/** A composite in the form of the options of `Harmonizer.harmonize`. */
export interface Composite {
  /** The scene's file. */
  target: Uint8Array;
  /** The patch: its part of the scene. */
  source: RgbImage<Uint8Array>;
  /** In pixels of the canvas. */
  box: Box;
  prompts: { target: string; source: string };
  metadata: Metadata;
}

/** One latent pixel of Stable Diffusion's VAE, in pixels; several latent pixels of a VAE with a smaller factor. */
const MIN_SIDE = 8;

/** A size in pixels; other properties, as of an image, do not count. */
export const SIZE: Kind<Size> = {
  schema: object({ width: whole(1, 2 ** 16).schema, height: whole(1, 2 ** 16).schema }, '{ width, height }'),
  expected: '{ width, height }',
};

/**
 * Opens a composite for a canvas of any size, in the form that `Harmonizer.harmonize` takes.
 *
 * @param manifest has the folder of scenes
 * @param item a composite of the manifest
 * @param canvas in pixels, such as `Harmonizer.canvas`; box and GSD are scaled to it
 * @throws OptionError for an invalid item or canvas
 * @throws ImageError for a scene that is missing or cannot be decoded, ManifestError for one that is not the manifest's
 * file or does not have the crop
 * @example
 * import { openComposite, readManifest } from 'harmonidiff/dataset';
 *
 * const manifest = await readManifest('manifest.jsonl');
 * const composite = await openComposite(manifest, manifest.items[0]!, harmonizer.canvas);
 * const { winner } = await harmonizer.harmonize(composite);
 */
export async function openComposite(
  manifest: Pick<Manifest, 'folder'>,
  item: ManifestItem,
  canvas: Size,
): Promise<Composite> {
  const folder = check(path('<folder>'), readFields(manifest, ['folder'])?.folder, 'manifest.folder');
  const size = check(SIZE, canvas, 'canvas');
  const { id, target, source, box, prompts, metadata } = readItem(item, 'item');
  const file = await readChecked(folder, source, `source of composite ${id}`);
  return {
    target: await readChecked(folder, target, `target of composite ${id}`),
    source: await readCrop(file, source, id),
    box: scaleBox(box, target, size),
    prompts,
    metadata: scaleGsd(metadata, target, size),
  };
}

/** The whole scene is decoded first, so that its stretch does not depend on the crop. */
async function readCrop(file: Uint8Array, { crop }: ManifestItem['source'], id: string) {
  const { image } = await readImage(file, `source of composite ${id}`);
  const { x, y, width, height } = crop;
  if (x + width <= image.width && y + height <= image.height) return cutBox(image, crop);
  throw new ManifestError(
    'MANIFEST_INVALID',
    `The source of composite ${id} is cut out at x ${x}, y ${y}, ${width} x ${height} px, but its scene has only ` +
      `${image.width} x ${image.height} px; make the manifest again.`,
  );
}

/** Edges keep their position to within a pixel. A side is at least `MIN_SIDE` long, or all of a smaller canvas. */
export function scaleBox(box: Box, target: Size, canvas: Size): Box {
  const span = (from: number, length: number, side: 'width' | 'height'): [number, number] => {
    const scale = canvas[side] / target[side];
    const first = Math.round(from * scale);
    const scaled = Math.max(Math.round((from + length) * scale) - first, Math.min(MIN_SIDE, canvas[side]));
    return [Math.min(first, canvas[side] - scaled), scaled];
  };
  const [x, width] = span(box.x, box.width, 'width');
  const [y, height] = span(box.y, box.height, 'height');
  return { x, y, width, height };
}

function scaleGsd(metadata: Metadata, target: Size, canvas: Size): Metadata {
  const { gsd } = metadata;
  if (gsd === undefined) return metadata;
  // Pixels may no longer be square, so this is the geometric mean of their sides.
  return {
    ...metadata,
    gsd: gsd * Math.sqrt((target.width * target.height) / (canvas.width * canvas.height)),
  };
}

async function readChecked(folder: string, scene: ManifestScene, label: string): Promise<Uint8Array> {
  const path = join(folder, scene.path);
  const bytes = await readRegular(path, LARGEST_FILE).catch((cause) => {
    throw new ImageError(
      'IMAGE_NOT_FOUND',
      `The ${label} cannot be read: ${path} (${cause.message}). Is ${folder} the folder that the manifest was made from?`,
      { cause },
    );
  });
  if (digest(bytes) === scene.sha256) return bytes;
  throw new ManifestError(
    'CHECKSUM_MISMATCH',
    `The ${label}, ${path}, is not the manifest's file: its SHA-256 is not ${scene.sha256}. ` +
      'Use the scenes that the manifest was made from, or create a new manifest.',
  );
}
