import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';
import { version } from './version.js';

/** Only files of this server. The plugin's own policy would turn plain HTTP into HTTPS, which this server does not have. */
const CONTENT_SECURITY = [
  "default-src 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "object-src 'none'",
  // The page sets styles of elements.
  "style-src 'self' 'unsafe-inline'",
].join('; ');

/** Describes the API at /openapi.json and shows it at /docs, with files of this server only. */
export const openapi = plugin(async (app: FastifyInstance) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.0.3',
      info: {
        title: 'harmonidiff',
        version,
        description: 'Makes a pasted satellite image patch look as if it had always been there.',
        license: { name: 'Apache-2.0' },
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      tags: [
        { name: 'images', description: 'Harmonise and score images' },
        { name: 'jobs', description: 'Harmonise in the background' },
        { name: 'server', description: 'The model, health and metrics' },
      ],
    },
    refResolver: { buildLocalReference: (json) => String(json.$id) },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: CONTENT_SECURITY,
    theme: { title: 'harmonidiff' },
    // By default the page sends the document's address to Swagger's online validator.
    uiConfig: { validatorUrl: null, deepLinking: true },
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
});
