import { Type } from 'typebox';
import type { App } from '../app.js';

const Health = Type.Object({ state: Type.Enum(['loading', 'ready', 'broken', 'stopping']) });

/** For the programs that start, watch and stop this one. They need no token. */
export async function healthRoutes(app: App): Promise<void> {
  const { model } = app.context;
  const schema = { tags: ['server'], response: { 200: Health, 503: Health } };

  app.get(
    '/health/live',
    { schema: { ...schema, summary: '503 if the process should be restarted' } },
    async (_, reply) => reply.code(model.state === 'broken' ? 503 : 200).send({ state: model.state }),
  );
  app.get(
    '/health/ready',
    {
      logLevel: 'warn',
      schema: { ...schema, summary: '503 while the model is loading or the server is stopping' },
    },
    async (_, reply) => reply.code(model.state === 'ready' ? 200 : 503).send({ state: model.state }),
  );
}
