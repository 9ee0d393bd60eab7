import { ImageError } from '../errors.js';
import { readContent } from '../image/content.js';
import { guard } from '../image/guard.js';
import { checkBands } from '../image/pixels.js';
import { bandsWarning } from '../image/warnings.js';
import { PHOTOMETRIC, type Raster } from '../raster/layout.js';
import { type RasterMap, readMap } from '../raster/map.js';
import { stretchWithoutSamples } from '../raster/overall.js';
import { alphaOf, defaultBands } from '../raster/picture.js';
import { type OpenPyramid, openPyramid } from '../raster/pyramid.js';
import type { Stretch } from '../raster/stretch.js';
import { unsupportedTiff } from '../raster/unsupported.js';
import { hasPlainBands } from '../raster/valid.js';
import type { ComposeOptions } from '../request/compose.js';
import type { Warning } from '../warnings.js';
import type { Seen } from './prepare.js';
import { inWorker } from './workers.js';

/** A scene, and how the model sees it. Close it. */
export interface OpenScene extends OpenPyramid {
  map: RasterMap | undefined;
  seen: Seen;
  warnings: Warning[];
}

/**
 * Opens a scene, and chooses its bands and their stretch.
 *
 * @throws ImageError, OptionError
 * @throws AbortError
 */
export async function openScene(composition: SceneReading): Promise<OpenScene> {
  const { scene: path, targetBands, targetStretch, signal } = composition;
  const scene = await openPlain(path, signal);
  try {
    const bands = targetBands ?? defaultBands(scene.raster);
    checkBands(bands, scene.raster.bands, 'target');
    const seen = await see(scene, bands, targetStretch, signal, 'scene');
    const warnings = bandsWarnings('target', scene.raster, seen.bands, targetBands);
    return { ...scene, seen, warnings, map: await guard('scene', () => readMap(path, scene.raster)) };
  } catch (error) {
    await scene.close();
    throw error;
  }
}

/** Options of a composition that are about reading its scene. */
export type SceneReading = Pick<ComposeOptions, 'scene' | 'targetBands' | 'targetStretch' | 'signal'>;

/** Opens a raster whose bands are measurements or colours. @throws ImageError */
export async function openPlain(path: string, signal: AbortSignal | undefined): Promise<OpenPyramid> {
  return guard('scene', async () => {
    const content = await readContent(path, 'scene', signal);
    if (content.format !== 'tiff' || !('file' in content))
      throw new ImageError(
        'IMAGE_UNSUPPORTED',
        `The scene ${path} is ${content.format === 'tiff' ? 'a pipe' : `a ${content.format.toUpperCase()} file`}; a scene must be a TIFF in a regular file. Convert it, for example: gdal_translate in.${content.format} out.tif`,
      );
    const scene = await openPyramid(content, 'scene');
    const { raster } = scene;
    if (hasPlainBands(raster)) return scene;
    await scene.close();
    const isPalette = raster.photometric === PHOTOMETRIC.palette;
    throw unsupportedTiff(
      'scene',
      isPalette ? 'has a palette, whose indices cannot be blended' : 'holds inks (CMYK)',
      isPalette ? 'gdal_translate -expand rgb' : 'convert -colorspace sRGB',
    );
  });
}

/** Which bands of a raster the model sees, counted from 1, and how their samples become levels. */
export async function see(
  { raster, levels }: Pick<OpenPyramid, 'raster' | 'levels'>,
  bands: readonly number[],
  asked: Stretch | undefined,
  signal: AbortSignal | undefined,
  label: string,
): Promise<Seen> {
  const zeroBased = bands.map((band) => band - 1);
  const stretch =
    stretchWithoutSamples(raster, asked) ??
    (await guard(label, async () => {
      const task = {
        kind: 'stretch',
        pyramid: { raster, levels },
        bands: zeroBased,
        stretch: asked,
      } as const;
      return (await inWorker(task, signal)).stretch;
    }));
  return { bands: zeroBased, stretch, inverted: raster.photometric === PHOTOMETRIC.whiteIsZero };
}

/** A warning for bands that nobody has chosen. */
export function bandsWarnings(
  label: 'target' | 'source',
  raster: Raster,
  seen: readonly number[],
  asked: readonly number[] | undefined,
): Warning[] {
  const colours = raster.bands - (alphaOf(raster) === undefined ? 0 : 1);
  const isUnsaid = !asked && seen.length === 3 && colours > 3 && raster.photometric !== PHOTOMETRIC.rgb;
  return isUnsaid
    ? [
        bandsWarning(
          seen.map((band) => band + 1),
          raster.bands,
          label,
        ),
      ]
    : [];
}
