import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { type Fixture, mini } from './fixtures.js';

/** A copy of a model folder that a test may damage; removed after the test. */
export async function copyOf(
  t: ExecutionContext,
  { folder: original }: Pick<Fixture, 'folder'> = mini,
): Promise<string> {
  const folder = await scratch(t);
  await cp(original, folder, { recursive: true });
  return folder;
}

/** An empty folder, removed after the test. */
export async function scratch(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Changes values of a JSON file; `undefined` removes one. */
export async function editJson(path: string, changes: Record<string, unknown>): Promise<void> {
  const values = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...values, ...changes }));
}

/** Changes the header of a safetensors file and keeps the data after it. */
export async function editHeader(
  path: string,
  change: (header: Record<string, unknown>) => void,
): Promise<void> {
  const file = await readFile(path);
  const end = 8 + Number(file.readBigUInt64LE());
  const header = JSON.parse(file.toString('utf8', 8, end));
  change(header);
  const text = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(text.length));
  await writeFile(path, Buffer.concat([prefix, text, file.subarray(end)]));
}
