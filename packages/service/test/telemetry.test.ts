import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import test from 'ava';
import { loadTelemetry } from '../src/telemetry.js';
import { formOf, open, PASTE, post } from './support/service.js';

test('with --otel every request is a span', async (t) => {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register();
  t.teardown(() => trace.disable());
  const app = await open(t, { telemetry: await loadTelemetry() });
  t.is((await post(app, '/v1/harmonize', formOf(PASTE))).statusCode, 200);
  const routes = exporter.getFinishedSpans().map(({ attributes }) => attributes['http.route']);
  t.true(routes.includes('/v1/harmonize'), JSON.stringify(routes));
});
