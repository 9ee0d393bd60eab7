import { type Command, Option } from 'commander';
import { smallModel } from 'harmonidiff';
import { quoted } from '../../quoted.js';
import { checkAddress, withoutPassword } from '../redis.js';

/** The default address of Redis. */
const LOCAL = 'redis://127.0.0.1:6379';

/** Flags of all commands that work with jobs in Redis. */
export interface SharedFlags {
  root: string;
  redis: string;
}

export function addSharedFlags(command: Command): Command {
  return command
    .requiredOption(
      '--root <folder>',
      'Folder that all machines share; its path may differ between machines (required)',
    )
    .addOption(
      new Option('--redis <url>', 'Address of Redis, such as rediss://user:password@host:6379/0')
        .env('HARMONIDIFF_REDIS')
        .default(LOCAL),
    )
    .hook('preAction', () => checkAddress(command.opts<SharedFlags>().redis));
}

/** Flags for another command, as a shell takes them. A password is left out. */
export function flagsFor(
  flags: SharedFlags & { model?: string },
  of: readonly (keyof typeof flags)[],
): string {
  const values = { ...flags, redis: flags.redis === withoutPassword(flags.redis) ? flags.redis : 'URL' };
  const usual: Record<string, string> = { redis: LOCAL, model: smallModel };
  return of
    .filter((name) => values[name] !== undefined && values[name] !== usual[name])
    .map((name) => ` --${name} ${quoted(values[name]!)}`)
    .join('');
}
