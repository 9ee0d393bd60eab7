import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { type Finished, Journal } from '../lib/patches/journal.js';

const WINDOW = { x: 3, y: 2, width: 5, height: 1 };
const followed: Finished['followed'] = {
  placement: { sourceWindow: { ...WINDOW, x: 0, y: 0 }, rotation: 0, box: WINDOW },
  mask: { window: WINDOW, rows: Uint32Array.of(0, 2), ends: Int32Array.of(3, 8) },
};
const result = { window: WINDOW, timestep: 400, warnings: [] } as unknown as Finished['result'];
const patch = {
  ...{ window: WINDOW, planes: [new Uint8Array(5)], changed: new Uint8Array(5).fill(1) },
  makesValid: false,
};

test('a finished patch is found as it was kept, and not if any byte of its files is damaged', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-journal-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const out = join(folder, 'out.tif');
  await using journal = await Journal.open(out);
  const kept = await journal.keep(0, patch, { key: 'key', followed, result });
  t.deepEqual(await journal.find(0, 'key'), kept);
  t.is(await journal.find(0, 'another'), undefined);
  for (const name of ['0.json', '0.patch']) {
    const file = join(`${out}.patches`, name);
    const bytes = await readFile(file);
    for (let i = 0; i < bytes.length; i++) {
      const damaged = Buffer.from(bytes);
      damaged[i]! ^= 1;
      await writeFile(file, damaged);
      t.is(await journal.find(0, 'key'), undefined, `byte ${i} of ${name}`);
    }
    await writeFile(file, bytes);
  }
  t.deepEqual(await journal.find(0, 'key'), kept);
});

test('calls for the same output, which take turns or are told to wait, do not disturb each other', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-journal-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  let holders = 0;
  const use = async (out: string, delay: number) => {
    for (let i = 0; i < delay; i++) await setImmediate();
    await using _ = await Journal.open(out);
    t.is(++holders, 1);
    await setImmediate();
    holders--;
  };
  for (let round = 0; round < 50; round++) {
    const out = join(folder, `${round}.tif`);
    const ended = await Promise.allSettled(Array.from({ length: 6 }, (_, i) => use(out, (round % 10) * i)));
    const errors = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason.message] : []));
    t.true(errors.length < 6);
    t.deepEqual(
      errors.filter((message) => !message.startsWith('Another process is writing')),
      [],
    );
    t.false(existsSync(`${out}.patches`));
  }
});
