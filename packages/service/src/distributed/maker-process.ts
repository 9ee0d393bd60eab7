import { HarmonidiffError, Harmonizer } from 'harmonidiff';
import { QueueError } from './errors.js';
import { KINDS } from './kinds/index.js';
import type { Failure, Reply, Request } from './messages.js';
import { SharedFolder } from './shared-folder.js';

// The program of the process that `Maker` starts: it loads the model and makes what it is asked for.

let harmonizer: Promise<Harmonizer> | undefined;
const running = new Map<number, AbortController>();

process.on('message', (request: Request) => {
  if (request.type === 'load') void load(request);
  else if (request.type === 'make') void make(request);
  else if (request.type === 'abort') running.get(request.call)?.abort();
  else void close();
});
// The worker has ended, perhaps without a word.
process.on('disconnect', () => process.exit());
// A terminal and systemd send these to both processes; the worker decides when this one ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

async function load({ model, options }: Request & { type: 'load' }): Promise<void> {
  try {
    harmonizer = Harmonizer.load(model, options);
    const { target, canvas } = await harmonizer;
    reply({ type: 'loaded', target, canvas });
  } catch (error) {
    reply({ type: 'failed', error: failureOf(error) });
  }
}

async function make({ call, root, ...what }: Request & { type: 'make' }): Promise<void> {
  const controller = new AbortController();
  running.set(call, controller);
  try {
    const result = await KINDS[what.run.kind].make({
      ...what,
      harmonizer: await harmonizer!,
      shared: await SharedFolder.open(root),
      signal: controller.signal,
      onProgress: (fraction) => reply({ type: 'progress', call, fraction }),
    });
    reply({ type: 'made', call, result });
  } catch (error) {
    reply({ type: 'failed', call, error: failureOf(error) });
  } finally {
    running.delete(call);
  }
}

async function close(): Promise<void> {
  await harmonizer?.then((loaded) => loaded.close()).catch(() => {});
  process.exit();
}

function reply(message: Reply): void {
  // If the worker has ended, 'disconnect' follows.
  if (process.connected) process.send!(message, undefined, undefined, () => {});
}

function failureOf(error: unknown): Failure {
  const { message, stack, cause } = error as Error;
  const isKnown = error instanceof HarmonidiffError || error instanceof QueueError;
  return {
    ...{ message: String(message), stack },
    code: isKnown ? error.code : undefined,
    causeCode: cause instanceof HarmonidiffError ? cause.code : undefined,
  };
}
