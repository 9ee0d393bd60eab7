import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../errors.js';
import { digestFile } from '../files/digest.js';
import { readRegular } from '../files/read.js';
import { replaceFile } from '../files/write.js';

/** Written next to a plan once the plan is complete. A plan without this record is not used. */
interface PlanRecord {
  /** SHA-256 of the plan. */
  digest: string;
}

/** `name` says what a plan is for; `key` is the SHA-256 of everything it is built from, in hexadecimal. */
export interface PlanId {
  name: string;
  key: string;
}

/**
 * A private folder for the engines that TensorRT has built on this machine. Loading an engine runs native code from its
 * file, so a folder that is open to other users is refused, and a file that does not match its checksum is rebuilt.
 */
export class PlanCache {
  private constructor(readonly folder: string) {}

  /**
   * Opens the folder named by the environment variable HARMONIDIFF_CACHE, or else the user's cache folder.
   *
   * @throws EngineError when the folder is open to other users or cannot be created
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
    if (uid !== process.getuid!()) throw unsafe(folder, `belongs to user ${uid}`);
    if ((mode & 0o077) !== 0)
      throw unsafe(folder, `is open to other users (mode ${(mode & 0o777).toString(8)})`);
    await sweepUp(folder);
    return new PlanCache(folder);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** The plan's path, or undefined if the plan is missing or damaged. */
  async find(id: PlanId): Promise<string | undefined> {
    const { plan, record } = this.filesOf(id);
    const wanted = await readRecord(record);
    const digest = await digestFile(plan).catch(() => undefined);
    return digest !== undefined && digest === wanted?.digest ? plan : undefined;
  }

  /** Lets `write` create the plan under a temporary name, then replaces all earlier plans of the same name with it. */
  async store(id: PlanId, write: (temporary: string) => Promise<void>): Promise<string> {
    const { plan, record } = this.filesOf(id);
    const temporary = this.path(`.${id.name}.${randomUUID()}.plan`);
    try {
      await write(temporary);
      const written: PlanRecord = { digest: await digestFile(temporary) };
      await this.discard(id.name);
      await rename(temporary, plan);
      await replaceFile(record, [Buffer.from(`${JSON.stringify(written)}\n`)]);
    } finally {
      await rm(temporary, { force: true });
    }
    return plan;
  }

  /** Deletes every plan of this name. */
  async discard(name: string): Promise<void> {
    const files = (await readdir(this.folder)).filter((file) => file.startsWith(`${name}-`));
    await Promise.all(files.map((file) => rm(this.path(file), { force: true })));
  }

  private filesOf({ name, key }: PlanId): { plan: string; record: string } {
    const stem = `${name}-${key.slice(0, 16)}`;
    return { plan: this.path(`${stem}.plan`), record: this.path(`${stem}.json`) };
  }
}

const MAX_RECORD_BYTES = 1000;

async function readRecord(path: string): Promise<Partial<PlanRecord> | undefined> {
  try {
    return JSON.parse((await readRegular(path, MAX_RECORD_BYTES)).toString());
  } catch {
    return undefined;
  }
}

/** Older files do not belong to a build that is still running. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** Deletes what a killed build left behind: a partial plan, or weights in another precision, which take gigabytes. */
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

/** For a read-only home or a full disk. */
export function unusable(cause: Error): EngineError {
  return new EngineError(
    'CACHE_FAILED',
    `TensorRT engines cannot be cached: ${cause.message}. Set the environment variable HARMONIDIFF_CACHE to a ` +
      'writable folder with free space.',
    { cause },
  );
}

function unsafe(folder: string, why: string): EngineError {
  return new EngineError(
    'CACHE_UNSAFE',
    `The engine cache ${folder} ${why}. Make it private (chmod 700), or set the environment variable ` +
      'HARMONIDIFF_CACHE to another folder.',
  );
}
