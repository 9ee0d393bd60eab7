import fc from 'fast-check';
import { FIELDS, PASTE, source, start, target } from '../../../packages/service/test/support/service.js';
import { byteEdit, editBytes } from '../bytes.js';
import { expect, type Parser } from '../parser.js';

// Multipart bodies of requests to the service.

interface Part {
  /** The headers of the part, without the line that ends them. */
  head: string;
  body: Uint8Array;
}

const text = (name: string, value: string): Part => ({
  head: `Content-Disposition: form-data; name="${name}"`,
  body: Buffer.from(value),
});
const file = (name: string, body: Uint8Array): Part => ({
  head: `Content-Disposition: form-data; name="${name}"; filename="${name}.png"\r\nContent-Type: image/png`,
  body,
});
const texts = (fields: Record<string, string>) =>
  Object.entries(fields).map(([name, value]) => text(name, value));
const tiny = Buffer.from('not an image');

const FORMS: Part[][] = [
  [file('target', target), file('source', source), ...texts(PASTE)],
  [file('target', tiny), file('source', tiny), ...texts(FIELDS)],
  [file('image', tiny), ...texts({ box: FIELDS.box })],
];
/** Without jobs, because they read their forms as `harmonize` does and go on after the answer. */
const URLS = ['/v1/harmonize', '/v1/score'];

const NAMES = [
  'target',
  'steps',
  '__proto__',
  'constructor',
  'toString',
  '',
  'a"b',
  'é',
  'x'.repeat(300),
  'then',
];
const HEADS = [
  '',
  'Content-Disposition: form-data',
  'Content-Disposition: form-data; name=steps',
  'Content-Disposition: form-data; name="steps"; filename="../../etc/passwd"',
  "Content-Disposition: form-data; name*=utf-8''%00%ff",
  'Content-Disposition: attachment; name="steps"',
  'Content-Disposition: form-data; name="steps"\r\nContent-Type: application/json',
  'Content-Disposition: form-data; name="steps"\r\nContent-Transfer-Encoding: base64',
  'Content-Disposition: form-data; name="steps"\r\nContent-Type: text/plain; charset=utf-7',
  `X: ${'x'.repeat(20_000)}`,
  'no colon',
];
const VALUES = ['', '{', '{"__proto__":1}', '1e999', '\0', '0'.repeat(70_000), 'NaN', '1,2,3,4,5', '-1'];

interface Edit {
  kind: 'remove' | 'repeat' | 'head' | 'name' | 'value' | 'bytes';
  at: number;
  name: string;
  head: string;
  value: string;
  bytes: Parameters<typeof editBytes>[1];
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('remove', 'repeat', 'head', 'name', 'value', 'bytes'),
  at: fc.nat(),
  name: fc.constantFrom(...NAMES),
  head: fc.constantFrom(...HEADS),
  value: fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: 'binary' })),
  bytes: byteEdit,
});

function applied(parts: readonly Part[], { kind, at, name, head, value, bytes }: Edit): Part[] {
  const i = at % Math.max(parts.length, 1);
  const part = parts[i] ?? text(name, value);
  const changed: Record<Edit['kind'], Part[]> = {
    remove: [],
    repeat: [part, part],
    head: [{ ...part, head }],
    name: [{ ...part, head: part.head.replace(/name="[^"]*"/, `name="${name}"`) }],
    value: [{ ...part, body: Buffer.from(value) }],
    bytes: [{ ...part, body: editBytes(part.body, bytes) }],
  };
  return parts.toSpliced(i, 1, ...changed[kind]);
}

const BOUNDARY = 'harmonidiff';

function encoded(parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ head, body }) => [`--${BOUNDARY}\r\n${head}\r\n\r\n`, body, '\r\n']);
  return Buffer.concat([...pieces, `--${BOUNDARY}--\r\n`].map((piece) => Buffer.from(piece)));
}

interface Input {
  url: string;
  type: string;
  body: Uint8Array;
}

const TYPES = [
  ...[
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'application/json',
    '',
    'multipart/mixed; boundary=a',
  ],
  `multipart/form-data; boundary="${BOUNDARY}`,
  `multipart/form-data; boundary=${'x'.repeat(200)}`,
];
const body = fc
  .tuple(
    fc.constantFrom(...FORMS),
    fc.array(edit, { minLength: 1, maxLength: 3 }),
    fc.array(byteEdit, { maxLength: 1 }),
  )
  .map(([form, edits, damage]) => damage.reduce<Buffer>(editBytes, encoded(edits.reduce(applied, form))));

/** Requests per minute, more than this process can send. */
const MOST = 1e6;

let service: ReturnType<typeof start> | undefined;

export const form: Parser<Input> = {
  name: 'service-forms',
  arbitrary: fc.record({
    url: fc.constantFrom(...URLS),
    type: fc.oneof(
      { weight: 14, arbitrary: fc.constant(`multipart/form-data; boundary=${BOUNDARY}`) },
      { weight: 1, arbitrary: fc.constantFrom(...TYPES) },
    ),
    body,
  }),
  async run({ url, type, body: payload }) {
    // Without this, the parser waits for the rest of a long part that has no headers.
    service ??= start({ limits: { rateLimit: MOST, uploadTimeout: 1 } });
    const { app } = await service;
    const answer = await app.inject({
      ...{ method: 'POST', url, payload: Buffer.from(payload) },
      headers: { 'content-type': type },
    });
    expect(
      answer.statusCode < 500 || answer.statusCode === 503,
      `the answer is ${answer.statusCode}: ${answer.body}`,
    );
    if (answer.statusCode < 400) return undefined;
    const { code, message } = answer.json().error;
    expect(
      typeof code === 'string' && typeof message === 'string' && message !== '',
      'an error has no message',
    );
    return code;
  },
};
