import type { FastifyPluginCallback } from 'fastify';

/**
 * The plugin that makes a span of every request. The package is loaded only if it is asked for.
 *
 * @throws Error if `@fastify/otel` is not installed
 */
export async function loadTelemetry(): Promise<FastifyPluginCallback> {
  const { FastifyOtelInstrumentation } = await import('@fastify/otel').catch((cause) => {
    throw new Error(
      '--otel needs the package @fastify/otel, which is not installed: npm install @fastify/otel @opentelemetry/api.',
      { cause },
    );
  });
  return new FastifyOtelInstrumentation().plugin() as FastifyPluginCallback;
}
