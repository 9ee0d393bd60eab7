// Runs test suites again in another environment, inside the checks of one engine.
import { spawnSync } from 'node:child_process';

/** Prints a line with the number of tests and, if one fails, all output. @returns whether all passed */
export function passes(how, suites, env) {
  const start = Date.now();
  console.log(`${how}: running ${suites.join(', ')}`);
  const files = suites.map((suite) => `test/${suite}.test.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/.bin/ava', ...files], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const summary = stdout.trim().split('\n').at(-1).trim();
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(`${how}: ${summary} (${seconds} s)`);
  // Marked, so that they are not taken for results of a test run around this one.
  if (status !== 0) console.log((stdout + stderr).replace(/^/gm, '| '));
  return status === 0;
}
