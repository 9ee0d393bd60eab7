// node bench/service.mjs [--record]: what a request to the HTTP service costs beside the work itself, and what 200 clients at
// once find. The method is copy-paste, which runs no network but the classifier.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { encodeImage, Harmonizer, smallModel } from '../dist/index.js';
import { describeMachine } from './cpu/machine.mjs';
import { RECORD, recordEntry } from './ledger/entries.mjs';

const { values: options } = parseArgs({ options: RECORD });
const root = join(import.meta.dirname, '..');
const read = (name) => new Uint8Array(readFileSync(join(root, 'examples/villa', name)));
const [target, source] = [read('target.png'), read('source.png')];
const box = { x: 48, y: 52, width: 168, height: 160 };

const REPETITIONS = 200;
const CLIENTS = 200;
/** Requests that each of the clients sends, one after another. */
const EACH = 5;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Median milliseconds of the library's call with the encoding of its result, and of the same request over HTTP, in turns. */
async function measureOverhead(url) {
  const harmonizer = await Harmonizer.load(smallModel);
  const call = async () => {
    const { winner } = await harmonizer.harmonize({ target, source, box, method: 'copy-paste' });
    return (await encodeImage(winner.image, 'png', { madeBy: { method: 'copy-paste' } })).length;
  };
  const times = { direct: [], service: [] };
  for (let i = 0; i < REPETITIONS; i++)
    for (const [name, work] of Object.entries({ direct: call, service: () => post(url).then(succeed) })) {
      const began = performance.now();
      await work();
      times[name].push(performance.now() - began);
    }
  await harmonizer.close();
  const [direct, service] = [median(times.direct), median(times.service)];
  return { repetitions: REPETITIONS, library: direct, service, overhead: service - direct };
}

/** Clients that all send at once, and send again as soon as they are answered. */
async function measureCrowd(url, delays) {
  await delays();
  const statuses = {};
  const began = performance.now();
  const client = async () => {
    for (let i = 0; i < EACH; i++) {
      const status = await post(url).then(
        ({ status }) => status,
        (error) => error.cause?.code ?? error.message,
      );
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const seconds = (performance.now() - began) / 1000;
  return { clients: CLIENTS, each: EACH, statuses, seconds, eventLoopDelay: await delays() };
}

/** One form for all requests, because encoding it is the client's work. */
async function encodeForm() {
  const form = new FormData();
  form.append('target', new Blob([target]), 'target.png');
  form.append('source', new Blob([source]), 'source.png');
  form.append('box', Object.values(box).join(','));
  form.append('method', 'copy-paste');
  const encoded = new Response(form);
  const headers = { 'content-type': encoded.headers.get('content-type') };
  return { method: 'POST', headers, body: await encoded.arrayBuffer() };
}

async function post(url) {
  const answer = await fetch(`${url}/v1/harmonize`, request);
  await answer.arrayBuffer();
  return answer;
}

function succeed({ status }) {
  if (status !== 200) throw new Error(`The service answered ${status}.`);
}

/** Starts the service in a process of its own and waits until it is ready. */
async function serve() {
  const flags = ['serve', '--port', '0', '--rate-limit', '0', '--log-level', 'info'];
  const main = join(root, 'packages/service/bin/harmonidiff-service.js');
  const child = spawn(
    process.execPath,
    ['--import', join(import.meta.dirname, 'service-delay.mjs'), main, ...flags],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const url = await new Promise((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const [, found] = /listening at (http:[^"]+)/.exec(line) ?? [];
      if (found) resolve(found);
    });
  });
  while ((await fetch(`${url}/health/ready`).then(({ status }) => status)) !== 200)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const delays = async () => {
    child.send('read');
    return (await once(child, 'message'))[0];
  };
  return { child, url, delays };
}

const request = await encodeForm();
const { child, url, delays } = await serve();
const overhead = await measureOverhead(url);
const crowd = await measureCrowd(url, delays);
child.kill('SIGTERM');
const [exitCode] = await once(child, 'exit');

console.log(JSON.stringify({ machine: describeMachine(), overhead, crowd, exitCode }, null, 2));
if (options.record) {
  const { library, service } = overhead;
  const said = recordEntry('service', {
    settings: { model: basename(smallModel), method: 'copy-paste', clients: CLIENTS, 'requests each': EACH },
    repetitions: { requests: REPETITIONS },
    values: [
      {
        name: 'Request over HTTP / library call',
        ...{ unit: '×', better: 'lower', value: service / library },
      },
      { name: 'Time that HTTP adds', unit: 'ms', better: 'lower', value: overhead.overhead },
      { name: 'Library call', unit: 'ms', better: 'lower', value: library },
      {
        name: 'Event loop delay, 99th percentile',
        ...{ unit: 'ms', better: 'lower', value: crowd.eventLoopDelay.p99 },
      },
      {
        name: 'Requests that succeed',
        ...{ unit: '1/s', better: 'higher', value: (crowd.statuses[200] ?? 0) / crowd.seconds },
      },
    ],
  });
  console.log(said);
}
