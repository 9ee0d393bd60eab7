import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../../..');

test('every result is right and there once, though workers and Redis are killed', async (t) => {
  const flags = ['scripts/check-workers.mjs', '--kills', '5', '--seed', '1'];
  const { stdout } = await run(process.execPath, flags, { cwd: root });
  t.regex(stdout, /^seed 1\n\d+ workers killed, \d+ of them at work, and \d+ paused; Redis killed [1-9]/);
  t.regex(stdout, /: all \d+ results correct, none duplicated; \d+ jobs done\n$/);
});
