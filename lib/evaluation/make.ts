import { type Composite, type Manifest, openComposite } from '../dataset/index.js';
import { makeFolder } from '../files/folders.js';
import { replaceFile } from '../files/write.js';
import type { Harmonizer } from '../harmonizer.js';
import { provenance } from '../image/provenance.js';
import type { RgbImage } from '../image/raw-image.js';
import { encodeImage } from '../image/save.js';
import type { FeatureExtractor } from '../metrics/index.js';
import { coreMethod, sourceTypeOf } from '../request/methods.js';
import { throwIfAborted } from '../values/abort.js';
import type { Files } from './files.js';
import { makeReference, measure, measureReal, type Reference, scoredEdgeRatio } from './measures.js';
import type { ModelGroup } from './models.js';
import type { Row, Rows } from './rows.js';
import type { Variant } from './variants.js';

/** What is needed to make one model's composites. */
export interface Work {
  group: ModelGroup;
  /** Pixels per latent pixel that set the width of the edge band, which may differ from the model's own. */
  factor: number;
  harmonizer: Harmonizer;
  manifest: Manifest;
  files: Files;
  rows: Rows;
  clip: FeatureExtractor | null;
  signal: AbortSignal | undefined;
}

/** Makes the missing results of one model's variants, composite by composite. */
export async function makeAll(work: Work, onMade: () => void): Promise<void> {
  const { group, factor, harmonizer, manifest, files, rows, clip } = work;
  for (const item of manifest.items) {
    const missing = group.variants.filter(({ name }) => !rows.get(item.id, name));
    if (missing.length === 0) continue;
    const composite = await openComposite(manifest, item, harmonizer.canvas);
    const reference = await makeReference(composite, harmonizer.canvas, factor, clip);
    await makeFolder(files.imagesOf(item.id));
    for (const variant of missing) {
      throwIfAborted(work.signal);
      const { image, ...result } = await makeOne(work, variant, composite, reference);
      const path = files.image(item.id, variant.name);
      const xmp = provenanceOf(variant);
      await replaceFile(path, [await encodeImage(image, 'png', { xmp })]);
      await rows.add({ id: item.id, variant: variant.name, box: composite.box, ...result });
      onMade();
    }
  }
}

async function makeOne(
  { group, factor, harmonizer, clip, signal }: Work,
  { method, options }: Variant,
  composite: Composite,
  reference: Reference,
): Promise<Pick<Row, 'timestep' | 'measures' | 'timings'> & { image: RgbImage }> {
  // Scored again, because the variant's own scores depend on its edge ratio and its VAE's factor.
  const { box } = composite;
  const edgeWidthRatio = scoredEdgeRatio(box, factor, group.model.vae.shape.factor);
  const score = async (image: RgbImage) =>
    (await harmonizer.score(image, { box, edgeWidthRatio, signal })).mean;
  if (method === 'real') {
    const { target: image } = reference;
    const measures = measureReal(reference, await score(image));
    return { timestep: null, measures, timings: { seconds: null }, image };
  }
  const { winner, timings } = await harmonizer.harmonize({ ...composite, method, ...options, signal });
  const { image } = winner!;
  return {
    timestep: winner!.timestep,
    measures: await measure(image, reference, await score(image), clip),
    timings: { seconds: timings.total! / 1000 },
    image,
  };
}

/** How the target itself came about is unknown. */
export function provenanceOf({ method, options }: Pick<Variant, 'method' | 'options'>): string {
  return provenance(method === 'real' ? undefined : sourceTypeOf(coreMethod(method, options.mode)));
}
