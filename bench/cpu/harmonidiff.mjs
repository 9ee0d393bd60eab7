// Times one image of this package and prints one line of JSON, as peer.py does.
//
// node bench/cpu/harmonidiff.mjs --model DIR --request DIR --engine NAME --precision NAME --threads N [--repeat R]
//   [--out FILE.png] [--steps N] [--candidates N] [--prepared]
import sharp from 'sharp';
import { Harmonizer } from '../../dist/index.js';
import { readRequest } from '../request.mjs';
import { readContenderFlags, reportTimes } from './contender.mjs';

const values = readContenderFlags({
  steps: { type: 'string' },
  candidates: { type: 'string' },
  prepared: { type: 'boolean', default: false },
});
const request = readRequest(values.request);
if (values.steps) request.steps = Number(values.steps);
if (values.candidates) {
  // The first candidates of the usual range: the depth of the inversion stays the same.
  const first = Math.floor((3 * request.steps) / 10);
  request.candidateRange = [first, first + Number(values.candidates)];
}

await reportTimes(time);

async function time() {
  const { engine, precision, threads } = values;
  const begin = performance.now();
  const harmonizer = await Harmonizer.load(values.model, {
    device: 'cpu',
    engine,
    precision,
    threads: Number(threads),
  });
  const loadSeconds = since(begin);
  try {
    const given = values.prepared ? await withPreparedTarget(harmonizer) : request;
    const first = await one(harmonizer, given);
    const firstResultAt = Date.now() / 1000;
    const runs = [];
    for (let i = 0; i < Number(values.repeat); i++) runs.push(await one(harmonizer, given));
    const { winner } = runs.at(-1).result;
    if (values.out) await sharp(winner.image.data, { raw: winner.image }).toFile(values.out);
    return {
      seconds: runs.map(({ seconds }) => seconds),
      load_seconds: loadSeconds,
      first_seconds: first.seconds,
      first_result_at: firstResultAt,
      peak_rss_bytes: process.resourceUsage().maxRSS * 1024,
      winner: winner.timestep,
    };
  } finally {
    await harmonizer.close();
  }
}

/** The request with a target that is encoded and inverted already. Closing the harmonizer frees it. */
async function withPreparedTarget(harmonizer) {
  const { target, source, box, prompts, metadata, steps } = request;
  const prepared = await harmonizer.prepareTarget({
    ...{ target, metadata, steps },
    prompts: { target: prompts.target },
  });
  return { target: prepared, source, box, prompts: { source: prompts.source } };
}

async function one(harmonizer, given) {
  const begin = performance.now();
  const result = await harmonizer.harmonize(given);
  return { seconds: since(begin), result };
}

function since(begin) {
  return (performance.now() - begin) / 1000;
}
