import { setTimeout as wait } from 'node:timers/promises';
import type { App } from './app.js';
import { stopping } from './errors.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** What a shell reports for a program that a signal ended. */
const CODES = { SIGTERM: 128 + 15, SIGINT: 128 + 2 };

/** Milliseconds between looks for work that has ended and connections that are no longer used. */
const LOOK = 50;
/** Milliseconds for the answers of requests that were cancelled. */
const LAST_ANSWERS = 1000;

/**
 * Stops the server with the first signal: it takes no new requests, gives those in progress some time, and then cancels
 * them. A second signal ends the process at once.
 *
 * @param grace seconds for requests in progress
 * @param stopped is aborted with the first signal
 */
export function stopOnSignals(app: App, grace: number, stopped: AbortController): void {
  for (const name of SIGNALS) {
    process.on(name, () => {
      if (stopped.signal.aborted) process.exit(CODES[name]);
      stopped.abort();
      app.log.info({ grace }, `${name}: stopping. A second signal ends the process at once.`);
      void stop(app, grace).then(
        () => process.exit(0),
        (error) => {
          app.log.error({ err: error }, 'The server could not stop properly.');
          process.exit(1);
        },
      );
    });
  }
}

/**
 * Ends the work in progress and closes the server.
 *
 * @param grace seconds until work is cancelled and connections are closed
 */
export async function stop(app: App, grace: number): Promise<void> {
  const { model, works, jobs, connections } = app.context;
  model.stop();
  jobs.close();
  const ended = new AbortController();
  void endAfter(app, grace, ended.signal).catch(() => {});
  // Until then new requests and health checks are told that the server stops.
  while (works.count > 0) await wait(LOOK);
  // A client keeps its connection after the last answer, and the server would wait for it.
  const idle = setInterval(() => connections.closeIdle(), LOOK);
  await app.close();
  clearInterval(idle);
  ended.abort();
  await model.close();
}

/** Cancels the work, and closes the connections of clients that do not take their answers. */
async function endAfter(app: App, grace: number, signal: AbortSignal): Promise<void> {
  await wait(grace * 1000, undefined, { signal, ref: false });
  app.context.works.stopAll(stopping());
  await wait(LAST_ANSWERS, undefined, { signal, ref: false });
  app.server.closeAllConnections();
}
