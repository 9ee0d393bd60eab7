import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { encodeImage, Harmonizer } from 'harmonidiff';
import { readFields } from 'harmonidiff/fields';
import sharp from 'sharp';
import { FIELDS, formOf, listen, mini, open, PASTE, post, source, target } from './support/service.js';

const PATH = '/v1/harmonize';

/** What the library makes of the same request. */
async function expected(fields: Record<string, string>) {
  await using harmonizer = await Harmonizer.load(mini, { threads: 1, device: 'cpu' });
  const { winner } = await harmonizer.harmonize({
    ...readFields('harmonize', Object.entries(fields)),
    target,
    source,
  });
  return winner!;
}

test.serial('the answer is the picture that the library makes, with its score in the headers', async (t) => {
  const app = await open(t);
  const answer = await post(app, PATH, formOf(FIELDS));
  t.is(answer.statusCode, 200, answer.body);
  t.is(answer.headers['content-type'], 'image/png');
  const { image, scores, timestep } = await expected(FIELDS);
  t.deepEqual(answer.rawPayload, await encodeImage(image, 'png', { madeBy: {} }));
  t.is(answer.headers['harmonidiff-score'], scores.mean.toFixed(6));
  t.is(answer.headers['harmonidiff-timestep'], `${timestep}`);
  t.is(answer.headers['harmonidiff-warnings'], '0');
});

test.serial('Accept chooses PNG, WebP, TIFF, JSON or events, and anything else is refused', async (t) => {
  const app = await open(t);
  const { image } = await expected(PASTE);
  for (const [accept, format] of [
    ['*/*', 'png'],
    ['image/*', 'png'],
    ['image/webp', 'webp'],
    ['image/tiff', 'tiff'],
    ['image/png;q=0.5, image/webp', 'webp'],
  ] as const) {
    const answer = await post(app, PATH, formOf(PASTE), { accept });
    t.is(answer.headers['content-type'], `image/${format}`, accept);
    const { data, info } = await sharp(answer.rawPayload).raw().toBuffer({ resolveWithObject: true });
    t.deepEqual(data, image.data, accept);
    t.is(info.width, 128);
    const { xmp } = await sharp(answer.rawPayload).metadata();
    t.regex(xmp!.toString(), /digitalsourcetype\/compositeCapture/);
  }
  const refused = await post(app, PATH, formOf(PASTE), { accept: 'text/html' });
  t.is(refused.statusCode, 406);
  t.is(refused.json().error.code, 'NOT_ACCEPTABLE');
});

test.serial(
  'JSON has what the library returns, and the pictures of candidates only if they are asked for',
  async (t) => {
    const app = await open(t);
    const accept = 'application/json';
    const answer = (await post(app, PATH, formOf(FIELDS), { accept })).json();
    const { image, scores, timestep } = await expected(FIELDS);
    t.is(answer.winner.timestep, timestep);
    t.deepEqual(answer.winner.scores, scores);
    const pixels = await sharp(Buffer.from(answer.winner.image, 'base64')).raw().toBuffer();
    t.deepEqual(pixels, image.data);
    t.true(answer.candidates.every(({ image }: { image: unknown }) => image === null));
    t.deepEqual(answer.place.box, { x: 40, y: 32, width: 48, height: 56 });
    t.deepEqual(answer.targetBands, [1, 2, 3]);
    t.deepEqual(answer.targetStretch, { method: 'full', range: [0, 255] });
    t.true(answer.timings.total > 0);
    t.deepEqual(answer.warnings, []);

    const withImages = (await post(app, PATH, formOf({ ...FIELDS, images: 'true' }), { accept })).json();
    t.true(withImages.candidates.length > 0);
    for (const { image } of withImages.candidates)
      t.is((await sharp(Buffer.from(image, 'base64')).metadata()).width, 128);
  },
);

test.serial('events report the progress, and at last the result', async (t) => {
  const { url } = await listen(t);
  const answer = await fetch(`${url}${PATH}`, {
    method: 'POST',
    body: formOf(FIELDS),
    headers: { accept: 'text/event-stream' },
  });
  t.is(answer.headers.get('content-type'), 'text/event-stream');
  const events = (await answer.text())
    .split('\n\n')
    .filter((text) => text !== '')
    .map((text) => /^event: (.*)\ndata: (.*)$/.exec(text)!)
    .map(([, event, data]) => ({ event, data: JSON.parse(data!) }));
  const last = events.pop()!;
  t.true(events.length > 3);
  t.true(events.every(({ event }) => event === 'progress'));
  const fractions = events.map(({ data }) => data.fraction);
  t.deepEqual(
    fractions,
    fractions.toSorted((a, b) => a - b),
  );
  t.is(last.event, 'result');
  t.deepEqual(last.data.winner.scores, (await expected(FIELDS)).scores);
});

test.serial('a request that fails before its first event gets an ordinary error, not a stream', async (t) => {
  const app = await open(t);
  const headers = { accept: 'text/event-stream' };
  const answer = await post(app, PATH, formOf({ ...FIELDS, box: '100,0,64,64' }), headers);
  t.is(answer.statusCode, 422);
  t.is(answer.json().error.code, 'PLACEMENT_INVALID');
});

test.serial('a mask places the source, as in the library', async (t) => {
  const app = await open(t);
  const mask = await sharp({ create: { width: 128, height: 128, channels: 3, background: 'black' } })
    .composite([
      {
        input: { create: { width: 40, height: 40, channels: 3, background: 'white' } },
        left: 50,
        top: 60,
      },
    ])
    .png()
    .toBuffer();
  const form = formOf({ method: 'copy-paste' }, { target, source, mask });
  const answer = await post(app, PATH, form, { accept: 'application/json' });
  t.deepEqual(answer.json().place, { box: { x: 50, y: 60, width: 40, height: 40 }, pixels: 1600 });
});

test.serial('an image is scored as the library scores it', async (t) => {
  const app = await open(t);
  const answer = await post(app, '/v1/score', formOf({ box: FIELDS.box }, { image: target }));
  await using harmonizer = await Harmonizer.load(mini, { threads: 1, device: 'cpu' });
  const box = { x: 40, y: 32, width: 48, height: 56 };
  t.deepEqual(answer.json(), await harmonizer.score(target, { box }));
});

test.serial(
  'without a classifier there is no winner: JSON has every candidate, and one candidate is a picture',
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-service-'));
    t.teardown(() => rm(folder, { recursive: true }));
    await cp(mini, folder, { recursive: true, filter: (path) => !path.endsWith('/classifier') });
    const app = await open(t, { folder });
    t.false((await app.inject('/v1/model')).json().classifier);

    const refused = await post(app, PATH, formOf(FIELDS));
    t.is(refused.statusCode, 406);
    t.is(refused.json().error.code, 'NO_WINNER');
    const json = await post(app, PATH, formOf({ ...FIELDS, steps: '10' }), { accept: 'application/json' });
    const { winner, candidates } = json.json();
    t.is(winner, null);
    t.is(candidates.length, 4);
    t.true(candidates.every(({ image, scores }: { image: string; scores: null }) => image && !scores));
    const paste = await post(app, PATH, formOf(PASTE));
    t.is(paste.statusCode, 200);
    t.is(paste.headers['harmonidiff-score'], undefined);
    const one = await post(app, PATH, formOf({ ...FIELDS, candidateRange: '1-2' }));
    t.is(one.statusCode, 200);

    const score = await post(app, '/v1/score', formOf({ box: FIELDS.box }, { image: target }));
    t.is(score.statusCode, 501);
    t.false(score.body.includes(folder));
  },
);
