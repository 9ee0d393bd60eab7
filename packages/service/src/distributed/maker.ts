import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadOptions, ResolvedTarget, Size } from 'harmonidiff';
import { QueueError } from './errors.js';
import type { Failure, Reply, Request, WhatToMake } from './messages.js';

const PROGRAM = join(import.meta.dirname, 'maker-process.js');
/** Milliseconds that the process has to free the model. */
const LAST = 5000;

/** An error from the process that makes composites. */
export class MakingError extends Error {
  readonly code: string | undefined;
  /** The code of the error of a patch that failed. */
  readonly causeCode: string | undefined;
  readonly mayPass: boolean;

  constructor({ message, code, causeCode, mayPass, stack }: Failure) {
    super(message);
    this.name = 'MakingError';
    this.code = code;
    this.causeCode = causeCode;
    this.mayPass = mayPass;
    if (stack !== undefined) this.stack = stack;
  }
}

interface Call {
  resolve(result: object): void;
  reject(error: Error): void;
  onProgress(fraction: number): void;
}

/**
 * Makes composites in a process of its own. Even if it is busy for long, for example with large labels,
 * the worker's own process renews its locks in time. If it crashes, only the jobs that it made fail.
 */
export class Maker {
  private readonly calls = new Map<number, Call>();
  private last = 0;
  private isClosing = false;
  /** Is aborted with the reason when the process has ended without being asked to. */
  readonly ended = new AbortController();

  private constructor(
    private readonly child: ChildProcess,
    readonly target: ResolvedTarget,
    readonly canvas: Size,
  ) {
    child.on('message', (reply: Reply) => this.receive(reply));
    child.on('exit', (code, signal) => {
      const error = ended('makes composites', signal ?? `exit code ${code}`);
      if (!this.isClosing) this.ended.abort(error);
      for (const call of this.calls.values()) call.reject(error);
      this.calls.clear();
    });
  }

  /** @throws MakingError if the model cannot be loaded, and the reason of the signal */
  static async start(model: string, options: LoadOptions, signal?: AbortSignal): Promise<Maker> {
    signal?.throwIfAborted();
    const child = fork(PROGRAM, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const abort = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', abort);
    try {
      send(child, { type: 'load', model, options });
      const [reply] = (await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(([code, name]) => {
          signal?.throwIfAborted();
          throw ended('loads the model', name ?? `exit code ${code}`);
        }),
      ])) as [Reply];
      if (reply.type === 'loaded') return new Maker(child, reply.target, reply.canvas);
      throw new MakingError((reply as Reply & { type: 'failed' }).error);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /**
   * @param root the shared folder
   * @throws MakingError, and an error if the process ends
   */
  make(
    root: string,
    what: WhatToMake,
    { signal, onProgress }: { signal: AbortSignal; onProgress(fraction: number): void },
  ): Promise<object> {
    const call = ++this.last;
    const abort = () => send(this.child, { type: 'abort', call });
    return new Promise<object>((resolve, reject) => {
      if (this.ended.signal.aborted) return reject(this.ended.signal.reason);
      this.calls.set(call, { resolve, reject, onProgress });
      send(this.child, { type: 'make', call, root, ...what });
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
    }).finally(() => signal.removeEventListener('abort', abort));
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.isClosing = true;
    const exit = once(this.child, 'exit');
    send(this.child, { type: 'close' });
    const timer = setTimeout(() => this.child.kill('SIGKILL'), LAST);
    await exit;
    clearTimeout(timer);
  }

  private receive(reply: Reply): void {
    if (reply.type === 'loaded' || reply.call === undefined) return;
    const call = this.calls.get(reply.call);
    if (reply.type === 'progress') {
      call?.onProgress(reply.fraction);
      return;
    }
    this.calls.delete(reply.call);
    if (reply.type === 'made') call?.resolve(reply.result);
    else call?.reject(new MakingError(reply.error));
  }
}

function ended(task: string, how: string): QueueError {
  return new QueueError(
    'PROCESS_ENDED',
    `The process that ${task} has ended (${how}). Check the system log, for example for out-of-memory kills.`,
  );
}

function send(child: ChildProcess, request: Request): void {
  // Its end is reported by the event.
  if (child.connected) child.send(request, () => {});
}
