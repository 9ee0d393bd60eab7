import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { scenes } from '../../src/distributed/kinds/scenes.js';
import { digestOf, openRun } from '../../src/distributed/run.js';
import { SharedFolder } from '../../src/distributed/shared-folder.js';
import { sharedFolder } from '../support/shared.js';

// Names and files that a job or a list of scenes may have, and that the fuzzers found.

const SECRET = 'xyzzy';

test('a list of scenes does not have a file of patches outside the shared folder opened', async (t) => {
  const [root, outside] = [await sharedFolder(t), await sharedFolder(t)];
  const secret = join(outside, 'secret.geojson');
  await writeFile(secret, SECRET);
  await symlink(secret, join(root, 'linked.geojson'));
  const list = join(root, 'list.jsonl');
  for (const patches of [secret, 'linked.geojson']) {
    const lines = [
      { manifest: 'harmonidiff scenes', version: 1 },
      { id: 'a', scene: 'scenes/forest/0.png', patches },
    ];
    await writeFile(list, lines.map((line) => JSON.stringify(line)).join('\n'));
    const planning = { shared: await SharedFolder.open(root), version: '0', model: '0', settings: {} };
    const error = await t.throwsAsync(scenes.plan(list, planning), { code: 'SHARED_FOLDER' });
    t.false(error.message.includes(SECRET));
  }
});

test('a name that cannot be a path is refused, and a missing one is not', async (t) => {
  const root = await sharedFolder(t);
  const shared = await SharedFolder.open(root);
  await symlink('loop', join(root, 'loop'));
  for (const name of ['a\0b', 'x'.repeat(300), 'loop', 'loop/a', 'scenes/forest/0.png/a']) {
    const refused = { code: 'SHARED_FOLDER', message: /cannot be the path of a file/ };
    await t.throwsAsync(shared.resolve(name), refused, name);
    await t.throwsAsync(shared.nameOf(join(root, name)), refused, name);
  }
  t.is(await shared.resolve('new/folder/a.png'), join(shared.path, 'new/folder/a.png'));
  t.is(await shared.nameOf(join(root, 'new/a.png')), 'new/a.png');
});

test('a run that is missing or is no JSON, and an item that is nested too deeply, are refused', async (t) => {
  const root = await sharedFolder(t);
  const shared = await SharedFolder.open(root);
  await t.throwsAsync(openRun(shared, 'results/run.json', ''), {
    code: 'RUN_NOT_FOUND',
    message: /^results\/run\.json cannot be read in .*: no such file or directory\. --root must be/,
  });
  const text = '{"run"';
  await mkdir(join(root, 'results'));
  await writeFile(join(root, 'results/run.json'), text);
  const digest = createHash('sha256').update(text).digest('hex');
  await t.throwsAsync(openRun(shared, 'results/run.json', digest), {
    code: 'JOB_INVALID',
    message: /was not written by this version of submit/,
  });
  const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  t.throws(() => digestOf(deep), { code: 'JOB_INVALID', message: /nested too deeply/ });
});
