import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
let python: Promise<string> | undefined;

/**
 * Runs one of the scripts in test/reference/ with the packages of test/requirements.txt.
 *
 * @returns the JSON of its last line
 */
export async function runGdal(script: string, ...args: string[]): Promise<unknown> {
  python ??= run('node', ['scripts/packages.mjs', 'gdal', '--python'], { cwd: root }).then(
    ({ stdout }) => stdout.trim().split('\n').at(-1)!,
  );
  const { stdout } = await run(await python, [join(root, 'test/reference', script), ...args], {
    maxBuffer: 64 << 20,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}
