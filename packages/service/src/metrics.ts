import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import plugin from 'fastify-plugin';
import type { HarmonizerStats } from 'harmonidiff';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { onOutcome } from './outcome.js';

/** From a millisecond to the time limit of a request. */
const BUCKETS = [0.001, 0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];

/** Gauges of the model's queue: name, help, value. */
const GAUGES: readonly [string, string, (stats: HarmonizerStats) => number | null][] = [
  ['queued', 'Calls that wait for the model', ({ queued }) => queued],
  ['in_flight', 'Calls that the model works on', ({ inFlight }) => inFlight],
  ['queue_limit', 'Calls that may wait for the model', ({ maxQueue }) => maxQueue],
  ['rows_per_call', 'Mean number of rows per UNet call', ({ rowsPerCall }) => rowsPerCall],
];

const OUTCOMES = ['completed', 'failed', 'aborted', 'refused'] as const;

/** Measures requests and shows the model's queue, in the text format of Prometheus, at /metrics. */
export const metrics = plugin(
  async (app: FastifyInstance, { onRequest }: { onRequest: onRequestAsyncHookHandler[] }) => {
    const registry = new Registry();
    const registers = [registry];
    const { model, jobs } = app.context;
    collectDefaultMetrics({ register: registry });

    const durations = new Histogram({
      name: 'harmonidiff_http_request_duration_seconds',
      help: 'Time from the arrival of a request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers,
    });
    onOutcome(app, ({ method, routeOptions }, { elapsedTime }, status) => {
      // The path itself would let clients make any number of series.
      const route = routeOptions.url ?? 'unknown';
      durations.observe({ method, route, status }, elapsedTime / 1000);
    });

    for (const [name, help, read] of GAUGES)
      new Gauge({
        name: `harmonidiff_${name}`,
        help,
        registers,
        collect() {
          const stats = model.stats();
          const value = stats && read(stats);
          if (typeof value === 'number') this.set(value);
        },
      });
    for (const [name, help] of [
      ['waiting', 'Time that recent calls waited for the model'],
      ['running', 'Time that the model worked on recent calls'],
    ] as const)
      new Gauge({
        name: `harmonidiff_${name}_seconds`,
        help,
        labelNames: ['quantile'],
        registers,
        collect() {
          const quantiles = model.stats()?.[name];
          if (!quantiles) return;
          this.set({ quantile: '0.5' }, quantiles.p50 / 1000);
          this.set({ quantile: '0.95' }, quantiles.p95 / 1000);
          this.set({ quantile: '0.99' }, quantiles.p99 / 1000);
        },
      });
    new Counter({
      name: 'harmonidiff_calls_total',
      help: 'Calls of the model that have ended',
      labelNames: ['outcome'],
      registers,
      collect() {
        const stats = model.stats();
        this.reset();
        for (const outcome of OUTCOMES) this.inc({ outcome }, stats?.[outcome] ?? 0);
      },
    });
    new Gauge({
      name: 'harmonidiff_jobs',
      help: 'Jobs that are held',
      labelNames: ['state'],
      registers,
      async collect() {
        this.reset();
        for (const [state, count] of Object.entries(jobs.counts())) this.set({ state }, count);
      },
    });

    const schema = {
      tags: ['server'],
      summary: 'Metrics in the text format of Prometheus',
      security: [{ token: [] }],
    };
    app.get('/metrics', { schema, onRequest }, async (_, reply) =>
      reply.type(registry.contentType).send(await registry.metrics()),
    );
  },
);
