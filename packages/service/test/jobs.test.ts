import test from 'ava';
import { encodeImage, Harmonizer } from 'harmonidiff';
import { readFields } from 'harmonidiff/fields';
import type { App } from '../src/app.js';
import {
  ENDLESS,
  FIELDS,
  formOf,
  mini,
  open,
  PASTE,
  post,
  source,
  target,
  until,
} from './support/service.js';

const PATH = '/v1/jobs';

async function create(app: App, fields: Record<string, string>): Promise<string> {
  const answer = await post(app, PATH, formOf(fields));
  if (answer.statusCode !== 202) throw new Error(answer.body);
  return answer.headers.location as string;
}

const ended = (app: App, location: string) =>
  until(
    async () => (await app.inject(location)).json(),
    ({ ended }) => ended !== null,
  );

test.serial('a job is accepted, runs, and has the result that the library makes', async (t) => {
  const app = await open(t);
  const answer = await post(app, PATH, formOf(FIELDS));
  t.is(answer.statusCode, 202);
  const { id, state, created } = answer.json();
  t.regex(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  t.true(state === 'queued' || state === 'running');
  t.is(answer.headers.location, `/v1/jobs/${id}`);

  const job = await ended(app, `/v1/jobs/${id}`);
  t.is(job.state, 'done', JSON.stringify(job.error));
  t.is(job.progress.fraction, 1);
  t.is(job.created, created);
  t.true(job.created <= job.started && job.started <= job.ended && job.ended < job.expires);
  t.is(job.position, null);

  await using harmonizer = await Harmonizer.load(mini, { threads: 1, device: 'cpu' });
  const options = readFields('harmonize', Object.entries(FIELDS));
  const { winner } = await harmonizer.harmonize({ ...options, target, source });
  const png = await app.inject(`/v1/jobs/${id}/result`);
  t.is(png.headers['content-type'], 'image/png');
  t.deepEqual(png.rawPayload, await encodeImage(winner!.image, 'png', { madeBy: {} }));
  const json = await app.inject({ url: `/v1/jobs/${id}/result`, headers: { accept: 'application/json' } });
  t.deepEqual(json.json().winner.scores, winner!.scores);
  const events = { accept: 'text/event-stream' };
  t.is((await app.inject({ url: `/v1/jobs/${id}/result`, headers: events })).statusCode, 406);
});

test.serial('jobs run in the order in which they came, and know their position', async (t) => {
  const app = await open(t, { limits: { maxQueue: 4 } });
  const places = app.context.model.stats()!.maxInFlight;
  const running = await Promise.all(Array.from({ length: places }, () => create(app, ENDLESS)));
  const [first, second] = [await create(app, FIELDS), await create(app, FIELDS)];
  const positions = [(await app.inject(first)).json().position, (await app.inject(second)).json().position];
  t.deepEqual(positions, [0, 1]);
  t.is((await app.inject(`${second}/result`)).statusCode, 409);
  t.is((await app.inject(`${second}/result`)).json().error.code, 'JOB_NOT_DONE');

  await app.inject({ method: 'DELETE', url: first });
  t.is((await app.inject(second)).json().position, 0);
  for (const location of running) await app.inject({ method: 'DELETE', url: location });
  t.is((await ended(app, second)).state, 'done');
  t.is((await app.inject(first)).json().started, null, 'it was cancelled before it ran');
});

test.serial('a job that is cancelled stops, and has no result', async (t) => {
  const app = await open(t);
  const location = await create(app, ENDLESS);
  await until(
    async () => (await app.inject(location)).json(),
    ({ progress }) => progress !== null,
  );
  t.is((await app.inject({ method: 'DELETE', url: location })).statusCode, 204);
  t.is((await app.inject(location)).json().state, 'cancelled');
  const result = await app.inject(`${location}/result`);
  t.is(result.statusCode, 410);
  t.is(result.json().error.code, 'JOB_GONE');
  t.is((await post(app, '/v1/harmonize', formOf(PASTE))).statusCode, 200, 'the model is free again');

  t.is((await app.inject({ method: 'DELETE', url: location })).statusCode, 204);
  t.is((await app.inject(location)).statusCode, 404, 'deleted twice, it is forgotten');
});

test.serial('a job that fails says why, as the answer of harmonize would', async (t) => {
  const app = await open(t);
  const job = await ended(app, await create(app, { ...FIELDS, box: '100,0,64,64' }));
  t.is(job.state, 'failed');
  t.is(job.error.code, 'PLACEMENT_INVALID');
  const result = await app.inject(`/v1/jobs/${job.id}/result`);
  t.is(result.statusCode, 422);
  t.deepEqual(result.json().error, job.error);
});

test.serial('a job that runs too long fails with TIMEOUT', async (t) => {
  const app = await open(t, { limits: { timeout: 0.2 } });
  const job = await ended(app, await create(app, ENDLESS));
  t.is(job.error.code, 'TIMEOUT');
});

test.serial('what no job can do is refused at once', async (t) => {
  const app = await open(t);
  t.is((await post(app, PATH, formOf({ ...FIELDS, stpes: '4' }))).statusCode, 400);
  t.is((await post(app, PATH, formOf(FIELDS, { target }))).statusCode, 400);
  const pdf = await post(app, PATH, formOf(FIELDS, { target: Buffer.from('%PDF-1.7'), source }));
  t.is(pdf.statusCode, 415);
});

test.serial('an unknown job is not found', async (t) => {
  const app = await open(t);
  for (const id of ['3eee5d8c-cf03-4c4f-9d0c-d3a7273615b9', '__proto__', 'constructor', 'x'])
    for (const path of ['', '/result']) {
      const answer = await app.inject(`/v1/jobs/${id}${path}`);
      t.is(answer.statusCode, 404, id);
      t.is(answer.json().error.code, 'JOB_NOT_FOUND');
    }
});

test.serial('jobs, and what they hold, are limited', async (t) => {
  const byNumber = await open(t, { limits: { maxJobs: 2 } });
  const byBytes = await open(t, { limits: { maxJobBytes: 1.5 * (target.length + source.length) } });
  const bySize = await open(t, { limits: { maxJobBytes: target.length } });
  t.is((await post(bySize, PATH, formOf(FIELDS))).statusCode, 413);
  await create(byBytes, ENDLESS);
  await create(byNumber, ENDLESS);
  await create(byNumber, ENDLESS);
  for (const app of [byNumber, byBytes]) {
    const refused = await post(app, PATH, formOf(FIELDS));
    t.is(refused.statusCode, 429);
    t.is(refused.json().error.code, 'QUEUE_FULL');
    t.true(Number(refused.headers['retry-after']) > 0);
  }
});

test.serial('a result is kept for some time: then it is gone, and later its job is unknown', async (t) => {
  const app = await open(t, { limits: { jobTtl: 0.4 } });
  const location = await create(app, PASTE);
  await ended(app, location);
  const gone = await until(
    () => app.inject(`${location}/result`),
    ({ statusCode }) => statusCode !== 200,
  );
  t.is(gone.statusCode, 410);
  t.is(gone.json().error.code, 'JOB_GONE');
  const forgotten = await until(
    () => app.inject(location),
    ({ statusCode }) => statusCode !== 200,
  );
  t.is(forgotten.statusCode, 404);
});

test.serial('of the jobs that have ended, the newest are kept', async (t) => {
  const app = await open(t, { limits: { maxJobs: 2 } });
  const locations = [];
  for (let i = 0; i < 4; i++) {
    locations.push(await create(app, PASTE));
    await ended(app, locations.at(-1)!);
  }
  const statuses = [];
  for (const location of locations) statuses.push((await app.inject(location)).statusCode);
  t.deepEqual(statuses, [404, 404, 200, 200]);
});

test.serial('jobs wait while the queue of the model is full, and the server goes on', async (t) => {
  const app = await open(t, { limits: { maxQueue: 1 } });
  const harmonizer = app.context.model.get();
  const { maxInFlight, maxQueue } = harmonizer.stats();
  const leave = new AbortController();
  const options = { ...readFields('harmonize', Object.entries(ENDLESS)), target, source };
  const calls = Array.from({ length: maxInFlight + maxQueue }, () =>
    t.throwsAsync(harmonizer.harmonize({ ...options, signal: leave.signal })),
  );
  const locations = [await create(app, PASTE), await create(app, PASTE)];
  for (const location of locations) t.is((await app.inject(location)).json().state, 'queued');
  leave.abort();
  await Promise.all(calls);
  for (const location of locations) t.is((await ended(app, location)).state, 'done');
});

test.serial('a job that arrives while the server stops is refused', async (t) => {
  const app = await open(t);
  app.context.jobs.close();
  const refused = await post(app, PATH, formOf(PASTE));
  t.is(refused.statusCode, 503);
  t.is(refused.json().error.code, 'STOPPING');
});

test.serial('when results take too much memory, the oldest go', async (t) => {
  const pixels = 128 * 128 * 3;
  // The winner and its candidate are the same picture, and both count.
  const app = await open(t, { limits: { maxJobBytes: 2 * 2 * pixels + target.length + source.length } });
  const locations = [];
  for (let i = 0; i < 4; i++) {
    locations.push(await create(app, { ...PASTE, images: 'true' }));
    await ended(app, locations.at(-1)!);
  }
  const statuses = [];
  for (const location of locations) statuses.push((await app.inject(`${location}/result`)).statusCode);
  t.is(statuses.at(-1), 200);
  t.is(statuses[0], 410);
});

test.serial(
  'jobs that were cancelled displace no results, and a long job is not old when it ends',
  async (t) => {
    const app = await open(t, { limits: { maxJobs: 2 } });
    const long = await create(app, { ...FIELDS, steps: '60', candidateRange: '30-31' });
    const short = await create(app, PASTE);
    await ended(app, short);
    for (let i = 0; i < 4; i++) await app.inject({ method: 'DELETE', url: await create(app, ENDLESS) });
    t.is((await app.inject(`${short}/result`)).statusCode, 200);
    await ended(app, long);
    t.is((await app.inject(`${long}/result`)).statusCode, 200);
  },
);
