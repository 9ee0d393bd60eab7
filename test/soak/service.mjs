// Calls over HTTP to harmonidiff-service in a process of its own. A call is aborted by closing its connection, and a job by
// cancelling it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeMask, HARMONIZE, MODEL, REQUEST } from './kinds.mjs';

const PROGRAM = join(import.meta.dirname, '../../packages/service/bin/harmonidiff-service.js');

/** The kinds whose answers are not a PNG. */
const ACCEPT = { 'ltf, every image': 'application/json', freecompose: 'text/event-stream' };
/** The kinds that also run as jobs. */
const JOBS = ['copy-paste', 'ltf', 'ltf, every image'];
/** Milliseconds between two requests for the state of a job. */
const POLL = 20;

/** Starts a server, and returns the kinds of calls by name: each takes an AbortSignal and returns a digest of the answer. */
export async function openService({ threads, maxInFlight }) {
  const { child, url } = await serve([
    ...['--model', MODEL, '--device', 'cpu', '--engine', 'onnxruntime'],
    ...['--threads', threads, '--max-in-flight', maxInFlight],
    // Without limits that would refuse these calls.
    ...['--rate-limit', 0, '--max-event-loop-delay', 0],
    // fetch may have opened a connection that it has not used; the server would wait for its request.
    ...['--grace', 0],
  ]);
  const [target, source] = [REQUEST.target, REQUEST.source].map((path) => readFileSync(path));
  const mask = await encodeMask();
  const box = Object.values(REQUEST.box).join();
  const { prompts, metadata } = REQUEST;
  const texts = { sourcePrompt: prompts.source, targetPrompt: prompts.target, ...metadata };

  const ask = async (path, expected, options) => {
    const answer = await fetch(`${url}/v1/${path}`, options);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status !== expected) throw new Error(`the service answered ${answer.status}: ${bytes}`);
    return bytes;
  };
  const call = async (path, form, accept, signal) => {
    const options = { method: 'POST', body: formOf(form), headers: { accept }, signal };
    return digest(await ask(path, 200, options), accept);
  };
  const runJob = async (form, accept, signal) => {
    signal.throwIfAborted();
    // Without the signal: the id of a job whose answer is given up would be unknown, and the job would stay.
    const created = JSON.parse(await ask('jobs', 202, { method: 'POST', body: formOf(form) }));
    const job = `jobs/${created.id}`;
    try {
      for (let { state } = created; state !== 'done'; ) {
        await wait(POLL, undefined, { signal });
        const found = JSON.parse(await ask(job, 200, { signal }));
        state = found.state;
        if (state === 'failed') throw new Error(`a job failed: ${found.error.message}`);
      }
      return digest(await ask(`${job}/result`, 200, { headers: { accept }, signal }), accept);
    } finally {
      await removeJob(job);
    }
  };
  // The first request cancels a job that has not ended, and the next one deletes it.
  const removeJob = async (job) => {
    let status;
    do {
      const answer = await fetch(`${url}/v1/${job}`, { method: 'DELETE' });
      await answer.arrayBuffer();
      status = answer.status;
    } while (status === 204);
    if (status !== 404) throw new Error(`the service answered ${status} to the deletion of a job`);
  };
  const metrics = async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return (name) => {
      const found = text.matchAll(new RegExp(`^harmonidiff_${name}(?:{.*})? (.+)$`, 'gm'));
      return [...found].reduce((sum, [, value]) => sum + Number(value), 0);
    };
  };
  const kinds = {
    score: (signal) => call('score', { image: target, box }, 'application/json', signal),
  };
  for (const [name, { mask: isMasked, ...options }] of Object.entries(HARMONIZE)) {
    const form = { target, source, ...(isMasked ? { mask } : { box }), ...texts, ...options };
    const accept = ACCEPT[name] ?? 'image/png';
    kinds[name] = (signal) => call('harmonize', form, accept, signal);
    if (JOBS.includes(name)) kinds[`job: ${name}`] = (signal) => runJob(form, accept, signal);
  }
  return {
    kinds,
    isIdle: async () => {
      const gauge = await metrics();
      return gauge('queued') + gauge('in_flight') === 0;
    },
    jobsLeft: async () => (await metrics())('jobs'),
    memory: async () => {
      child.send('memory');
      return (await once(child, 'message'))[0];
    },
    close: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Starts the service on a free port and waits until it is ready. */
async function serve(flags) {
  const preload = ['--expose-gc', '--import', join(import.meta.dirname, 'memory-of-server.mjs')];
  const given = [...preload, PROGRAM, 'serve', '--port', 0, ...flags].map(String);
  const { HARMONIDIFF_TOKEN: _, ...env } = process.env;
  const child = spawn(process.execPath, given, { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const stopped = once(child, 'exit').then(([code]) => {
    throw new Error(`the service ended with exit code ${code}`);
  });
  const url = await Promise.race([stopped, addressOf(child)]);
  stopped.catch(() => {});
  while ((await fetch(`${url}/health/ready`)).status !== 200) await wait(50);
  return { child, url };
}

function addressOf({ stdout }) {
  return new Promise((resolve) => {
    createInterface(stdout).on('line', (line) => {
      const [, url] = /listening at (http:[^"]+)/.exec(line) ?? [];
      if (url) resolve(url);
    });
  });
}

function formOf(values) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (Buffer.isBuffer(value)) form.append(name, new Blob([value]), name);
    else form.append(name, String(value));
  }
  return form;
}

/** The digest of an answer, without the times in it. */
function digest(bytes, accept) {
  const hash = createHash('sha256');
  if (accept === 'image/png') return hash.update(bytes).digest('hex');
  const text =
    accept === 'text/event-stream' ? /^event: result\ndata: (.*)$/m.exec(bytes)[1] : bytes.toString();
  const { timings: _, ...facts } = JSON.parse(text);
  return hash.update(JSON.stringify(facts)).digest('hex');
}
