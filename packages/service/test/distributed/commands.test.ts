import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { runOf, writeRun } from '../support/jobs.js';
import { TestRedis } from '../support/redis.js';
import { mini } from '../support/service.js';
import { command, compositesIn, sharedFolder, submitFlags } from '../support/shared.js';

// What the commands print for mistakes.

test.serial('mistakes end the commands with one line', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 1);
  const list = join(root, 'list.jsonl');
  await writeFile(
    list,
    '{"manifest":"harmonidiff scenes","version":1}\n{"id":"a","scene":"a.tif","source":"b.png","stpes":4}\n',
  );
  const shared = ['--root', root];
  await writeRun(root, 'run', await runOf(mini));
  const mistakes: [Parameters<typeof command>, RegExp][] = [
    [['submit', redis, [manifest, '--out', root]], /required option '--root <folder>' not specified\n$/],
    [
      ['submit', redis, submitFlags(root, join(root, 'none.jsonl'))],
      /The manifest .*none\.jsonl cannot be read: no such file or directory\..*\[MANIFEST_NOT_FOUND\]\n$/,
    ],
    [
      ['submit', redis, submitFlags(root, join(mini, 'target.png'))],
      /target\.png is not a manifest\. The "manifest" field .* or "harmonidiff scenes"\. \[MANIFEST_INVALID\]\n$/,
    ],
    [
      ['submit', redis, submitFlags(root, list)],
      /list\.jsonl, line 2: .*stpes.*did you mean steps\?.*\[MANIFEST_INVALID\]\n$/s,
    ],
    [
      ['submit', redis, [...submitFlags(root, manifest), '--seed', 'x']],
      /seed must be a whole number.*\[OPTION_INVALID\]\n$/,
    ],
    [
      ['submit', redis, [...submitFlags(root, manifest), '--redis', 'redis://user:secret@127.0.0.1:1']],
      /Could not connect to Redis at redis:\/\/127\.0\.0\.1:1: connect ECONNREFUSED.*\[REDIS_UNAVAILABLE\]\n$/,
    ],
    [
      ['submit', redis, submitFlags(root, manifest, manifest)],
      /--out is .*manifest\.jsonl, which cannot be opened: .*\[SHARED_FOLDER\]\n$/,
    ],
    ...[
      'http://localhost:6379',
      'localhost:6379',
      'user:secret@localhost:6379',
      'redis://',
      'redis://h/db',
    ].map((url): (typeof mistakes)[number] => [
      ['cancel', redis, [root, ...shared, '--redis', url]],
      /The address in --redis or HARMONIDIFF_REDIS is .*; it must have the form .*\[OPTION_INVALID\]\n$/,
    ]),
    [
      ['cancel', redis, [join(root, 'run'), ...shared, '--redis', `${redis.url}/99`]],
      /\/99: ERR DB index is out of range\. .*\[REDIS_UNAVAILABLE\]\n$/,
    ],
    [
      ['worker', redis, ['--root', '/nonexistent']],
      /--root is \/nonexistent, which cannot be opened: no such file or directory\..*\[SHARED_FOLDER\]\n$/,
    ],
    [['cancel', redis, [root, ...shared]], /holds no run: .*\[RUN_NOT_FOUND\]\n$/],
  ];
  for (const [given, message] of mistakes) {
    const { code, stderr } = await command(...given);
    t.is(code, 1, given[2].join(' '));
    t.regex(stderr, message);
    t.false(stderr.includes('secret'));
    t.regex(stderr, /^[^\n]*\n$/);
  }
});

test('a clone that has not been built says so', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-unbuilt-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const service = join(import.meta.dirname, '../..');
  for (const name of ['bin', 'package.json'])
    await cp(join(service, name), join(folder, name), { recursive: true });
  const program = join(folder, 'bin/harmonidiff-service.js');
  const { code, stderr } = await promisify(execFile)(process.execPath, [program, 'submit']).catch(
    (error) => error,
  );
  t.deepEqual(
    [code, stderr],
    [1, 'harmonidiff-service has not been built. Run npm run build in its repository.\n'],
  );
});
