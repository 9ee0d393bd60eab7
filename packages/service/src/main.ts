import { Command } from 'commander';
import { serveCommand } from './serve.js';
import { version } from './version.js';

const program = new Command('harmonidiff-service')
  .description('harmonidiff over HTTP: harmonises and scores uploaded images')
  .version(version)
  .addCommand(serveCommand());

try {
  await program.parseAsync();
} catch (error) {
  // The messages of these errors say what to do; others keep their stack.
  const { message, code } = error as Error & { code?: string };
  console.error(code === undefined ? error : `harmonidiff-service: ${message} [${code}]`);
  process.exit(1);
}
