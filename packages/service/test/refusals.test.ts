import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import sharp from 'sharp';
import type { App } from '../src/app.js';
import { FIELDS, formOf, PASTE, post, source, start, target } from './support/service.js';

// What a request cannot do.

const PATH = '/v1/harmonize';

let service: Awaited<ReturnType<typeof start>>;
let app: App;
test.before(async () => {
  service = await start();
  app = service.app;
});
test.after.always(() => service.close());

for (const [what, texts, message] of [
  ['an unknown field', { stpes: '4' }, /^Unknown option stpes; did you mean steps\?$/],
  ['a value out of range', { steps: '1' }, /^steps is 1; it must be a whole number, 2 to 1000\.$/],
  ['a text that is no number', { steps: 'four' }, /^steps must be a whole number/],
  ['a box of three numbers', { box: '1,2,3' }, /^box must be x,y,w,h in canvas pixels/],
  ['a function', { onProgress: 'x' }, /^Unknown option onProgress; /],
  ['a signal', { signal: 'x' }, /^Unknown option signal; /],
  ['the trace', { trace: 'true' }, /^trace is an option of the library only/],
  ['an option of load', { device: 'cuda' }, /^Unknown option device; /],
  ['nested names', { 'prompts.source': 'a' }, /^Unknown option /],
  ['missing prompts', { sourcePrompt: '', method: 'sd3' }, /^method is "sd3"; it must be one of/],
] as const) {
  test(`refused: ${what}`, async (t) => {
    const answer = await post(app, PATH, formOf({ ...FIELDS, ...texts }));
    t.is(answer.statusCode, 400);
    const { code, message: said } = answer.json().error;
    t.is(code, 'OPTION_INVALID');
    t.regex(said, message);
  });
}

test('errors of the library name options as the fields are called', async (t) => {
  const { sourcePrompt: _, ...fields } = FIELDS;
  const answer = await post(app, PATH, formOf(fields));
  t.is(answer.statusCode, 400);
  t.regex(answer.json().error.message, /^sourcePrompt is missing; /);
});

test('no text is taken for the path or the URL of an image', async (t) => {
  const path = join(tmpdir(), `harmonidiff-service-${process.pid}.png`);
  await writeFile(path, target);
  for (const name of ['target', 'source', 'mask'])
    for (const text of [path, 'https://example.com/a.png', 'data:image/png;base64,AAAA', '']) {
      const files = Object.fromEntries(Object.entries({ target, source }).filter(([key]) => key !== name));
      const answer = await post(app, PATH, formOf({ ...PASTE, [name]: text }, files));
      t.is(answer.statusCode, 400);
      t.is(
        answer.json().error.message,
        `${name} is text; upload the file itself, as curl -F ${name}=@FILE does.`,
      );
    }
  const score = await post(app, '/v1/score', formOf({ box: FIELDS.box, image: path }, {}));
  t.is(score.statusCode, 400);
});

test('a field comes once, images as files and options as text', async (t) => {
  const twice = formOf(FIELDS);
  twice.append('steps', '5');
  const again = formOf(FIELDS);
  again.append('target', new Blob([new Uint8Array(target)]), 'target');
  const messages: [FormData, string][] = [
    [twice, 'steps is given twice; give it once.'],
    [again, 'target is given twice; give it once.'],
    [
      formOf(PASTE, { target, source, steps: Buffer.from('4') }),
      'steps is a file, but only target, source, mask can be files; send it as text.',
    ],
    [formOf(PASTE, { target }), 'source is missing; upload it, as curl -F source=@FILE does.'],
  ];
  for (const [form, message] of messages) {
    const answer = await post(app, PATH, form);
    t.is(answer.statusCode, 400, message);
    t.deepEqual(answer.json(), { error: { code: 'OPTION_INVALID', message } });
  }
});

test('names of properties that all objects have reach no object', async (t) => {
  for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])
    for (const form of [formOf({ ...PASTE, [`${name}`]: '{"polluted":true}' }), named(name, target)]) {
      form.set(name, form.get(name) ?? 'x');
      const answer = await post(app, PATH, form);
      t.is(answer.statusCode, 400, name);
      t.is(answer.json().error.code, 'OPTION_INVALID', name);
    }
  t.is(({} as { polluted?: unknown }).polluted, undefined);

  function named(name: string, bytes: Buffer): FormData {
    const form = formOf(PASTE);
    form.append(name, new Blob([new Uint8Array(bytes)]), 'a.png');
    return form;
  }
});

test('formats that can refer to other files are refused and not followed', async (t) => {
  const path = join(tmpdir(), `harmonidiff-service-${process.pid}-secret.png`);
  await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).toFile(path);
  const references = {
    SVG: `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><image href="file://${path}"/></svg>`,
    'SVG behind an XML declaration': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file://${path}">]><svg>&a;</svg>`,
    VRT: `<VRTDataset rasterXSize="8" rasterYSize="8"><VRTRasterBand><SimpleSource><SourceFilename>${path}</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>`,
    PDF: '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj',
    'Magick vector graphics': `push graphic-context\nviewbox 0 0 8 8\nimage over 0,0 0,0 'url(https://example.com/a)'\npop graphic-context`,
    'a playlist': `#EXTM3U\nfile://${path}`,
    'a path': path,
  };
  for (const [what, text] of Object.entries(references))
    for (const name of ['target', 'source', 'mask']) {
      const answer = await post(app, PATH, formOf(PASTE, { target, source, [name]: Buffer.from(text) }));
      const { code } = answer.json().error;
      t.true(code === 'IMAGE_UNSUPPORTED' || code === 'IMAGE_INVALID', `${what}: ${answer.body}`);
      t.is(answer.statusCode, code === 'IMAGE_UNSUPPORTED' ? 415 : 422);
      t.false(answer.body.includes('secret'));
    }
});

test('files that are damaged or empty are refused', async (t) => {
  for (const bytes of [target.subarray(0, 400), Buffer.alloc(0), Buffer.from('no image')]) {
    const answer = await post(app, PATH, formOf(PASTE, { target: bytes, source }));
    t.is(answer.statusCode, 422);
    t.is(answer.json().error.code, 'IMAGE_INVALID');
  }
});

test('a body that is not a form is refused', async (t) => {
  const send = (type: string, payload: string) =>
    app.inject({ method: 'POST', url: PATH, payload, headers: { 'content-type': type } });
  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
    const answer = await send(type, '{}');
    t.is(answer.statusCode, 415, type);
    t.is(answer.json().error.code, 'MEDIA_TYPE');
  }
  for (const [type, body] of [
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=a', '--a\r\nContent-Disposition: form-data; name="box"\r\n\r\n1,2'],
  ] as const) {
    const answer = await send(type, body);
    t.true(answer.statusCode >= 400 && answer.statusCode < 500, `${answer.statusCode} ${answer.body}`);
    t.is(typeof answer.json().error.message, 'string');
  }
});

test('bodies that are not forms are never parsed', async (t) => {
  const payload = `[${'{},'.repeat(100)}{}`;
  for (const [method, url, status] of [
    ['POST', '/nothing', 404],
    ['POST', '/v1/jobs', 415],
    ['POST', '/v1/score', 415],
    ['DELETE', '/v1/jobs/x', 415],
  ] as const) {
    const answer = await app.inject({
      method,
      url,
      payload,
      headers: { 'content-type': 'application/json' },
    });
    t.is(answer.statusCode, status, url);
  }
});

test('a part without a name, and one that is damaged JSON, are refused', async (t) => {
  const send = (part: string) =>
    app.inject({
      method: 'POST',
      url: PATH,
      payload: `--a\r\n${part}\r\n--a--\r\n`,
      headers: { 'content-type': 'multipart/form-data; boundary=a' },
    });
  const nameless = await send('Content-Disposition: form-data\r\n\r\n1');
  t.is(nameless.statusCode, 400, nameless.body);
  t.is(nameless.json().error.code, 'OPTION_INVALID');
  const json = await send(
    'Content-Disposition: form-data; name="box"\r\nContent-Type: application/json\r\n\r\n{bad',
  );
  t.is(json.statusCode, 400, json.body);
});

test('options in the address are refused', async (t) => {
  const answer = await post(app, `${PATH}?steps=4`, formOf(PASTE));
  t.is(answer.statusCode, 400);
  t.is(answer.json().error.message, 'steps is in the query string; send options as form fields.');
});

test('Accept may have parameters', async (t) => {
  const answer = await post(app, PATH, formOf(PASTE), {
    accept: 'application/json; charset=utf-8; q=0.9, text/html',
  });
  t.is(answer.statusCode, 200);
  t.is(answer.headers['content-type'], 'application/json; charset=utf-8');
});

test('addresses that cannot be read are not found', async (t) => {
  for (const url of ['/v1/jobs/%zz', '/%', `/v1/jobs/${'a'.repeat(200)}`]) {
    const answer = await app.inject(url);
    t.is(answer.statusCode, 404, url);
    t.is(answer.json().error.code, 'NOT_FOUND', url);
  }
});

test('an unknown path has an error of the same form', async (t) => {
  for (const url of [
    '/',
    '/v1',
    '/v1/nothing',
    '/v1/harmonize/../../etc/passwd',
    '/docs/static/..%2f..%2fpackage.json',
  ]) {
    const answer = await app.inject(url);
    t.is(answer.statusCode, 404, url);
    t.is(answer.json().error.code, 'NOT_FOUND', url);
  }
});
