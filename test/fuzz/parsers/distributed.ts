import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { Check } from 'typebox/value';
import { KINDS, kindOf } from '../../../packages/service/src/distributed/kinds/index.js';
import type { Kind, Plan } from '../../../packages/service/src/distributed/kinds/kind.js';
import { isMade } from '../../../packages/service/src/distributed/made.js';
import { openJob } from '../../../packages/service/src/distributed/open-job.js';
import { type JobData, queueName } from '../../../packages/service/src/distributed/queue.js';
import { Results } from '../../../packages/service/src/distributed/results.js';
import type { Run } from '../../../packages/service/src/distributed/run.js';
import { loaded } from '../../../packages/service/test/support/shared.js';
import { mutatedJson } from '../json.js';
import { expect, type Parser } from '../parser.js';
import { MODEL, newShared, type Shared, VERSION } from '../shared.js';

// What the service's workers and `submit` read: manifests, the file of a run, and jobs. Nothing in them may lead out of the
// shared folder.

const shared = await newShared();

/** JSON Lines: one line for each element of a list. */
const lines = (root: unknown, stringify: (value: unknown) => string) =>
  Array.isArray(root) ? root.map((line) => `${stringify(line)}\n`).join('') : stringify(root);

const SETTINGS = { method: 'copy-paste' };

/** Values in which one path is replaced by a name that leads elsewhere. */
const misled = (values: readonly unknown[]) =>
  fc
    .tuple(fc.constantFrom(...values), fc.nat(), fc.constantFrom(...shared.hostile))
    .map(([value, at, name]) => {
      const paths = pathsIn(value);
      return withPath(value, paths[at % paths.length]!, name);
    });

/** Where the paths in a value are, as lists of keys. */
function pathsIn(value: unknown, keys: readonly string[] = []): string[][] {
  if (typeof value === 'string') return /^\.$|\/|\.(png|tif|json|geojson)$/.test(value) ? [[...keys]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...keys, key]));
}

function withPath(value: unknown, [key, ...keys]: readonly string[], name: string): unknown {
  if (key === undefined) return name;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = withPath(copy[key], keys, name);
  return copy;
}

async function planOf(text: Uint8Array, { root, folder }: Shared): Promise<[Kind, Plan]> {
  const path = join(root, 'submitted.jsonl');
  await writeFile(path, text);
  const kind = await kindOf(path);
  const settings = kind.name === 'scenes' ? {} : SETTINGS;
  return [kind, await kind.plan(path, { shared: folder, version: VERSION, model: MODEL, settings })];
}

const written = (manifest: unknown) => Buffer.from(lines(manifest, (line) => JSON.stringify(line)));

/** What `submit` reads: the manifests of `dataset` and `augment`, and lists of scenes. */
export const submissions: Parser<Uint8Array> = {
  name: 'submissions',
  arbitrary: fc.oneof(
    mutatedJson([shared.manifests.scenes], lines),
    mutatedJson(Object.values(shared.manifests), lines),
    misled(Object.values(shared.manifests)).map(written),
    misled([shared.manifests.scenes]).map(written),
  ),
  run: (text) =>
    shared.guarded(async () => {
      const [kind, { common, tasks }] = await planOf(text, shared);
      // What a worker will check.
      expect(Check(kind.common, common), 'a run has another form than its kind');
      for (const { id, key, item } of tasks) {
        expect(Check(kind.item, item) && (item as { id: string }).id === id, 'a job has another form');
        expect(/^[0-9a-f]{64}$/.test(key), 'a key is not a checksum');
      }
    }),
};

/** A run and its jobs, as `submit` makes them. */
const VALID: { run: Run; jobs: object[] }[] = [];
for (const manifest of Object.values(shared.manifests)) {
  const [kind, { common, tasks }] = await planOf(written(manifest), shared);
  const run = {
    ...{ run: 'harmonidiff', kind: kind.name, version: VERSION, model: MODEL, common },
    settings: kind.name === 'scenes' ? {} : SETTINGS,
  } as const;
  const jobs = tasks.map(({ id, item }) => ({ run: 'results/run.json', digest: '', id, key: '', item }));
  VALID.push({ run: JSON.parse(JSON.stringify(run)), jobs: JSON.parse(JSON.stringify(jobs)) });
}

interface JobInput {
  /** `run.json`. */
  run: Uint8Array;
  /** The data of the job. Empty checksums are replaced by the right ones. */
  job: Uint8Array;
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const valid = (values: readonly unknown[]) => fc.constantFrom(...values).map(json);
/** Mistakes in either of the two. */
const withMistakes = (run: unknown, jobs: readonly unknown[]) =>
  fc.oneof(
    fc.record({ run: mutatedJson([run]), job: valid(jobs) }),
    fc.record({ run: valid([run]), job: mutatedJson(jobs) }),
    fc.record({
      run: pathsIn(run).length > 0 ? misled([run]).map(json) : valid([run]),
      job: mutatedJson(jobs),
    }),
    fc.record({ run: valid([run]), job: misled(jobs).map(json) }),
  );

/** Milliseconds that a job may run, if it turns out to be one that can be made. */
const LONGEST = 1000;

/** What a worker takes from Redis. */
export const jobs: Parser<JobInput> = {
  name: 'jobs',
  arbitrary: fc.oneof(...VALID.map(({ run, jobs }) => withMistakes(run, jobs))),
  async run({ run, job }) {
    const data = completed(parsed(job), Buffer.from(run).toString());
    // Redis holds what it was given as JSON.
    if (data === undefined) return 'no JSON';
    await writeFile(join(shared.root, 'results/run.json'), run);
    const out = join(shared.root, 'out');
    await mkdir(out, { recursive: true });
    try {
      await shared.guarded(async () => {
        await make(data as JobData, out);
        return textsIn(out);
      });
    } finally {
      await rm(out, { recursive: true });
    }
    return undefined;
  },
};

async function make(data: JobData, out: string): Promise<void> {
  const { run } = await openJob(data, shared.folder, queueName(VERSION, MODEL));
  const { id, item } = data;
  await isMade(KINDS[run.kind], data, new Results(out));
  const [harmonizer, signal] = [await loaded(), AbortSignal.timeout(LONGEST)];
  await KINDS[run.kind].make({
    ...{ harmonizer, shared: shared.folder, run, id, item, out, signal },
    onProgress() {},
  });
}

function parsed(json: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(json).toString());
  } catch {
    return undefined;
  }
}

function completed(data: unknown, run: string): unknown {
  if (typeof data !== 'object' || data === null) return data;
  const { digest, key, item, ...others } = data as Record<string, unknown>;
  return {
    ...others,
    item,
    digest: digest === '' ? createHash('sha256').update(run).digest('hex') : digest,
    key: key === '' ? keyOf(run, item) : key,
  };
}

function keyOf(run: string, item: unknown): string {
  try {
    const read = JSON.parse(run) as Run;
    return KINDS[read.kind].keyOf(read, item);
  } catch {
    return '0'.repeat(64);
  }
}

async function textsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('json'));
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}
