import test from 'ava';
import { check } from './fuzz/check.js';
import { parsers } from './fuzz/parsers.js';

// Every parser of untrusted input reads malformed inputs or refuses them with an error of this package. `npm run fuzz`
// tries many more inputs.

const SEED = 20_261_128;
const RUNS = 150;

for (const parser of parsers) {
  test.serial(`malformed inputs: ${parser.name}`, async (t) => {
    const { endings, finding } = await check(parser, { runs: RUNS, seed: SEED });
    t.is(finding?.text, undefined);
    t.log(Object.fromEntries(endings));
    const refused = RUNS - (endings.get('read') ?? 0);
    t.true(refused > RUNS / 10, 'hardly any input is malformed');
  });
}
