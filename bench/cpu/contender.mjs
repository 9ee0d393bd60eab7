// What the contenders in Node share: their flags, and one line of JSON or the reason why there is none.
import { readFlags } from '../../scripts/tools.mjs';

/** @param more flags besides those of every contender */
export function readContenderFlags(more = {}) {
  return readFlags({
    options: {
      model: { type: 'string' },
      request: { type: 'string' },
      engine: { type: 'string' },
      precision: { type: 'string' },
      threads: { type: 'string' },
      repeat: { type: 'string', default: '1' },
      out: { type: 'string' },
      ...more,
    },
  }).values;
}

/** Prints what `time` returns. The reason of a failure is one line, for the list of what could not run. */
export async function reportTimes(time) {
  try {
    console.log(JSON.stringify(await time()));
  } catch (error) {
    console.error(`${error.name}: ${error.message}`);
    process.exitCode = 1;
  }
}
