import { EventEmitter } from 'node:events';
import test from 'ava';
import type { Redis } from 'ioredis';
import { NoWorker } from '../../src/distributed/commands/no-worker.js';
import { formatTime, Remaining } from '../../src/distributed/commands/remaining.js';
import { watchConnection } from '../../src/distributed/redis.js';

// What submit and worker say while jobs run.

const MINUTE = 60_000;

test('the remaining time follows the progress of the last minutes', (t) => {
  const remaining = new Remaining(1000);
  t.is(remaining.estimate, undefined);
  // An earlier run made 400. This one makes ten a minute, and later, with more workers, a hundred.
  remaining.add(0, 400);
  remaining.add(5000, 401);
  t.is(remaining.estimate, undefined, 'too early');
  remaining.add(MINUTE, 410);
  t.is(remaining.estimate, 59 * MINUTE);
  for (let i = 1; i <= 5; i++) remaining.add((1 + i) * MINUTE, 410 + 100 * i);
  t.is(remaining.estimate, 0.9 * MINUTE);
});

test('there is no estimate when nothing has progressed for a while', (t) => {
  const remaining = new Remaining(10);
  for (let i = 0; i <= 6; i++) remaining.add(i * MINUTE, i === 0 ? 4 : 5);
  t.is(remaining.estimate, undefined);
});

test('times are said in units that fit', (t) => {
  const said = [0, 59_400, 119_400, 119_600, 8 * MINUTE, 59.6 * MINUTE, 200 * MINUTE].map(formatTime);
  t.deepEqual(said, ['0 s', '59 s', '119 s', '2 min', '8 min', '1 h 0 min', '3 h 20 min']);
});

test('that no worker is connected is said once each time', (t) => {
  const notice = new NoWorker();
  const said = (counts: number[]) =>
    counts.map((count) => notice.observe(count)?.match(/^No worker.*?\./)?.[0]);
  const [no, noMore] = ['is connected.', 'is connected any more.'].map(
    (end) => `No worker with this version and model ${end}`,
  );
  t.deepEqual(said([0, 0, 0, 0]), [undefined, no, undefined, undefined]);
  t.deepEqual(said([2, 0, 1, 0, 0, 0]), [undefined, undefined, undefined, undefined, noMore, undefined]);
});

test('a lost connection is reported once, and once when it is back', (t) => {
  const redis = new EventEmitter();
  const said: string[] = [];
  const { stop } = watchConnection(redis as Redis, {
    lost: () => said.push('lost'),
    failed: ({ message }) => said.push(message),
    back: () => said.push('back'),
  });
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect' });
  const attempt = (error: Error) => {
    redis.emit('error', error);
    redis.emit('close');
  };
  redis.emit('close');
  for (let i = 0; i < 3; i++) attempt(refused);
  for (let i = 0; i < 3; i++) attempt(new Error('WRONGPASS'));
  redis.emit('ready');
  attempt(refused);
  redis.emit('ready');
  t.deepEqual(said, ['lost', 'WRONGPASS', 'back', 'lost', 'back']);
  stop();
  // As when the command ends the connection itself.
  redis.emit('close');
  t.is(said.length, 5);
});
