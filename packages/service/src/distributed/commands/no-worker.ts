/** Counts in a row without a worker. After a restart of Redis, workers need a moment to connect. */
const PATIENCE = 2;

/** Decides when to report that no worker is connected: once, and again only after one has connected and left. */
export class NoWorker {
  private counts = 0;
  private wasThere = false;

  /** @returns what to say, if anything */
  observe(workers: number): string | undefined {
    if (workers > 0) {
      this.counts = 0;
      this.wasThere = true;
      return undefined;
    }
    if (++this.counts !== PATIENCE) return undefined;
    const any = this.wasThere ? ' any more' : '';
    return `No worker with this version and model is connected${any}. The jobs wait until one is.`;
  }
}
