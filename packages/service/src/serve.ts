import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { Command, InvalidArgumentError, Option } from 'commander';
import { Harmonizer, OptionError } from 'harmonidiff';
import { buildApp } from './app.js';
import { addLimitFlags, addLoadFlags, limitsOf, loadOptionsOf, modelFlag, wholeFrom } from './flags.js';
import { LOG_LEVELS } from './log.js';
import { Model } from './model.js';
import { isLoopback } from './protection.js';
import { stop, stopOnSignals } from './stop.js';
import { loadTelemetry } from './telemetry.js';

interface Flags extends Record<string, unknown> {
  model: string;
  host: string;
  port: number;
  tokenFile?: string;
  anonymous?: boolean;
  trustProxy?: string;
  otel?: boolean;
  grace: number;
  logLevel: string;
}

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('Loads a model and answers requests until SIGTERM or SIGINT')
    .addOption(modelFlag())
    .option('--host <address>', 'Address to listen on', '127.0.0.1')
    .option('--port <number>', 'Port to listen on; 0 for any that is free', wholeFrom(0, 65_535), 8080)
    .option(
      '--token-file <file>',
      'File with the token that clients must send (default: the variable HARMONIDIFF_TOKEN)',
    )
    .option('--anonymous', 'Serves without a token, even where other machines can reach it')
    .addOption(
      new Option(
        '--trust-proxy [addresses]',
        "Takes a client's address from X-Forwarded-For if the request comes from a reverse proxy with one of these addresses or networks",
      )
        .preset('loopback')
        .argParser(readNetworks),
    )
    .option('--otel', 'Traces every request with @fastify/otel')
    .option('--grace <seconds>', 'Time for requests to end when the server stops', wholeFrom(0, 3600), 30)
    .addOption(new Option('--log-level <level>', 'Lowest level to log').choices(LOG_LEVELS).default('info'));
  return addLimitFlags(addLoadFlags(command)).action((flags: Flags) => serve(flags));
}

async function serve(flags: Flags): Promise<void> {
  const limits = limitsOf(flags);
  const options = loadOptionsOf(flags);
  const token = await readToken(flags);
  const model = new Model();
  const app = await buildApp({
    ...{ model, limits, token },
    trustProxy: flags.trustProxy,
    onlyLocal: token === undefined && !flags.anonymous,
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
    app.log.info({ ...harmonizer.target, canvas: harmonizer.canvas }, 'Model loaded');
  } catch (error) {
    if (stopped.signal.aborted) return;
    await stop(app, 0);
    throw error;
  }
}

/** @throws OptionError if the token is missing where it is needed, or too short */
async function readToken({ tokenFile, host, anonymous }: Flags): Promise<string | undefined> {
  const text = tokenFile === undefined ? process.env.HARMONIDIFF_TOKEN : await readTokenFile(tokenFile);
  const token = text?.trim();
  if (token !== undefined && (token.length < 16 || /\s/.test(token)))
    throw new OptionError(
      'The token must have at least 16 characters and no spaces; openssl rand -hex 32 makes one.',
    );
  if (token === undefined && !anonymous && !isLoopback(host))
    throw new OptionError(
      `--host is ${host}, which other machines can reach, but there is no token. Pass --token-file or set HARMONIDIFF_TOKEN, or ` +
        'pass --anonymous to serve everybody.',
    );
  return token;
}

async function readTokenFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new OptionError(`--token-file cannot be read: ${(error as Error).message}.`);
  }
}

/** @returns the text, which Fastify understands */
function readNetworks(text: string): string {
  for (const network of text.split(',')) {
    const [address = '', bits = '0', ...more] = network.trim().split('/');
    const isNetwork = isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && more.length === 0;
    if (!isNetwork && network.trim() !== 'loopback')
      throw new InvalidArgumentError('It must be a list such as 10.0.0.5,192.168.0.0/16.');
  }
  return text;
}
