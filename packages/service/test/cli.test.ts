import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { ENDLESS, FIELDS, formOf, mini, PASTE, until } from './support/service.js';

// The program itself, as it is built.

const run = promisify(execFile);
const main = join(import.meta.dirname, '../bin/harmonidiff-service.js');
const { HARMONIDIFF_TOKEN: _, ...env } = process.env;

/** Starts a server on a free port and waits until it is ready. */
async function serve(t: ExecutionContext, flags: string[] = [], more: NodeJS.ProcessEnv = {}) {
  const given = [
    main,
    'serve',
    '--model',
    mini,
    '--device',
    'cpu',
    '--threads',
    '1',
    '--port',
    '0',
    ...flags,
  ];
  const child = spawn(process.execPath, given, {
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  let listening = (_: string) => {};
  const url = new Promise<string>((resolve) => {
    listening = resolve;
  });
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    const [, found] = /listening at (http:[^"]+)/.exec(line) ?? [];
    if (found) listening(found);
  });
  const at = await url;
  await until(
    async () => (await fetch(`${at}/health/ready`)).status,
    (status) => status === 200,
  );
  return { child, url: at, lines, ended: once(child, 'exit') };
}

const send = (url: string, fields: Record<string, string>) =>
  fetch(`${url}/v1/harmonize`, { method: 'POST', body: formOf(fields) });

async function busy(url: string): Promise<void> {
  await until(
    async () => (await fetch(`${url}/metrics`)).text(),
    (text) => /^harmonidiff_in_flight 1$/m.test(text),
  );
}

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  test.serial(`${signal} lets requests end, and the exit code is 0`, async (t) => {
    const { child, url, ended } = await serve(t);
    const answer = send(url, { ...FIELDS, steps: '60', candidateRange: '30-31' });
    await busy(url);
    child.kill(signal);
    t.is((await answer).status, 200);
    t.deepEqual(await ended, [0, null]);
  });

test.serial('a client that has sent nothing does not hold up the end', async (t) => {
  const { child, url, ended } = await serve(t, ['--grace', '200']);
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  child.kill('SIGTERM');
  t.deepEqual(await ended, [0, null]);
  await closed;
});

test.serial('a second signal ends the process at once', async (t) => {
  const { child, url, ended } = await serve(t);
  const answer = send(url, ENDLESS).catch((error) => error);
  await busy(url);
  child.kill('SIGTERM');
  await until(
    async () => (await fetch(`${url}/health/ready`)).status,
    (status) => status === 503,
  );
  child.kill('SIGTERM');
  t.deepEqual(await ended, [143, null]);
  t.true((await answer) instanceof Error);
});

test.serial('a signal while the model is loading ends the process', async (t) => {
  const given = [main, 'serve', '--model', mini, '--device', 'cpu', '--port', '0'];
  const child: ChildProcess = spawn(process.execPath, given, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
  child.kill('SIGTERM');
  t.deepEqual(await once(child, 'exit'), [0, null]);
});

test.serial('the token comes from the environment or a file, and is in no log', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-service-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const token = 'a-secret-of-many-characters';
  await writeFile(join(folder, 'token'), `${token}\n`);
  for (const [flags, more] of [
    [['--token-file', join(folder, 'token')], {}],
    [[], { HARMONIDIFF_TOKEN: token }],
  ] as const) {
    const { child, url, lines, ended } = await serve(t, [...flags], more);
    t.is((await send(url, PASTE)).status, 401);
    const headers = { authorization: `Bearer ${token}` };
    t.is((await fetch(`${url}/v1/model`, { headers })).status, 200);
    child.kill('SIGTERM');
    await ended;
    t.false(lines.join('\n').includes(token));
  }
});

test.serial('invalid flags end the program with one line', async (t) => {
  const mistakes: [string[], RegExp][] = [
    [
      ['--host', '0.0.0.0'],
      /--host is 0\.0\.0\.0, which other machines can reach, but there is no token\..*\[OPTION_INVALID\]\n$/,
    ],
    [['--device', 'gpu'], /device is "gpu"; it must be auto, cpu, cuda or cuda:N\. \[OPTION_INVALID\]\n$/],
    [['--model', '/nonexistent', '--port', '0'], /\/nonexistent.*\[MODEL_NOT_FOUND\]\n$/],
    [['--token-file', '/nonexistent'], /--token-file cannot be read: ENOENT.*\[OPTION_INVALID\]\n$/],
    [['--max-pixels', 'many'], /It must be a whole number, 1 to 100000000\.\n/],
    [['--timeout', '0'], /It must be a number, 0\.001 to 86400\.\n/],
    [['--max-body-bytes', '5'], /--max-body-bytes is less than --max-file-bytes.*\n$/],
    [['--prot', '5'], /unknown option '--prot'\n\(Did you mean --port\?\)\n$/],
  ];
  const check = async ([flags, message]: [string[], RegExp]) => {
    const { code, stderr } = await run(process.execPath, [main, 'serve', ...flags], { env }).catch(
      (error) => error,
    );
    t.is(code, 1, flags.join(' '));
    t.regex(stderr, message);
  };
  await Promise.all(mistakes.map(check));
  const short = await run(process.execPath, [main, 'serve'], {
    env: { ...env, HARMONIDIFF_TOKEN: 'short' },
  }).catch((error) => error);
  t.regex(short.stderr, /The token must have at least 16 characters/);
});

test.serial('the log has one line for each request, with its status and code', async (t) => {
  const { child, url, lines, ended } = await serve(t);
  await send(url, PASTE);
  await send(url, { ...PASTE, stpes: '4' });
  child.kill('SIGTERM');
  await ended;
  const logged = lines.map((line) => JSON.parse(line)).filter((line) => line.method === 'POST');
  t.deepEqual(
    logged.map(({ url, status, code }) => ({ url, status, code })),
    [
      { url: '/v1/harmonize', status: 200, code: undefined },
      { url: '/v1/harmonize', status: 400, code: 'OPTION_INVALID' },
    ],
  );
});
