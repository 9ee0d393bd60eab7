// Harmonises a fixture on the simulated device, several times and with two sizes of patches, and prints the digest of the
// winners. node test/support/harmonise.mjs FOLDER
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Harmonizer } from '../../dist/index.js';

const [, , folder] = process.argv;
const { bbox, prompts } = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8'));
const [x, y, width, height] = bbox;
const hash = createHash('sha256');
const harmonizer = await Harmonizer.load(folder, { device: 'cuda', engine: 'tensorrt', precision: 'fp32' });
const [small, large] = [
  { x, y, width: 48, height: 40 },
  { x, y, width, height },
];
for (const box of [small, small, large, large, large]) {
  const { winner } = await harmonizer.harmonize({
    target: join(folder, 'target.png'),
    source: join(folder, 'source.png'),
    box,
    prompts: { source: prompts.source, target: prompts.target },
    steps: 5,
    candidateRange: [1, 3],
  });
  hash.update(winner.image.data);
}
await harmonizer.close();
console.log(hash.digest('hex'));
