import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../errors.js';
import { digestFile } from '../files/digest.js';
import { writeAtomically } from '../files/write.js';

/** What is written beside a plan once it is whole; a plan without it is none. */
interface PlanRecord {
  /** SHA-256 of the plan. */
  digest: string;
}

/** Which plan: `name` is what it is for, `key` the SHA-256 of everything that it is made of, in hex. */
export interface PlanId {
  name: string;
  key: string;
}

/**
 * A folder of this user's alone with the engines that TensorRT built here. Loading one runs native code that lies in
 * it, so a folder that somebody else can write to is refused, and a file that is not what was written is built again.
 */
export class PlanCache {
  private constructor(readonly folder: string) {}

  /**
   * The folder that the environment variable HARMONIDIFF_CACHE names, or the user's cache folder.
   *
   * @throws EngineError when others could have written to it, or it cannot be made
   */
  static async open(): Promise<PlanCache> {
    const folder =
      process.env.HARMONIDIFF_CACHE ||
      join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'harmonidiff');
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause) => {
      if (cause.code !== 'EEXIST') throw unusable(cause);
    });
    const { mode, uid } = await lstat(folder).then((stats) => {
      if (!stats.isDirectory()) throw unsafe(folder, 'is not a folder');
      return stats;
    });
    if (uid !== process.getuid!()) throw unsafe(folder, `belongs to the user ${uid}`);
    if ((mode & 0o077) !== 0) throw unsafe(folder, `is open to others (mode ${(mode & 0o777).toString(8)})`);
    await sweepUp(folder);
    return new PlanCache(folder);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** The plan's path, if it is there and whole. */
  async find(id: PlanId): Promise<string | undefined> {
    const { plan, record } = this.filesOf(id);
    const wanted = await readRecord(record);
    const digest = await digestFile(plan).catch(() => undefined);
    return digest !== undefined && digest === wanted?.digest ? plan : undefined;
  }

  /** Has `write` make the plan under a temporary name, and puts it in the place of all others for the same. */
  async store(id: PlanId, write: (temporary: string) => Promise<void>): Promise<string> {
    const { plan, record } = this.filesOf(id);
    const temporary = this.path(`.${id.name}.${randomUUID()}.plan`);
    try {
      await write(temporary);
      const written: PlanRecord = { digest: await digestFile(temporary) };
      await this.discard(id.name);
      await rename(temporary, plan);
      await writeAtomically(record, [Buffer.from(`${JSON.stringify(written)}\n`)]);
    } finally {
      await rm(temporary, { force: true });
    }
    return plan;
  }

  /** Takes away every plan for `name`. */
  async discard(name: string): Promise<void> {
    const files = (await readdir(this.folder)).filter((file) => file.startsWith(`${name}-`));
    await Promise.all(files.map((file) => rm(this.path(file), { force: true })));
  }

  private filesOf({ name, key }: PlanId): { plan: string; record: string } {
    const stem = `${name}-${key.slice(0, 16)}`;
    return { plan: this.path(`${stem}.plan`), record: this.path(`${stem}.json`) };
  }
}

async function readRecord(path: string): Promise<Partial<PlanRecord> | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Old enough that no build works on it any more. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** What a build left that was killed: half a plan, or weights in another precision, which are gigabytes. */
async function sweepUp(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\.weights-|^\..*\.plan$/.test(name)) continue;
    const path = join(folder, name);
    const age = await lstat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}

/** A read-only home or a full disk: what does without TensorRT can still be used. */
export function unusable(cause: Error): EngineError {
  return new EngineError(
    'CACHE_FAILED',
    `TensorRT's engines cannot be kept: ${cause.message}. Name a folder with space in the environment variable ` +
      'HARMONIDIFF_CACHE.',
    { cause },
  );
}

function unsafe(folder: string, why: string): EngineError {
  return new EngineError(
    'CACHE_UNSAFE',
    `${folder}, where built engines are kept, ${why}. Make it private (chmod 700), or name another folder in the ` +
      'environment variable HARMONIDIFF_CACHE.',
  );
}
