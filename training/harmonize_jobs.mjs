// Harmonises a list of composites with one loaded model:
// node training/harmonize_jobs.mjs --model DIR --jobs JOBS.jsonl --results RESULTS.jsonl [--threads N]
//
// A job is a line {"id", "out", ...options of Harmonizer.harmonize}; its result is a line {"id", "timestep", "scores",
// "candidates", "seconds"}, written once the picture is at "out". Jobs that have a result are skipped: a run that was cut
// off goes on where it was.
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { Harmonizer } from '../dist/index.js';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    jobs: { type: 'string' },
    results: { type: 'string' },
    threads: { type: 'string' },
  },
});

const jobs = await readLines(values.jobs);
const results = await readLines(values.results, true);
// Without a last line that was cut off, to which the next one would be appended.
await writeFile(values.results, results.map((result) => `${JSON.stringify(result)}\n`).join(''));
const done = new Set(results.map(({ id }) => id));
const open = jobs.filter(({ id }) => !done.has(id));
if (open.length > 0) {
  const threads = values.threads === undefined ? undefined : Number(values.threads);
  const harmonizer = await Harmonizer.load(values.model, { threads });
  for (const [index, { id, out, ...options }] of open.entries()) {
    const { winner, candidates, timings } = await harmonizer.harmonize(options);
    if (!winner) throw new Error(`${values.model} has no classifier; without one nothing is chosen.`);
    const { data, info } = winner.image;
    await sharp(data, { raw: info }).png().toFile(`${out}.partial`);
    await rename(`${out}.partial`, out);
    const result = {
      id,
      timestep: winner.timestep,
      scores: winner.scores,
      candidates: candidates.map(({ timestep, scores }) => ({ timestep, score: scores.mean })),
      seconds: timings.total / 1000,
    };
    await appendFile(values.results, `${JSON.stringify(result)}\n`);
    console.log(`${done.size + index + 1} of ${jobs.length}: ${result.seconds.toFixed(1)} s`);
  }
  await harmonizer.close();
}

/** The objects of a file with one on each line; a last line that was cut off is left out. */
async function readLines(path, mayLack = false) {
  let text = '';
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (!mayLack || error.code !== 'ENOENT') throw error;
  }
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
