import accepts from '@fastify/accepts';
import multipart from '@fastify/multipart';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginCallback,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
  type onRequestAsyncHookHandler,
} from 'fastify';
import { OptionError } from 'harmonidiff';
import { answerClientError, answerError, answerErrors } from './answer-errors.js';
import { authentication } from './authentication.js';
import { Connections } from './connections.js';
import { multipartLimits, said } from './form.js';
import { MemoryJobs } from './jobs/memory.js';
import { JobRunner } from './jobs/runner.js';
import type { Limits } from './limits.js';
import { accessLog } from './log.js';
import { metrics } from './metrics.js';
import type { Model } from './model.js';
import { openapi } from './openapi.js';
import { admission, pressureLimiting, rateLimiting, refuseOtherSites } from './protection.js';
import { harmonizeRoutes } from './routes/harmonize.js';
import { healthRoutes } from './routes/health.js';
import { jobRoutes } from './routes/jobs.js';
import { modelRoutes } from './routes/model.js';
import { scoreRoutes } from './routes/score.js';
import { Works } from './work.js';

export interface AppOptions {
  model: Model;
  limits: Limits;
  /** What clients must show. Without one, everybody may use the service. */
  token?: string | undefined;
  /** Addresses and networks of reverse proxies, each of which appends an address to X-Forwarded-For. */
  trustProxy?: string | undefined;
  /** Whether to refuse what pages of other sites send. */
  onlyLocal?: boolean;
  logger?: FastifyServerOptions['logger'];
  /** A plugin that traces requests. */
  telemetry?: FastifyPluginCallback | undefined;
}

/** What routes work with. */
export interface Context {
  model: Model;
  limits: Limits;
  works: Works;
  jobs: JobRunner;
  connections: Connections;
  /** See `admission`. */
  admit: onRequestAsyncHookHandler;
}

export type App = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyInstance {
    context: Context;
  }
}

/** The service without its socket: `listen` starts it, `inject` tests it, `close` ends it when no request is left. */
export async function buildApp({
  model,
  limits,
  token,
  trustProxy,
  onlyLocal = false,
  logger = false,
  telemetry,
}: AppOptions): Promise<App> {
  const app = Fastify({
    logger,
    trustProxy: trustProxy ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    http: timeLimits(limits),
    // Longer than anything else takes: only a client that does not read its answer is so slow.
    connectionTimeout: (limits.timeout + limits.uploadTimeout) * 1000 + 60_000,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerError,
    // Routes answer themselves while the server stops, in the form of all errors.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  }).withTypeProvider<TypeBoxTypeProvider>();
  // Bodies are forms, which multipart reads.
  app.removeAllContentTypeParsers();
  const works = new Works(model);
  const jobs = new JobRunner(new MemoryJobs(limits), model, works, limits, app.log);
  const connections = new Connections(app.server);
  app.decorate('context', { model, limits, works, jobs, connections, admit: admission(model) });
  app.addHook('onClose', async () => jobs.close());
  app.addHook('onSend', async (_, reply) => {
    reply.header('x-content-type-options', 'nosniff');
  });

  if (telemetry) await app.register(telemetry);
  await app.register(accessLog);
  await app.register(answerErrors);
  if (onlyLocal) app.addHook('onRequest', refuseOtherSites);
  await app.register(accepts);
  await app.register(multipart, { limits: multipartLimits(limits) });
  await app.register(openapi);
  const limitRate = await rateLimiting(app, limits);
  const authenticate = authentication(token);
  await app.register(metrics, { onRequest: [limitRate, authenticate] });
  await app.register(healthRoutes);
  await app.register(
    async (v1) => {
      await v1.register(pressureLimiting, limits);
      v1.addHook('onRequest', limitRate);
      v1.addHook('onRequest', authenticate);
      v1.addHook('onRequest', refuseQuery);
      await v1.register(harmonizeRoutes);
      await v1.register(jobRoutes);
      await v1.register(scoreRoutes);
      await v1.register(modelRoutes);
    },
    { prefix: '/v1' },
  );
  return app;
}

/** Time for the headers of a request; `readForm` limits that for its body. */
function timeLimits({ uploadTimeout }: Limits) {
  const headersTimeout = Math.min(60, uploadTimeout) * 1000;
  // Node looks every 30 seconds by default.
  return { headersTimeout, requestTimeout: uploadTimeout * 1000 + 10_000, connectionsCheckingInterval: 1000 };
}

/** @throws OptionError */
async function refuseQuery({ query }: FastifyRequest): Promise<void> {
  const [name] = Object.keys(query as object);
  if (name === undefined) return;
  throw new OptionError(`${said(name)} is in the query string; send options as form fields.`);
}
