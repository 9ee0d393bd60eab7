import { type Manifest, openComposite } from '../dataset/index.js';
import { readImage } from '../image/open.js';
import { type FeatureExtractor, type Features, frechetDistance } from '../metrics/index.js';
import { throwIfAborted } from '../values/abort.js';
import type { Size } from '../values/size.js';
import type { Files } from './files.js';

/**
 * The Fréchet distance between each variant's results and their targets. The results are read from the written images,
 * so that a resumed run needs no other state. There is one target for each composite, so that both sets have the same
 * size and the distance of unchanged targets is 0.
 *
 * @param report called with the number of finished images
 * @returns distances by variant; none if there are too few composites for a covariance
 */
export async function frechetDistances(
  extractor: FeatureExtractor,
  manifest: Manifest,
  files: Files,
  canvas: Size,
  variants: readonly string[],
  { signal, report }: { signal?: AbortSignal | undefined; report: (done: number) => void },
): Promise<Map<string, number>> {
  const distances = new Map<string, number>();
  if (manifest.items.length < 2 || variants.length === 0) return distances;
  let done = 0;
  const extract = async (image: Parameters<FeatureExtractor['extract']>[0]) => {
    throwIfAborted(signal);
    const features = await extractor.extract(image);
    report(++done);
    return features;
  };
  const targets: Features[] = [];
  for (const item of manifest.items) {
    const { target } = await openComposite(manifest, item, canvas);
    targets.push(await extract((await readImage(target, 'target', canvas)).image));
  }
  for (const variant of variants) {
    const results: Features[] = [];
    for (const { id } of manifest.items) results.push(await extract(files.image(id, variant)));
    distances.set(variant, frechetDistance(results, targets));
  }
  return distances;
}
