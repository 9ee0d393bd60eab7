import { MetricError } from '../errors.js';
import type { RgbImage, Size } from '../image/raw-image.js';

/** @throws MetricError (`METRIC_SIZE`) unless `image` holds three 8-bit samples for each of its pixels */
export function checkImage(image: RgbImage, label: string): void {
  const { data, width, height } = image;
  if (data?.length === width * height * 3 && data.length > 0) return;
  throw new MetricError(
    'METRIC_SIZE',
    `${label} has ${data?.length} samples for ${width} x ${height} px; it must be RGB, three for each pixel.`,
  );
}

/** @throws MetricError (`METRIC_SIZE`) unless both are RGB images and of one size */
export function checkPair(a: RgbImage, b: RgbImage): void {
  checkImage(a, 'The first image');
  checkImage(b, 'The second image');
  if (a.width === b.width && a.height === b.height) return;
  throw new MetricError(
    'METRIC_SIZE',
    `The images are ${a.width} x ${a.height} and ${b.width} x ${b.height} px; resize or cut one to the other's size.`,
  );
}

/** @throws MetricError (`METRIC_SIZE`) unless `mask` has one value for each pixel of a `width` x `height` image */
export function checkMask(mask: Uint8Array, { width, height }: Size): void {
  if (mask.length === width * height) return;
  throw new MetricError(
    'METRIC_SIZE',
    `The mask has ${mask.length} values; the image of ${width} x ${height} px needs ${width * height}.`,
  );
}

/** @throws MetricError (`METRIC_VALUE`) for an infinite value or one that is no number; `label` names what holds it */
export function checkFinite(values: ArrayLike<number>, label: string): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    throw new MetricError(
      'METRIC_VALUE',
      `${label} holds ${values[i]} at ${i}; leave it out, or find out why its extractor gives such values.`,
    );
  }
}
