import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { ImageError, ManifestError } from '../errors.js';
import type { Size } from '../image/raw-image.js';
import type { Metadata } from '../model/metadata.js';
import { inRange } from '../request/checks.js';
import type { Box } from '../request/placement.js';
import type { Manifest, ManifestItem, ManifestScene } from './manifest.js';

/** What `Harmonizer.harmonize` takes. */
export interface Composite {
  /** The scene's file. */
  target: Uint8Array;
  /** The patch. */
  source: Sharp;
  /** In pixels of the canvas. */
  box: Box;
  prompts: { target: string; source: string };
  metadata: Metadata;
}

/** One latent pixel of Stable Diffusion's VAE, in pixels; of one with a smaller factor it is several. */
const MIN_SIDE = 8;

/**
 * The composite `item` on a canvas of any size.
 *
 * @throws ImageError for a scene that is not there, ManifestError for one that is not the manifest's
 */
export async function openComposite(
  { folder }: Pick<Manifest, 'folder'>,
  item: ManifestItem,
  canvas: Size,
): Promise<Composite> {
  for (const side of ['width', 'height'] as const) inRange(`canvas.${side}`, canvas[side], 1, 2 ** 16, true);
  const { target, source, prompts } = item;
  const file = await readChecked(folder, source, `source of composite ${item.id}`);
  const { x, y, width, height } = source.crop;
  return {
    target: await readChecked(folder, target, `target of composite ${item.id}`),
    source: sharp(file, { failOn: 'error' }).autoOrient().extract({ left: x, top: y, width, height }),
    box: scaleBox(item.box, target, canvas),
    prompts: { ...prompts },
    metadata: scaleGsd(item.metadata, target, canvas),
  };
}

/** Edges stay where they are, to a pixel; a side has `MIN_SIDE` or, on a smaller canvas, all of it. */
function scaleBox(box: Box, target: Size, canvas: Size): Box {
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
  // Of pixels that are no longer square, the geometric mean of their sides.
  return {
    ...metadata,
    gsd: gsd * Math.sqrt((target.width * target.height) / (canvas.width * canvas.height)),
  };
}

async function readChecked(folder: string, scene: ManifestScene, label: string): Promise<Uint8Array> {
  const path = join(folder, scene.path);
  const bytes = await readOrdinary(path).catch((cause) => {
    throw new ImageError(
      'IMAGE_NOT_FOUND',
      `The ${label} cannot be read: ${path}. Is ${folder} the folder that the manifest was made from?`,
      { cause },
    );
  });
  if (sha256(bytes) === scene.sha256) return bytes;
  throw new ManifestError(
    'CHECKSUM_MISMATCH',
    `The ${label}, ${path}, is another file than the manifest's: its SHA-256 is not ${scene.sha256}. ` +
      'Take the scenes that the manifest was made from, or make a new one.',
  );
}

/** A pipe or a device could keep the reader waiting for ever. */
async function readOrdinary(path: string): Promise<Uint8Array> {
  if (!(await stat(path)).isFile()) throw new Error('it is no ordinary file');
  return readFile(path);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
