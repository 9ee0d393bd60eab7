import { inspect } from 'node:util';
import { Command } from 'commander';
import { cancelCommand } from './distributed/commands/cancel.js';
import { submitCommand } from './distributed/commands/submit.js';
import { workerCommand } from './distributed/commands/worker.js';
import { printable } from './printable.js';
import { serveCommand } from './serve.js';
import { version } from './version.js';

const program = new Command('harmonidiff-service')
  .description('Runs harmonidiff as an HTTP service, or as workers that take jobs from Redis')
  .version(version)
  .addCommand(serveCommand())
  .addCommand(workerCommand())
  .addCommand(submitCommand())
  .addCommand(cancelCommand());

try {
  await program.parseAsync();
} catch (error) {
  // The messages of these errors say what to do; others keep their stack.
  const { message, code } = error as Error & { code?: string };
  const text = code === undefined ? inspect(error) : `harmonidiff-service: ${message} [${code}]`;
  console.error(code === undefined ? text.split('\n').map(printable).join('\n') : printable(text));
  process.exit(1);
}
