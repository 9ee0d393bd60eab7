/** The value of each number that is scaled to 1000 (DiffusionSat, arXiv 2312.03606), in the order of the embeddings. */
const RANGES = { longitude: 360, latitude: 180, gsd: 1, cloudCover: 1, year: 120, month: 12, day: 31 };

export type MetadataField = keyof typeof RANGES;
export const METADATA_FIELDS = Object.keys(RANGES);

/** The numbers that the UNet embeds; unknown ones are 0. */
export function scaleMetadata(
  metadata: Readonly<Partial<Record<MetadataField, number | undefined>>>,
): Float32Array {
  return Float32Array.from(Object.entries(RANGES), ([name, range]) => {
    return ((metadata[name as MetadataField] ?? 0) / range) * 1000;
  });
}
