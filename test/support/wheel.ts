import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ExecutionContext } from 'ava';
import { digestFile } from '../../lib/files/digest.js';
import { pinnedWheel, type Wheel } from '../../lib/openvino/pinned.js';
import { scratch } from './copies.js';

// Stand-ins for the wheel of OpenVINO and for the Python that fetches it.

const run = promisify(execFile);
const path = process.env.PATH!;

/** A wheel with the names of the real one, whose files hold their own names, and more files besides. */
export async function smallWheel(
  t: ExecutionContext,
  { without = [], more = [] }: { without?: string[]; more?: string[] } = {},
): Promise<{ wheel: Wheel; file: string }> {
  const pinned = pinnedWheel();
  const file = join(await scratch(t), pinned.name);
  const names = [...Object.keys(pinned.files), 'openvino/__init__.py', 'openvino/libs/cache.json', ...more];
  // The zipfile module writes the names as they are, `..` included.
  const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as wheel:
    for name in sys.argv[2:]:
        wheel.writestr(name, name)
`;
  const kept = names.filter((name) => !without.includes(name));
  await run('python3', ['-c', script, file, ...kept], { env: { ...process.env, PATH: path } });
  const { size: bytes } = await stat(file);
  return { wheel: { ...pinned, bytes, sha256: await digestFile(file) }, file };
}

/** Puts a shell script first on the PATH as python3, for one test. @returns a folder that the script knows as $AT */
export async function fakePython(t: ExecutionContext, script: string): Promise<string> {
  const folder = await scratch(t);
  const program = join(folder, 'bin/python3');
  await mkdir(dirname(program));
  await writeFile(program, `#!/bin/sh\nAT='${folder}'\necho "$@" >> "$AT/calls"\n${script}\n`);
  await chmod(program, 0o755);
  process.env.PATH = `${dirname(program)}:${path}`;
  t.teardown(() => {
    process.env.PATH = path;
  });
  return folder;
}

/** What pip does last: it moves the file into the folder that --dest names. */
export function delivering(file: string): string {
  return `while [ "$1" != --dest ]; do shift; done; cp '${file}' "$2/${pinnedWheel().name}"`;
}

/** The arguments of each call of the fake Python in that folder. */
export async function callsOf(folder: string): Promise<string[]> {
  return (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n');
}
