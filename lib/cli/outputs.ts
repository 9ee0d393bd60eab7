import { fstatSync } from 'node:fs';
import { isOurs, OptionError } from '../errors.js';
import { type Destination, identityOf, STDERR, STDOUT, unwritable } from '../files/destination.js';
import { waitForReader } from '../files/stream.js';
import { checkWritable } from '../files/write.js';
import { warn } from './print.js';

/** Flags and the paths that were given for them. */
export type Outputs = readonly (readonly [flag: string, path: string | undefined])[];

/**
 * Checks before the work starts that every output can be written, and that no two are written to the same place.
 *
 * @returns the destinations by their paths
 * @throws OutputError for one that cannot be written, OptionError for two in the same place
 */
export async function findOutputs(outputs: Outputs): Promise<Map<string, Destination>> {
  const found = new Map<string, Destination>();
  const taken = new Map<string, string>();
  for (const [flag, path] of outputs) {
    if (path === undefined) continue;
    const destination = await checkWritable(path);
    const other = taken.get(destination.identity) ?? streamOf(destination);
    if (other !== undefined) {
      throw new OptionError(`${other} and ${flag} both write to ${path}; give each a file of its own.`);
    }
    taken.set(destination.identity, flag);
    found.set(path, destination);
  }
  return found;
}

export function isStdout(destination: Destination): boolean {
  return destination.kind === 'descriptor' && destination.fd === STDOUT;
}

/**
 * Refuses to mix what a command prints with an output.
 *
 * @throws OptionError for `--json` together with an output to stdout
 */
export function refuseJson(json: boolean | undefined, outputs: Iterable<Destination>): void {
  const other = [...outputs].find(isStdout);
  if (!json || !other) return;
  throw new OptionError(
    `--json prints to standard output, but ${other.path} is written there, too. Write ${other.path} to a file, or leave out --json.`,
  );
}

/** The standard stream that was redirected to the same file, which would lose one or the other. */
function streamOf(destination: Destination): string | undefined {
  if (destination.kind !== 'file') return undefined;
  const streams = [
    [STDOUT, 'Standard output'],
    [STDERR, 'Standard error'],
  ] as const;
  return streams.find(([fd]) => {
    const stats = fstatSync(fd);
    return stats.isFile() && identityOf(stats) === destination.identity;
  })?.[1];
}

/** In milliseconds. */
const PATIENCE = 1000;

/** Writes once a pipe has a reader, and says what it waits for. @throws AbortError, OutputError */
export async function writeTo(
  destination: Destination,
  signal: AbortSignal,
  write: () => Promise<void>,
): Promise<void> {
  const { path } = destination;
  const notice = setTimeout(
    () => warn(`${path} is a pipe without a reader; waiting up to 10 s for one`),
    PATIENCE,
  );
  await using _ = await waitForReader(destination, signal)
    .catch((cause) => {
      throw isOurs(cause) ? cause : unwritable(path, cause);
    })
    .finally(() => clearTimeout(notice));
  await write();
}

/** How a path is named in a summary. */
export function nameOf(path: string): string {
  return path === '-' ? 'standard output' : path;
}
