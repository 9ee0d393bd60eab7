import { randomUUID } from 'node:crypto';
import { lstat, readdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../errors.js';
import { ageOf, DAY_MS, openCacheFolder } from '../files/cache-folder.js';
import { digestFile } from '../files/digest.js';
import { readRegular } from '../files/read.js';
import { replaceFile } from '../files/write.js';

/**
 * Written next to a plan once the plan is complete. A plan without this record is not used. The record's modification
 * time is when the plan was last used.
 */
interface PlanRecord {
  /** SHA-256 of the plan. */
  digest: string;
}

/** `key` is the SHA-256 of everything a plan is built from, in hexadecimal; `network` is for readers of file names. */
export interface PlanId {
  key: string;
  network: string;
}

/**
 * A private folder for the plans that TensorRT and OpenVINO have built on this machine. Loading one runs native code from its
 * file, so a folder that is open to other users is refused, and a file that does not match its checksum is rebuilt.
 *
 * Plans are found by their content alone, so that a model may be moved or copied and its revisions do not displace each
 * other. The folder is kept below a size: the plans that have not been used for longest are removed.
 */
export class PlanCache {
  private constructor(
    readonly folder: string,
    private readonly maxBytes: number,
  ) {}

  /**
   * Opens the folder named by the environment variable HARMONIDIFF_CACHE, or else the user's cache folder. Its size in GB
   * is limited by HARMONIDIFF_CACHE_SIZE.
   *
   * @throws EngineError when the folder is open to other users or cannot be created, or the size is not a number
   */
  static async open(): Promise<PlanCache> {
    const maxBytes = maxSize();
    const folder = await openCacheFolder();
    return new PlanCache(folder, maxBytes);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** The plan's path, or undefined if the plan is missing or damaged. */
  async find(id: PlanId): Promise<string | undefined> {
    const { plan, record } = this.filesOf(id);
    // Before the plan is read, so that no other process removes it meanwhile. A read-only folder can still be used.
    const now = new Date();
    await utimes(record, now, now).catch(() => {});
    const wanted = await readRecord(record);
    const digest = await digestFile(plan).catch(() => undefined);
    return digest !== undefined && digest === wanted?.digest ? plan : undefined;
  }

  /** Lets `write` create the plan under a temporary name, then replaces an earlier plan with it. */
  async store(id: PlanId, write: (temporary: string) => Promise<void>): Promise<string> {
    const { plan, record } = this.filesOf(id);
    const temporary = this.path(`.${id.network}.${randomUUID()}.plan`);
    try {
      await write(temporary);
      const written: PlanRecord = { digest: await digestFile(temporary) };
      await rename(temporary, plan);
      await replaceFile(record, [Buffer.from(`${JSON.stringify(written)}\n`)]).catch(async (error) => {
        await rm(plan, { force: true });
        throw error;
      });
    } finally {
      await rm(temporary, { force: true });
    }
    await removeUnused(this.folder, this.maxBytes);
    return plan;
  }

  private filesOf({ key, network }: PlanId): { plan: string; record: string } {
    const plan = this.path(`${key.slice(0, 32)}-${network}.plan`);
    return { plan, record: recordOf(plan) };
  }
}

const GB = 1e9;
/** Room for the engines of seven models of Stable Diffusion's size in fp16. */
const DEFAULT_SIZE = '20';

/** In bytes. @throws EngineError */
function maxSize(): number {
  const text = process.env.HARMONIDIFF_CACHE_SIZE || DEFAULT_SIZE;
  const size = text.trim() === '' ? Number.NaN : Number(text) * GB;
  if (size >= 0) return size;
  throw new EngineError(
    'CACHE_FAILED',
    `The environment variable HARMONIDIFF_CACHE_SIZE is ${JSON.stringify(text)}; it must be a number of GB, such as ` +
      `${DEFAULT_SIZE}.`,
  );
}

function recordOf(plan: string): string {
  return plan.replace(/\.plan$/, '.json');
}

const MAX_RECORD_BYTES = 1000;

async function readRecord(path: string): Promise<Partial<PlanRecord> | undefined> {
  try {
    return JSON.parse((await readRegular(path, MAX_RECORD_BYTES)).toString());
  } catch {
    return undefined;
  }
}

/**
 * Removes the plans that have not been used for longest until all plans together are within the limit. None that was
 * used in the last day is removed, because a process may be about to load it; once it is loaded, its file may go.
 */
async function removeUnused(folder: string, maxBytes: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^[^.].*\.plan$/.test(name));
  const plans = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const { size } = await lstat(path).catch(() => ({ size: 0 }));
      return { path, size, age: (await ageOf(recordOf(path))) ?? (await ageOf(path)) ?? 0 };
    }),
  );
  let total = plans.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size, age } of plans.sort((a, b) => b.age - a.age)) {
    if (total <= maxBytes || age <= DAY_MS) return;
    // Another process may have begun to use it since.
    if (((await ageOf(recordOf(path))) ?? age) <= DAY_MS) continue;
    // The record goes first: a plan without one is not used.
    await rm(recordOf(path), { force: true });
    await rm(path, { force: true });
    total -= size;
  }
}
