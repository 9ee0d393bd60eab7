import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The request that the golden.json of a model folder describes. */
export function readRequest(folder) {
  const {
    bbox,
    prompts,
    metadata,
    steps = 20,
  } = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8'));
  const [x, y, width, height] = bbox;
  const [longitude, latitude, gsd, cloudCover, year, month, day] = (metadata ?? []).map(
    (v) => v ?? undefined,
  );
  return {
    target: join(folder, 'target.png'),
    source: join(folder, 'source.png'),
    box: { x, y, width, height },
    prompts: { source: prompts.source, target: prompts.target },
    metadata: { longitude, latitude, gsd, cloudCover, year, month, day },
    steps,
  };
}
