import { once } from 'node:events';
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { buildApp } from '../src/app.js';
import { DEFAULT_LIMITS } from '../src/limits.js';
import { Model } from '../src/model.js';
import { stop } from '../src/stop.js';
import { FIELDS, formOf, listen, mini, open, PASTE, post, start, target, until } from './support/service.js';

const TOKEN = 'a-token-of-many-characters';

test.serial('with a token, only health checks and the documentation are open', async (t) => {
  const app = await open(t, { token: TOKEN });
  for (const url of ['/health/live', '/health/ready', '/openapi.json', '/docs/'])
    t.is((await app.inject(url)).statusCode, 200, url);
  const closed = [
    ['GET', '/metrics'],
    ['GET', '/v1/model'],
    ['GET', '/v1/jobs/a'],
    ['DELETE', '/v1/jobs/a'],
    ['POST', '/v1/harmonize'],
    ['POST', '/v1/jobs'],
    ['POST', '/v1/score'],
  ] as const;
  for (const [method, url] of closed)
    for (const authorization of [
      undefined,
      '',
      TOKEN,
      'Basic YTpi',
      'Bearer',
      `Bearer ${TOKEN}x`,
      `Bearer x${TOKEN}`,
    ]) {
      const answer = await app.inject({
        method,
        url,
        headers: authorization === undefined ? {} : { authorization },
      });
      t.is(answer.statusCode, 401, `${method} ${url} ${authorization}`);
      t.is(answer.json().error.code, 'UNAUTHORIZED');
      t.is(answer.headers['www-authenticate'], 'Bearer');
    }
  const authorization = `Bearer ${TOKEN}`;
  t.is((await app.inject({ url: '/metrics', headers: { authorization } })).statusCode, 200);
  t.is((await post(app, '/v1/harmonize', formOf(PASTE), { authorization })).statusCode, 200);
});

test.serial('until the model is loaded, the server is live but not ready', async (t) => {
  const model = new Model();
  const app = await buildApp({ model, limits: DEFAULT_LIMITS });
  t.teardown(() => app.close());
  t.is((await app.inject('/health/live')).statusCode, 200);
  const ready = await app.inject('/health/ready');
  t.is(ready.statusCode, 503);
  t.deepEqual(ready.json(), { state: 'loading' });
  for (const answer of [await app.inject('/v1/model'), await post(app, '/v1/harmonize', formOf(FIELDS))]) {
    t.is(answer.statusCode, 503);
    t.is(answer.json().error.code, 'LOADING');
    t.is(answer.headers['retry-after'], '5');
  }
  t.is((await app.inject('/metrics')).statusCode, 200);
});

test.serial(
  'when a job finds that the files of the model have changed, only a new process can help',
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-'));
    t.teardown(() => rm(folder, { recursive: true }));
    await cp(mini, folder, { recursive: true });
    const app = await open(t, { folder, own: true });
    await appendFile(join(folder, 'unet/diffusion_pytorch_model.safetensors'), 'more');
    const { id } = (await post(app, '/v1/jobs', formOf(FIELDS))).json();
    const ask = async () => (await app.inject(`/v1/jobs/${id}`)).json();
    const job = await until(ask, ({ state }) => state === 'failed');
    t.is(job.error.code, 'MODEL_CHANGED');
    t.is((await app.inject('/health/live')).statusCode, 503);
  },
);

test.serial('the model says what it can do and what it runs on', async (t) => {
  const app = await open(t, { limits: { timeout: 17 } });
  const { canvas, methods, classifier, device, engine, precision, limits } = (
    await app.inject('/v1/model')
  ).json();
  t.deepEqual(canvas, { width: 128, height: 128 });
  t.true(methods.includes('harmonidiff'));
  t.true(classifier);
  t.deepEqual([device, engine, precision], ['cpu', 'onnxruntime', 'fp32']);
  t.is(limits.timeout, 17);
});

test.serial('metrics count requests by route and status, and show the queue', async (t) => {
  const app = await open(t);
  await post(app, '/v1/harmonize', formOf(PASTE));
  await post(app, '/v1/harmonize', formOf({ ...PASTE, stpes: '1' }));
  await app.inject('/v1/jobs/some-id');
  await app.inject('/some/path');
  const { body, headers } = await app.inject('/metrics');
  t.regex(headers['content-type'] as string, /^text\/plain; version=0\.0\.4/);
  const count = (labels: string) => `harmonidiff_http_request_duration_seconds_count{${labels}} 1`;
  for (const line of [
    count('method="POST",route="/v1/harmonize",status="200"'),
    count('method="POST",route="/v1/harmonize",status="400"'),
    count('method="GET",route="/v1/jobs/:id",status="404"'),
    count('method="GET",route="unknown",status="404"'),
    'harmonidiff_queued 0',
    'harmonidiff_in_flight 0',
    'harmonidiff_queue_limit 64',
    'harmonidiff_jobs{state="running"} 0',
  ])
    t.true(body.includes(line), `${line}\n${body}`);
  t.regex(body, /^nodejs_eventloop_lag_p99_seconds \d/m);
  t.regex(body, /^harmonidiff_calls_total{outcome="completed"} [1-9]/m);
  t.false(body.includes('some'));
});

test.serial('the OpenAPI document names every field of the library, and every path', async (t) => {
  const app = await open(t);
  const { paths } = (await app.inject('/openapi.json')).json();
  t.deepEqual(Object.keys(paths).sort(), [
    '/health/live',
    '/health/ready',
    '/metrics',
    '/v1/harmonize',
    '/v1/jobs',
    '/v1/jobs/{id}',
    '/v1/jobs/{id}/result',
    '/v1/model',
    '/v1/score',
  ]);
  const { schema } = paths['/v1/harmonize'].post.requestBody.content['multipart/form-data'];
  const { fieldsOf } = await import('harmonidiff/fields');
  const names = fieldsOf('harmonize').map(({ name }) => name);
  t.deepEqual(Object.keys(schema.properties).sort(), names.filter((name) => name !== 'trace').sort());
  t.deepEqual(schema.required, ['target', 'source']);
  t.deepEqual(schema.properties.steps.maximum, 1000);
  t.is(schema.properties.target.format, 'binary');
  t.is(schema.properties.box.type, 'string');
});

test.serial('the pages of the documentation refer to nothing outside this server', async (t) => {
  const app = await open(t);
  const page = await app.inject('/docs/');
  const linked = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url!);
  t.true(linked.length > 3);
  for (const url of linked) {
    const { href, host, pathname } = new URL(url, 'http://here/docs/');
    t.is(host, 'here', href);
    t.is((await app.inject(pathname)).statusCode, 200, url);
  }
  const policy = page.headers['content-security-policy'] as string;
  t.regex(policy, /default-src 'self'/);
  t.notRegex(policy, /https?:|upgrade-insecure-requests/);
});

test.serial('a server that stops finishes what it has begun, and takes nothing new', async (t) => {
  const { app, close } = await start({ own: true });
  t.teardown(close);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const slow = { ...FIELDS, steps: '40', candidateRange: '20-21' };
  const running = fetch(`${url}/v1/harmonize`, { method: 'POST', body: formOf(slow) });
  const job = await post(app, '/v1/jobs', formOf(slow));
  while (app.context.works.count < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  app.context.model.stop();
  const refused = await app.inject('/health/ready');
  t.is(refused.statusCode, 503);
  t.deepEqual(refused.json(), { state: 'stopping' });
  const late = await post(app, '/v1/harmonize', formOf(PASTE));
  t.is(late.statusCode, 503);
  t.is(late.json().error.code, 'STOPPING');
  const stopped = stop(app, 60);
  t.is((await fetch(`${url}/health/ready`)).status, 503, 'a load balancer learns it');
  t.is(app.context.jobs.get(job.json().id)!.state, 'cancelled');
  const answer = await running;
  t.is(answer.status, 200);
  t.true((await answer.arrayBuffer()).byteLength > 1000);
  await stopped;
  await t.throwsAsync(fetch(`${url}/health/live`), undefined, 'nobody listens any more');
});

test.serial('after the grace time the work in progress is cancelled', async (t) => {
  const { app, close } = await start({ own: true });
  t.teardown(close);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const running = fetch(`${url}/v1/harmonize`, {
    method: 'POST',
    body: formOf({ ...FIELDS, steps: '900', candidateRange: '0-1' }),
  });
  while (app.context.works.count === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await stop(app, 0.1);
  const answer = await running;
  t.is(answer.status, 503);
  t.is(((await answer.json()) as { error: { code: string } }).error.code, 'STOPPING');
});

test.serial('after the grace time, clients that do not read their answers are left', async (t) => {
  const { app, close } = await start({ own: true });
  t.teardown(close);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
  socket.on('error', () => {});
  // More than the buffers of the system hold.
  for (let i = 0; i < 30; i++)
    socket.write('GET /docs/static/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'readable');
  await stop(app, 0.1);
  t.pass();
  socket.destroy();
});

test.serial('without a token, pages of other sites are refused', async (t) => {
  const app = await open(t, { onlyLocal: true });
  for (const [headers, status] of [
    [{ host: 'localhost:8080' }, 200],
    [{ host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' }, 200],
    [{ host: '[::1]:8080' }, 200],
    [{ host: '127.0.0.1:8080', origin: 'https://example.com' }, 403],
    [{ host: '127.0.0.1:8080', origin: 'null' }, 403],
    [{ host: 'example.com' }, 403],
    [{ host: '127.0.0.1.example.com' }, 403],
  ] as const)
    t.is((await app.inject({ url: '/v1/model', headers })).statusCode, status, JSON.stringify(headers));
});

test.serial('a picture of the answer may not be taken for another type', async (t) => {
  const { url } = await listen(t);
  const answer = await fetch(`${url}/v1/score`, {
    method: 'POST',
    body: formOf({ box: FIELDS.box }, { image: target }),
  });
  t.is(answer.headers.get('x-content-type-options'), 'nosniff');
});
