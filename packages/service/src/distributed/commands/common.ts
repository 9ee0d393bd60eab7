import { type Command, Option } from 'commander';

/** Flags of all commands that work with jobs in Redis. */
export interface SharedFlags {
  root: string;
  redis: string;
}

export function addSharedFlags(command: Command): Command {
  return command
    .requiredOption('--root <folder>', 'Folder that all machines share; its path may differ between machines')
    .addOption(
      new Option('--redis <url>', 'Address of Redis, such as rediss://user:password@host:6379/0')
        .env('HARMONIDIFF_REDIS')
        .default('redis://127.0.0.1:6379'),
    );
}
