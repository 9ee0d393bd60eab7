#!/usr/bin/env node
import { createRequire } from 'node:module';
import { Command } from 'commander';
import { isOurs } from '../errors.js';
import { buildCommand } from './build.js';
import { datasetCommand } from './dataset.js';
import { evaluateCommand } from './evaluate.js';
import { harmonizeCommand } from './harmonize.js';
import { inspectCommand } from './inspect.js';
import { printableLines, printUnexpected, warn } from './print.js';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

const program = new Command('harmonidiff')
  .description('Makes a pasted satellite image patch look as if it had always been there')
  .version(version)
  .addCommand(harmonizeCommand())
  .addCommand(inspectCommand())
  .addCommand(buildCommand())
  .addCommand(datasetCommand())
  .addCommand(evaluateCommand());

/** Commander repeats the whole of an invalid argument, such as a very long prompt. */
function withShortArgument(text: string): string {
  return text.replace(/(?<=argument ')(.{80}).+(?=' is invalid\.)/s, '$1…');
}

for (const command of [program, ...program.commands]) {
  command.configureOutput({
    writeOut: (text) => process.stdout.write(printableLines(text)),
    writeErr: (text) => process.stderr.write(printableLines(withShortArgument(text))),
  });
}

// Node's own listener prints warnings unescaped. With --no-warnings there is no such listener.
if (process.listenerCount('warning') > 0) {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => warn(`${name}: ${message}`));
}
process.on('uncaughtException', (error) => {
  printUnexpected(error);
  process.exit(1);
});

try {
  await program.parseAsync();
} catch (error) {
  // Unexpected errors keep their stack. For errors that users can fix, the message is enough.
  if (isOurs(error)) warn(`${error.message} [${error.code}]`);
  else printUnexpected(error);
  process.exitCode = isOurs(error) && error.code === 'ABORT_ERR' ? 130 : 1;
}
