#!/usr/bin/env node
import { createRequire } from 'node:module';
import { Command } from 'commander';
import { HarmonidiffError } from '../errors.js';
import { buildCommand } from './build.js';
import { datasetCommand } from './dataset.js';
import { evaluateCommand } from './evaluate.js';
import { harmonizeCommand } from './harmonize.js';
import { inspectCommand } from './inspect.js';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

const program = new Command('harmonidiff')
  .description('Makes a pasted satellite image patch look as if it had always been there')
  .version(version)
  .addCommand(harmonizeCommand())
  .addCommand(inspectCommand())
  .addCommand(buildCommand())
  .addCommand(datasetCommand())
  .addCommand(evaluateCommand());

try {
  await program.parseAsync();
} catch (error) {
  // Unexpected errors keep their stack. For errors that users can fix, the message is enough.
  if (!(error instanceof HarmonidiffError)) throw error;
  console.error(`harmonidiff: ${error.message} [${error.code}]`);
  process.exitCode = error.code === 'ABORT_ERR' ? 130 : 1;
}
