import accepts from '@fastify/accepts';
import multipart from '@fastify/multipart';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginCallback,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import { answerErrors } from './answer-errors.js';
import { authentication } from './authentication.js';
import { multipartLimits } from './form.js';
import { MemoryJobs } from './jobs/memory.js';
import { JobRunner } from './jobs/runner.js';
import type { Limits } from './limits.js';
import { accessLog } from './log.js';
import { metrics } from './metrics.js';
import type { Model } from './model.js';
import { openapi } from './openapi.js';
import { protection } from './protection.js';
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
  /** Whether the address of a client is in X-Forwarded-For. */
  trustProxy?: boolean;
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
  trustProxy = false,
  logger = false,
  telemetry,
}: AppOptions): Promise<App> {
  const app = Fastify({
    logger,
    trustProxy,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.maxBodyBytes,
    requestTimeout: limits.uploadTimeout * 1000,
    // Routes answer themselves while the server stops, in the form of all errors.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  }).withTypeProvider<TypeBoxTypeProvider>();
  const works = new Works();
  const jobs = new JobRunner(new MemoryJobs(limits), model, works, limits, app.log);
  app.decorate('context', { model, limits, works, jobs });
  app.addHook('onClose', async () => jobs.close());
  app.addHook('onSend', async (_, reply) => {
    reply.header('x-content-type-options', 'nosniff');
  });

  if (telemetry) await app.register(telemetry);
  await app.register(accessLog);
  await app.register(answerErrors, { model });
  await app.register(accepts);
  await app.register(multipart, { limits: multipartLimits(limits) });
  await app.register(openapi);
  await app.register(metrics, { authentication: authentication(token) });
  await app.register(healthRoutes);
  await app.register(
    async (v1) => {
      await v1.register(protection, { limits });
      v1.addHook('onRequest', authentication(token));
      await v1.register(harmonizeRoutes);
      await v1.register(jobRoutes);
      await v1.register(scoreRoutes);
      await v1.register(modelRoutes);
    },
    { prefix: '/v1' },
  );
  return app;
}
