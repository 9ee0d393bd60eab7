import { connect } from 'node:net';
import test from 'ava';
import sharp from 'sharp';
import type { App } from '../src/app.js';
import { ENDLESS, FIELDS, formOf, listen, open, PASTE, post, source, until } from './support/service.js';

const PATH = '/v1/harmonize';

test.serial('a file, a request or a text that is too long is refused', async (t) => {
  const large = await sharp({ create: { width: 256, height: 256, channels: 3, background: 'red' } })
    .tiff({ compression: 'none' })
    .toBuffer();
  const byFile = await open(t, { limits: { maxFileBytes: 100_000 } });
  const answers = [await post(byFile, PATH, formOf(PASTE, { target: large, source }))];
  const byBody = await open(t, { limits: { maxBodyBytes: 200_000 } });
  answers.push(await post(byBody, PATH, formOf(PASTE, { target: large, source: large })));
  answers.push(await post(byFile, PATH, formOf({ ...PASTE, sourcePrompt: 'a'.repeat(70_000) })));
  for (const answer of answers) {
    t.is(answer.statusCode, 413, answer.body);
    t.is(answer.json().error.code, 'BODY_TOO_LARGE');
  }
});

test.serial('a request in chunks, which does not state its length, is refused too', async (t) => {
  const { url } = await listen(t, { limits: { maxBodyBytes: 200_000, maxFileBytes: 150_000 } });
  const encoded = new Response(
    formOf(PASTE, { target: Buffer.alloc(140_000, 1), source: Buffer.alloc(140_000, 1) }),
  );
  const answer = await fetch(`${url}${PATH}`, {
    method: 'POST',
    body: encoded.body,
    headers: { 'content-type': encoded.headers.get('content-type')! },
    duplex: 'half',
  } as RequestInit);
  t.is(answer.status, 413);
});

test.serial('a request that takes too long to arrive is given up', async (t) => {
  const { url } = await listen(t, { limits: { uploadTimeout: 1 } });
  const { port } = new URL(url);
  const head = [
    `POST ${PATH} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: multipart/form-data; boundary=a',
    'Content-Length: 1000',
    '',
    '--a\r\nContent-Disposition: form-data; name="box"\r\n\r\n1,2',
  ].join('\r\n');
  for (const sent of [head, head.slice(0, 40)]) {
    const socket = connect({ port: Number(port), host: '127.0.0.1' });
    socket.write(sent);
    const answer = (await socket.setEncoding('utf8').toArray()).join('');
    t.regex(answer, /^HTTP\/1\.1 408 /);
    t.regex(answer, /\r\n\r\n{"error":{"code":"UPLOAD_TIMEOUT","message":"[^"]+"}}$/);
  }
});

test.serial('too many parts are refused', async (t) => {
  const app = await open(t);
  const form = formOf(PASTE);
  for (let i = 0; i < 100; i++) form.append('steps', '4');
  const files = formOf(PASTE);
  for (let i = 0; i < 10; i++) files.append(`file${i}`, new Blob(['a']), 'a');
  for (const sent of [form, files]) {
    const answer = await post(app, PATH, sent);
    t.true([400, 413].includes(answer.statusCode), answer.body);
  }
});

test.serial('an image with too many pixels is refused before it is decoded', async (t) => {
  const app = await open(t, { limits: { maxPixels: 500_000 } });
  const wide = { create: { width: 1000, height: 501, channels: 3, background: 'red' } } as const;
  for (const format of ['png', 'jpeg', 'webp', 'tiff'] as const) {
    const whole = await sharp(wide)[format]().toBuffer();
    // Without its second half it could not be decoded, which would be another error.
    const isHeadEnough = format === 'png' || format === 'jpeg';
    const bytes = isHeadEnough ? whole.subarray(0, whole.length / 2) : whole;
    const answer = await post(app, PATH, formOf(PASTE, { target: bytes, source }));
    t.is(answer.statusCode, 413, format);
    t.deepEqual(answer.json().error, {
      code: 'IMAGE_TOO_LARGE',
      message: 'The target image has 1000 x 501 pixels; the limit here is 500000. Cut out the part you need.',
    });
  }
});

test.serial('a request that takes too long ends with TIMEOUT, and so does its work', async (t) => {
  const app = await open(t, { limits: { timeout: 0.3 } });
  const answer = await post(app, PATH, formOf(ENDLESS));
  t.is(answer.statusCode, 503);
  t.is(answer.json().error.code, 'TIMEOUT');
  t.is((await post(app, PATH, formOf(PASTE))).statusCode, 200, 'the model is free again');
});

test.serial('a stream that takes too long ends with an error event', async (t) => {
  const { url } = await listen(t, { limits: { timeout: 1 } });
  const answer = await fetch(`${url}${PATH}`, {
    method: 'POST',
    body: formOf(ENDLESS),
    headers: { accept: 'text/event-stream' },
  });
  const [last] = (await answer.text()).trimEnd().split('\n\n').slice(-1);
  t.regex(last!, /^event: error\ndata: {"error":{"code":"TIMEOUT",/);
});

for (const accept of ['image/png', 'text/event-stream'])
  test.serial(`a client that goes away ends its work (${accept})`, async (t) => {
    const { app, url } = await listen(t);
    const leave = new AbortController();
    const request = fetch(`${url}${PATH}`, {
      method: 'POST',
      body: formOf(ENDLESS),
      headers: { accept },
      signal: leave.signal,
    }).then((answer) => answer.text());
    await until(
      async () => app.context.works.count,
      (count) => count === 1,
    );
    leave.abort();
    await t.throwsAsync(request, { any: true });
    await until(
      async () => app.context.works.count,
      (count) => count === 0,
    );
    t.is((await post(app, PATH, formOf(PASTE))).statusCode, 200, 'the model is free again');
    t.regex(
      (await app.inject('/metrics')).body,
      /_count{method="POST",route="\/v1\/harmonize",status="499"} 1\n/,
    );
  });

test.serial('requests that wait for an earlier answer on their connection end with it', async (t) => {
  const { app, url } = await listen(t, { limits: { maxQueue: 4 } });
  const encoded = new Response(formOf(ENDLESS));
  const body = Buffer.from(await encoded.arrayBuffer());
  const type = encoded.headers.get('content-type');
  const head = `POST ${PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
  const count = async () => app.context.works.count;
  for (let i = 0; i < 3; i++) {
    socket.write(head);
    socket.write(body);
  }
  await until(count, (count) => count === 3);
  socket.destroy();
  await until(count, (count) => count === 0);
  t.pass();
});

test.serial('what finds the queue full is told to come back, before its body is read', async (t) => {
  const { app, url } = await listen(t, { limits: { maxQueue: 1 } });
  const leave = new AbortController();
  const send = () => fetch(`${url}${PATH}`, { method: 'POST', body: formOf(ENDLESS), signal: leave.signal });
  const places = app.context.model.stats()!.maxInFlight + 1;
  const held = Array.from({ length: places }, () => send().catch(() => undefined));
  await until(
    async () => app.context.works.count,
    (count) => count === places,
  );
  const refused = await send();
  t.is(refused.status, 429);
  t.is(refused.headers.get('retry-after'), '5');
  const { error } = (await refused.json()) as { error: { code: string } };
  t.is(error.code, 'QUEUE_FULL');
  leave.abort();
  await Promise.all(held);
  await until(
    async () => (await post(app, PATH, formOf(PASTE))).statusCode,
    (status) => status === 200,
  );
});

test.serial(
  'a client that sends too many requests is told when to come back; health checks are not counted',
  async (t) => {
    const app = await open(t, { limits: { rateLimit: 2 } });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await app.inject('/v1/model')).statusCode);
    t.deepEqual(statuses, [200, 200, 429]);
    const refused = await app.inject('/v1/model');
    t.is(refused.json().error.code, 'RATE_LIMIT');
    t.true(Number(refused.headers['retry-after']) > 0);
    t.is((await app.inject('/health/ready')).statusCode, 200);
    const other = await app.inject({ url: '/v1/model', remoteAddress: '10.0.0.1' });
    t.is(other.statusCode, 200);
  },
);

test.serial('the address that a proxy states counts only if the proxy is trusted', async (t) => {
  const ask = (app: App, forwarded: string) =>
    app.inject({ url: '/v1/model', headers: { 'x-forwarded-for': forwarded } });
  for (const [trustProxy, last] of [
    ['loopback', 200],
    ['127.0.0.0/8', 200],
    ['10.9.9.9', 429],
    [undefined, 429],
  ] as const) {
    const app = await open(t, { limits: { rateLimit: 1 }, trustProxy });
    t.is((await ask(app, '10.0.0.1')).statusCode, 200);
    t.is((await ask(app, '10.0.0.2')).statusCode, last, trustProxy);
  }
  const app = await open(t, { limits: { rateLimit: 1 }, trustProxy: 'loopback' });
  t.is((await ask(app, '10.0.0.1, 203.0.113.9')).statusCode, 200);
  t.is(
    (await ask(app, '10.0.0.2, 203.0.113.9')).statusCode,
    429,
    'what the client wrote itself does not count',
  );
});

test.serial('wrong tokens count as requests', async (t) => {
  const app = await open(t, { limits: { rateLimit: 2 }, token: 'a-token-of-many-characters' });
  const statuses = [];
  for (const url of ['/v1/model', '/metrics', '/v1/model', '/metrics'])
    statuses.push((await app.inject({ url, headers: { authorization: 'Bearer wrong' } })).statusCode);
  t.deepEqual(statuses, [401, 401, 429, 429]);
});

test.serial('a model that asks for more memory than there may be is a mistake of the request', async (t) => {
  const app = await open(t, { own: true });
  const harmonizer = app.context.model.get();
  const { MemoryLimitError } = await import('harmonidiff');
  harmonizer.harmonize = () =>
    Promise.reject(new MemoryLimitError('The request needs about 9 MB of memory.'));
  const answer = await post(app, PATH, formOf(FIELDS));
  t.is(answer.statusCode, 422);
  t.is(answer.json().error.code, 'MEMORY_LIMIT');
});

test.serial('errors of the server are answered without the paths in them', async (t) => {
  const app = await open(t, { own: true });
  const { EngineError, ModelFileError } = await import('harmonidiff');
  const harmonizer = app.context.model.get();
  for (const [error, status] of [
    [new EngineError('ENGINE_FAILED', 'in /srv/models/a.onnx'), 500],
    [new EngineError('OUT_OF_MEMORY', 'in /srv/models/a.onnx'), 503],
    [new TypeError('/srv/models'), 500],
    [new ModelFileError('MODEL_CHANGED', '/srv/models/a has changed'), 503],
  ] as const) {
    harmonizer.harmonize = () => Promise.reject(error);
    const answer = await post(app, PATH, formOf(FIELDS));
    t.is(answer.statusCode, status);
    t.false(answer.body.includes('/srv'), answer.body);
  }
  t.is((await app.inject('/health/live')).statusCode, 503, 'a model that has changed needs a new process');
  t.is((await app.inject('/health/ready')).statusCode, 503);
});
