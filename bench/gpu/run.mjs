// Times this package on one device and prints one line of JSON, as pytorch.py does.
//
// node bench/gpu/run.mjs --model DIR --device cuda|cpu [--engine NAME] [--precision NAME] [--repeat R]
//   [--in-flight N --images N] [--threads N] [--image FILE.png]
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { engineStatus } from '../../dist/engines/status.js';
import { Harmonizer } from '../../dist/index.js';
import { readRequest } from '../request.mjs';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    device: { type: 'string', default: 'cuda' },
    engine: { type: 'string', default: 'auto' },
    precision: { type: 'string', default: 'auto' },
    repeat: { type: 'string', default: '1' },
    'in-flight': { type: 'string', default: '8' },
    images: { type: 'string', default: '16' },
    threads: { type: 'string' },
    image: { type: 'string' },
  },
});

try {
  console.log(JSON.stringify(await time()));
} catch (error) {
  // The reason as one line, for the benchmark's list of what could not run.
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 1;
}

async function time() {
  const { device, engine, precision, threads } = values;
  const request = readRequest(values.model);
  const begin = performance.now();
  const harmonizer = await Harmonizer.load(values.model, {
    device,
    engine,
    precision,
    ...(threads && { threads: Number(threads) }),
  });
  const loadSeconds = since(begin);
  try {
    // The first run allocates and chooses kernels. The second is a warm-up without that work.
    const first = await one(harmonizer, request);
    await one(harmonizer, request);
    const runs = [];
    for (let i = 0; i < Number(values.repeat); i++) runs.push(await one(harmonizer, request));
    const inFlight = await many(harmonizer, request, Number(values['in-flight']), Number(values.images));
    const { winner, candidates } = runs.at(-1).result;
    if (values.image) await sharp(winner.image.data, { raw: winner.image }).toFile(values.image);
    return {
      seconds: runs.map(({ seconds }) => seconds),
      // Inversion and denoising are UNet calls and, between them, kernels on small latents.
      unet_seconds: runs.map(({ result: { timings } }) => (timings.invert + timings.denoise) / 1000),
      timings_ms: runs.map(({ result }) => result.timings),
      in_flight: inFlight,
      load_seconds: loadSeconds,
      first_seconds: first.seconds,
      peak_rss_bytes: process.resourceUsage().maxRSS * 1024,
      winner: winner.timestep,
      versions: engineVersion(device, engine),
      scores: Object.fromEntries(candidates.map(({ timestep, scores }) => [timestep, scores.mean])),
    };
  } finally {
    await harmonizer.close();
  }
}

async function one(harmonizer, request) {
  const begin = performance.now();
  const result = await harmonizer.harmonize(request);
  return { seconds: since(begin), result };
}

/** `images` requests, `count` at a time. As soon as one is done, the next one starts. */
async function many(harmonizer, request, count, images) {
  let left = images;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: count }, async () => {
      while (left-- > 0) await harmonizer.harmonize(request);
    }),
  );
  const seconds = since(begin);
  return { requests: count, images, seconds, seconds_per_image: seconds / images };
}

function since(begin) {
  return (performance.now() - begin) / 1000;
}

/** The version of the requested engine; undefined for `auto`. */
function engineVersion(device, engine) {
  const name = device === 'cuda' ? 'cuda:0' : device;
  const version = engineStatus().find(
    (status) => status.device === name && status.engine === engine,
  )?.version;
  return version && { [engine]: version };
}
