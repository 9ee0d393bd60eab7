import type { FastifyPluginCallback } from 'fastify';
import { OptionError } from 'harmonidiff';

/**
 * The plugin that makes a span of every request. The package is loaded only if it is asked for.
 *
 * @throws OptionError if `@fastify/otel` is not installed
 */
export async function loadTelemetry(): Promise<FastifyPluginCallback> {
  const { FastifyOtelInstrumentation } = await import('@fastify/otel').catch((cause) => {
    throw new OptionError(
      '--otel needs the package @fastify/otel, which is not installed: npm install @fastify/otel @opentelemetry/api.',
      { cause },
    );
  });
  return new FastifyOtelInstrumentation().plugin() as FastifyPluginCallback;
}
