import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { Command, InvalidArgumentError, Option } from 'commander';
import { Harmonizer, OptionError, smallModel } from 'harmonidiff';
import { buildApp } from './app.js';
import { addFlags, limitsOf, loadOptionsOf } from './flags.js';
import { Model } from './model.js';
import { stopOnSignals } from './stop.js';
import { loadTelemetry } from './telemetry.js';

interface Flags extends Record<string, unknown> {
  model: string;
  host: string;
  port: number;
  tokenFile?: string;
  anonymous?: boolean;
  trustProxy?: boolean;
  otel?: boolean;
  grace: number;
  logLevel: string;
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('Loads a model and answers requests until SIGTERM or SIGINT')
    .addOption(
      new Option('--model <folder>', 'Model in the diffusers layout').default(
        smallModel,
        'the small model of harmonidiff',
      ),
    )
    .option('--host <address>', 'Address to listen on', '127.0.0.1')
    .option('--port <number>', 'Port to listen on; 0 for any that is free', numberFrom(0, 65_535), 8080)
    .option(
      '--token-file <file>',
      'File with the token that clients must send (default: the variable HARMONIDIFF_TOKEN)',
    )
    .option('--anonymous', 'Serves without a token also on an address that other machines reach')
    .option('--trust-proxy', "Takes a client's address from X-Forwarded-For, behind a reverse proxy")
    .option('--otel', 'Makes a span of every request, with @fastify/otel')
    .option('--grace <seconds>', 'Time for requests to end when the server stops', numberFrom(0, 3600), 30)
    .addOption(new Option('--log-level <level>', 'Least level of the log').choices(LEVELS).default('info'));
  return addFlags(command).action((flags: Flags) => serve(flags));
}

async function serve(flags: Flags): Promise<void> {
  const limits = limitsOf(flags);
  const options = loadOptionsOf(flags);
  const token = await readToken(flags);
  const model = new Model();
  const app = await buildApp({
    ...{ model, limits, token },
    trustProxy: flags.trustProxy ?? false,
    logger: { level: flags.logLevel },
    telemetry: flags.otel ? await loadTelemetry() : undefined,
  });
  const stopped = new AbortController();
  stopOnSignals(app, flags.grace, stopped);
  // Listening first lets health checks tell a server that loads from one that is not there.
  await app.listen({ host: flags.host, port: flags.port });
  try {
    const harmonizer = await Harmonizer.load(flags.model, {
      ...options,
      maxQueue: limits.maxQueue,
      signal: stopped.signal,
    });
    await model.use(harmonizer);
    app.log.info({ ...harmonizer.target, canvas: harmonizer.canvas }, 'The model is loaded.');
  } catch (error) {
    if (stopped.signal.aborted) return;
    await app.close();
    throw error;
  }
}

/** @throws OptionError if the token is missing where it is needed, or too short */
async function readToken({ tokenFile, host, anonymous }: Flags): Promise<string | undefined> {
  const text = tokenFile === undefined ? process.env.HARMONIDIFF_TOKEN : await readFile(tokenFile, 'utf8');
  const token = text?.trim();
  if (token !== undefined && (token.length < 16 || /\s/.test(token)))
    throw new OptionError(
      'The token must be one word of at least 16 characters, such as openssl rand -hex 32 prints.',
    );
  if (token === undefined && !anonymous && !isLoopback(host))
    throw new OptionError(
      `--host is ${host}, which other machines reach, but there is no token. Pass --token-file or set HARMONIDIFF_TOKEN, or ` +
        'pass --anonymous to serve everybody.',
    );
  return token;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function numberFrom(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= low && value <= high) return value;
    throw new InvalidArgumentError(`It must be a number, ${low} to ${high}.`);
  };
}
