import { setTimeout as wait } from 'node:timers/promises';
import type { App } from './app.js';
import { stopping } from './errors.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** What a shell reports for a program that a signal ended. */
const CODES = { SIGTERM: 128 + 15, SIGINT: 128 + 2 };

/** Milliseconds between looks for connections that are no longer used. */
const IDLE = 50;

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
      void stop(app, grace).then(() => process.exit(0));
    });
  }
}

/** Ends the work in progress and closes the server. */
export async function stop(app: App, grace: number): Promise<void> {
  const { model, works, jobs } = app.context;
  model.stop();
  jobs.close();
  const late = new AbortController();
  void wait(grace * 1000, undefined, { signal: late.signal, ref: false }).then(
    () => works.stopAll(stopping()),
    () => {},
  );
  // A client keeps its connection after the last answer, and the server would wait for it.
  const idle = setInterval(() => app.server.closeIdleConnections(), IDLE);
  await app.close();
  clearInterval(idle);
  late.abort();
  await model.close();
}
