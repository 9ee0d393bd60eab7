import { LabelsError } from '../errors.js';
import { readContent } from '../image/content.js';
import { guard } from '../image/guard.js';
import { type Layout, PHOTOMETRIC, type Raster, readLayout } from '../raster/layout.js';
import { fillOf } from '../raster/picture.js';
import { readBands } from '../raster/read.js';
import { type BandData, newSamples, type SampleType } from '../raster/samples.js';
import type { Window } from '../raster/window.js';
import { stripesOf } from '../scene/source.js';
import type { Size } from '../values/size.js';
import { readPngNumbers } from './png.js';

/** An image with the number of a class in each pixel. Close it. */
export interface ClassRaster extends Size {
  path: string;
  /** Numbers [height, width] of a window. @throws Error for a damaged file */
  read(window: Window): Promise<BandData>;
  /** The number of pixels without a class. */
  nodata?: number;
  close(): Promise<void>;
}

/**
 * Opens the class raster of a source: a TIFF of whole numbers in one band, or a PNG with a palette or in greyscale, whose
 * stored numbers are the classes.
 *
 * @param image path and size of the image that it belongs to
 * @throws LabelsError (`LABELS_INVALID`) for an image of another kind or size
 * @throws ImageError for one that cannot be read
 */
export function openClassRaster(path: string, image: { path: string; size: Size }): Promise<ClassRaster> {
  return guard(LABEL, async () => {
    const content = await readContent(path, LABEL);
    if (content.format === 'png' && 'bytes' in content) {
      const { samples, ...size } = readPngNumbers(content.bytes, LABEL);
      requireSize(size, image, path);
      return { ...size, path, read: async (window) => cut(samples, size, window), close: async () => {} };
    }
    if (content.format !== 'tiff' || !('file' in content))
      throw new LabelsError(
        'LABELS_INVALID',
        `The class raster ${path} is neither a TIFF nor a PNG. Convert it without loss, for example: gdal_translate in.${content.format} out.tif`,
      );
    const { file, size } = content;
    try {
      const raster = await readLayout(file, size, LABEL);
      requireClasses(raster, path);
      requireSize(raster, image, path);
      const { width, height, nodata } = raster;
      return {
        ...{ width, height, path },
        read: async (window) => (await readBands(file, raster, [0], fillOf(raster), window))[0]!,
        ...(nodata !== undefined && { nodata }),
        close: () => file.close(),
      };
    } catch (error) {
      await file.close();
      throw error;
    }
  });
}

/** What messages of images call a class raster. */
const LABEL = 'class raster';

/**
 * Whether a TIFF can hold classes, such as that of a scene.
 *
 * @throws LabelsError (`LABELS_INVALID`)
 */
export function requireClasses(layout: Layout, path: string): void {
  const { bands, format, photometric } = layout;
  const isPlain = [PHOTOMETRIC.whiteIsZero, PHOTOMETRIC.blackIsZero, PHOTOMETRIC.palette].includes(
    photometric,
  );
  if (bands === 1 && format !== 'float' && isPlain) return;
  const said = bands > 1 ? `${bands} bands` : format === 'float' ? 'floating-point numbers' : 'colours';
  throw new LabelsError(
    'LABELS_INVALID',
    `The class raster ${path} has ${said}; it must have one band of whole numbers, the class of each pixel. Convert it, for example: gdal_translate -b 1 -ot Byte in.tif out.tif`,
  );
}

/** @throws LabelsError (`LABELS_INVALID`) if a class raster has another size than its image */
export function requireSize(found: Size, image: { path: string; size: Size }, path: string): void {
  const { width, height } = image.size;
  if (found.width === width && found.height === height) return;
  throw new LabelsError(
    'LABELS_INVALID',
    `The class raster ${path} has ${found.width} x ${found.height} px, and ${image.path} has ${width} x ${height} px. Give the class raster that belongs to this image.`,
  );
}

function cut(samples: BandData, { width }: Size, window: Window): BandData {
  const part = samples.slice(0, window.width * window.height);
  for (let y = 0; y < window.height; y++) {
    const start = (window.y + y) * width + window.x;
    part.set(samples.subarray(start, start + window.width), y * window.width);
  }
  return part;
}

/**
 * Whether the scene's class raster can hold the classes in a window of a source's.
 *
 * @param name what messages call the source
 * @throws LabelsError (`LABELS_INVALID`) for one that it cannot
 * @throws Error for a damaged file
 */
export async function requireFits(
  classes: ClassRaster,
  window: Window,
  scene: ConstructorParameters<typeof ClassWriter>[0],
  name: string,
): Promise<void> {
  const writer = new ClassWriter(scene, 1, name);
  for (const stripe of stripesOf(window, 1))
    for (const number of new Set(await classes.read(stripe)))
      if (number !== classes.nodata) writer.put(0, number);
}

/** Numbers of a source, in the sample type of the scene's class raster. */
export class ClassWriter {
  readonly plane: BandData;
  private readonly lowest: number;
  private readonly highest: number;

  /**
   * @param scene class raster of the scene
   * @param name what messages call the patch
   */
  constructor(
    private readonly scene: Pick<Raster, keyof SampleType | 'nodata'>,
    length: number,
    private readonly name: string,
  ) {
    const { format, bits } = scene;
    this.plane = newSamples(scene, length);
    [this.lowest, this.highest] =
      format === 'int' ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  }

  /** @throws LabelsError (`LABELS_INVALID`) for a number that the scene's sample type does not have */
  put(at: number, number: number): void {
    if (!(number >= this.lowest && number <= this.highest && Number.isInteger(number)))
      throw new LabelsError(
        'LABELS_INVALID',
        `${this.name} has the class ${number}, and the class raster of the scene holds whole numbers from ${this.lowest} to ${this.highest}. Convert that raster to a larger sample type with gdal_translate -ot, or change the class.`,
      );
    this.plane[at] = number;
  }

  /** What a pixel without a class gets. */
  get none(): number {
    return this.scene.nodata ?? 0;
  }
}
