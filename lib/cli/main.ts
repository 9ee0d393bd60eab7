#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { isOurs } from '../errors.js';
import { version } from '../version.js';
import { augmentCommand } from './augment.js';
import { buildCommand } from './build.js';
import { composeCommand } from './compose.js';
import { datasetCommand } from './dataset.js';
import { evaluateCommand } from './evaluate.js';
import { harmonizeCommand } from './harmonize.js';
import { inspectCommand } from './inspect.js';
import { installCommand } from './install.js';
import {
  isReaderGone,
  printErrorText,
  printed,
  printText,
  printUnexpected,
  warn,
  watchOutput,
} from './print.js';

/** What a shell reports for a program that SIGPIPE ends, which is the usual end of one whose reader has gone. */
const READER_GONE = 128 + 13;

const program = new Command('harmonidiff')
  .description('Makes a pasted satellite image patch look as if it had always been there')
  .version(version)
  .addCommand(harmonizeCommand())
  .addCommand(composeCommand())
  .addCommand(augmentCommand())
  .addCommand(inspectCommand())
  .addCommand(buildCommand())
  .addCommand(installCommand())
  .addCommand(datasetCommand())
  .addCommand(evaluateCommand());

/** Commander repeats the whole of an invalid argument, such as a very long prompt. */
function withShortArgument(text: string): string {
  return text.replace(/(?<=argument ')(.{80}).+(?=' is invalid\.)/s, '$1…');
}

for (const command of [program, ...program.commands]) {
  command.configureOutput({
    writeOut: printText,
    writeErr: (text) => printErrorText(withShortArgument(text)),
  });
  // Otherwise commander ends the process itself, before it is known whether the help text could be written.
  command.exitOverride();
}

// Node's own listener prints warnings unescaped. With --no-warnings there is no such listener.
if (process.listenerCount('warning') > 0) {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message, code }: Error & { code?: string }) =>
    warn(`${name}: ${message}${code === undefined ? '' : ` [${code}]`}`),
  );
}
process.on('uncaughtException', (error) => {
  printUnexpected(error);
  process.exit(1);
});
watchOutput();

try {
  await program.parseAsync().catch((error) => {
    // Commander has printed the help text or the error.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  });
  await printed();
} catch (error) {
  process.exitCode = isReaderGone() ? READER_GONE : report(error);
}

/** Prints an error. @returns the exit code */
function report(error: unknown): number {
  // Unexpected errors keep their stack. For errors that users can fix, the message is enough.
  if (isOurs(error)) warn(`${error.message} [${error.code}]`);
  else printUnexpected(error);
  return isOurs(error) && error.code === 'ABORT_ERR' ? 130 : 1;
}
