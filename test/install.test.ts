import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { digestFile } from '../lib/files/digest.js';
import { AbortError, EngineError } from '../lib/index.js';
import { installOpenVino } from '../lib/openvino/install.js';
import { installedOpenVino } from '../lib/openvino/installed.js';
import { OPENVINO_C_LIBRARY, OPENVINO_VERSION, pinnedWheel } from '../lib/openvino/pinned.js';
import { scratch } from './support/copies.js';
import { callsOf, delivering, fakePython, smallWheel } from './support/wheel.js';

// Python is a shell script here, and the wheel is small; cli-install.test.ts installs the real one. These tests run one
// after the other, because the cache and Python are found by environment variables.

/** A new cache for one test, which need not exist. */
async function freshCache(t: ExecutionContext): Promise<string> {
  const cache = join(await scratch(t), 'cache');
  process.env.HARMONIDIFF_CACHE = cache;
  return cache;
}

const NAME = `openvino-${OPENVINO_VERSION}-${process.arch}`;

/** A cache in which the small wheel is installed. */
async function installed(t: ExecutionContext) {
  const cache = await freshCache(t);
  const { wheel, file } = await smallWheel(t);
  const python = await fakePython(t, delivering(file));
  const { folder } = await installOpenVino({}, wheel);
  return { cache, wheel, python, folder };
}

test.serial('installs the libraries for the CPU and their licences, and nothing else', async (t) => {
  const cache = await freshCache(t);
  t.is(installedOpenVino(), undefined);
  const { wheel, file } = await smallWheel(t);
  await fakePython(t, delivering(file));
  const { folder, fetched } = await installOpenVino({}, wheel);
  t.true(fetched);
  t.is(folder, join(cache, NAME));
  t.is(installedOpenVino(), folder);
  t.deepEqual(await readdir(cache), [NAME]);
  const files = (await readdir(folder, { recursive: true })).sort();
  t.deepEqual(files, ['installed.json', 'licenses', ...Object.values(wheel.files)].sort());
  t.true(files.includes(OPENVINO_C_LIBRARY));
  for (const [from, to] of Object.entries(wheel.files)) t.is(await readFile(join(folder, to), 'utf8'), from);
});

test.serial("pip is told exactly what to fetch, and keeps the user's index", async (t) => {
  const cache = await freshCache(t);
  const { wheel, file } = await smallWheel(t);
  const settings = {
    PIP_INDEX_URL: 'https://index.example/simple',
    PIP_REQUIREMENT: '/elsewhere.txt',
    PIP_NO_BINARY: ':all:',
  };
  Object.assign(process.env, settings);
  t.teardown(() => {
    for (const name of Object.keys(settings)) delete process.env[name];
  });
  const python = await fakePython(
    t,
    `env | grep ^PIP_ | sort > "$AT/settings"; pwd > "$AT/where"; echo "$TMPDIR" >> "$AT/where"
    cp requirements.txt "$AT"; ${delivering(file)}`,
  );
  await installOpenVino({}, wheel);

  const [call, ...others] = await callsOf(python);
  t.deepEqual(others, []);
  t.regex(
    call!,
    /^-m pip download .*--no-deps --only-binary=:all: --require-hashes --requirement requirements.txt /,
  );
  t.regex(call!, new RegExp(`--platform ${wheel.platform} --python-version 3.11 `));
  t.is(
    await readFile(join(python, 'requirements.txt'), 'utf8'),
    `openvino==${OPENVINO_VERSION} --hash=sha256:${wheel.sha256}\n`,
  );
  const told = (await readFile(join(python, 'settings'), 'utf8')).split('\n');
  t.true(told.includes('PIP_INDEX_URL=https://index.example/simple'));
  t.false(told.some((line) => /^PIP_(REQUIREMENT|NO_BINARY)=/.test(line)));
  // Modules are also found in the current folder, so that must be one to which only the user can write.
  for (const where of (await readFile(join(python, 'where'), 'utf8')).trim().split('\n'))
    t.true(where.startsWith(join(cache, '.install-')), where);
});

test.serial('installing again does nothing', async (t) => {
  const { wheel, python, folder } = await installed(t);
  t.deepEqual(await installOpenVino({}, wheel), { folder, fetched: false });
  t.is((await callsOf(python)).length, 1);
});

const damages: Record<string, (folder: string) => Promise<unknown>> = {
  'a library is truncated': (folder) => truncate(join(folder, OPENVINO_C_LIBRARY), 3),
  'a library is missing': (folder) => rm(join(folder, 'libtbb.so.12')),
  'a library is a link': async (folder) => {
    await rm(join(folder, 'libtbb.so.12'));
    await symlink(OPENVINO_C_LIBRARY, join(folder, 'libtbb.so.12'));
  },
  'the record is missing': (folder) => rm(join(folder, 'installed.json')),
  'the record is truncated': (folder) => truncate(join(folder, 'installed.json'), 100),
  'the record is of another kind': (folder) => writeFile(join(folder, 'installed.json'), '{"files":[1]}'),
  'the record has no libtbb': async (folder) => {
    const path = join(folder, 'installed.json');
    const record = JSON.parse(await readFile(path, 'utf8'));
    record.files = record.files.filter(({ name }: { name: string }) => name !== 'libtbb.so.12');
    await writeFile(path, JSON.stringify(record));
  },
  'the folder is empty': async (folder) => {
    await rm(folder, { recursive: true });
    await mkdir(folder);
  },
  'the folder is a file': async (folder) => {
    await rm(folder, { recursive: true });
    await writeFile(folder, '');
  },
};
for (const [damage, inflict] of Object.entries(damages)) {
  test.serial(`an installation is not used, and is replaced, if ${damage}`, async (t) => {
    const { cache, wheel, folder } = await installed(t);
    await inflict(folder);
    t.is(installedOpenVino(), undefined);
    t.deepEqual(await installOpenVino({}, wheel), { folder, fetched: true });
    t.is(installedOpenVino(), folder);
    t.deepEqual(await readdir(cache), [NAME]);
  });
}

test.serial('installing again also finds damage that keeps the sizes', async (t) => {
  const { wheel, folder } = await installed(t);
  const library = join(folder, OPENVINO_C_LIBRARY);
  const content = await readFile(library, 'utf8');
  await writeFile(library, content.replace('o', 'O'));
  t.deepEqual(await installOpenVino({}, wheel), { folder, fetched: true });
  t.is(await readFile(library, 'utf8'), content);
});

const saying = (...lines: string[]) => `cat >&2 <<'END'\n${lines.join('\n')}\nEND\nexit 1`;
const failures: Record<string, { python: string; message: RegExp; code?: string }> = {
  'has no pip': {
    python: saying('/usr/bin/python3: No module named pip'),
    message: /python3 has no pip\. .*apt-get install python3-pip.*HARMONIDIFF_OPENVINO/,
  },
  'finds no network': {
    python: saying(
      "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError('Name or service not known')': /simple/openvino/",
      'ERROR: Could not find a version that satisfies the requirement openvino==2026.4.1 (from versions: none)',
      'ERROR: No matching distribution found for openvino==2026.4.1',
    ),
    message:
      /could not fetch .*: No matching distribution found for openvino==2026\.4\.1 \(connection broken by NewConnectionError\('Name or service not known'\)\)\. Check the network/,
  },
  'fails without an error of its own': {
    python: saying('Traceback (most recent call last):', 'KeyError: 1', ''),
    message: /could not fetch OpenVINO [\d.]+: KeyError: 1\. Check/,
  },
  'fails without a word': { python: 'exit 7', message: /: pip ended with 7\. Check/ },
  'is killed': { python: 'kill -KILL $$', message: /: pip ended with SIGKILL\. Check/ },
  'finds another file than the pinned one': {
    python: saying(
      'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.',
      `        Expected sha256 ${'0'.repeat(64)}`,
      `             Got        ${'1'.repeat(64)}`,
    ),
    message: /is not the OpenVINO .*: its SHA-256 is 1{64}\. Nothing was installed\./,
  },
  'has no space': {
    python: saying('ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device'),
    message: /^The cache \S+ cannot be used: .*No space left on device\. Set .*HARMONIDIFF_CACHE/,
    code: 'CACHE_FAILED',
  },
  'has no space and crashes': {
    python: saying(
      'ERROR: Exception:',
      'Traceback (most recent call last):',
      '  File "pip/_internal/network/download.py", line 152, in __call__',
      'OSError: [Errno 28] No space left on device',
    ),
    message: /^The cache \S+ cannot be used: OSError: \[Errno 28\] No space left on device\. Set/,
    code: 'CACHE_FAILED',
  },
  'loses the cache': {
    python: 'rm -r "$(dirname "$PWD")"; exit 0',
    message: /^The cache \S+ cannot be used: ENOENT/,
    code: 'CACHE_FAILED',
  },
  'brings nothing': {
    python: 'exit 0',
    message: /did not fetch openvino-.*\.whl\. Check which program python3 is/,
  },
};
for (const [failure, { python, message, code = 'INSTALL_FAILED' }] of Object.entries(failures)) {
  test.serial(`nothing is installed if pip ${failure}`, async (t) => {
    const cache = await freshCache(t);
    await fakePython(t, python);
    await t.throwsAsync(installOpenVino(), { instanceOf: EngineError, code, message });
    t.deepEqual(await readdir(cache).catch(() => []), []);
  });
}

test.serial('without python3, the error says what to install', async (t) => {
  const cache = await freshCache(t);
  const path = process.env.PATH!;
  process.env.PATH = cache;
  t.teardown(() => {
    process.env.PATH = path;
  });
  await t.throwsAsync(installOpenVino(), {
    instanceOf: EngineError,
    code: 'INSTALL_FAILED',
    message: /python3 cannot be run: spawn python3 ENOENT\. .*apt-get install python3-pip/,
  });
  t.deepEqual(await readdir(cache), []);
});

test.serial('the file is compared with the pinned digest, whatever pip says', async (t) => {
  const cache = await freshCache(t);
  const { wheel, file } = await smallWheel(t);
  await fakePython(t, delivering(file));
  await t.throwsAsync(installOpenVino(), {
    code: 'INSTALL_FAILED',
    message: new RegExp(`its SHA-256 is ${wheel.sha256}`),
  });
  t.deepEqual(await readdir(cache), []);
});

test.serial('a wheel that is no wheel, lacks a library or names files outside is refused', async (t) => {
  const cache = await freshCache(t);
  const refuse = async ({ wheel, file }: Awaited<ReturnType<typeof smallWheel>>, message: RegExp) => {
    await fakePython(t, delivering(file));
    await t.throwsAsync(installOpenVino({}, wheel), { code: 'INSTALL_FAILED', message });
    t.deepEqual(await readdir(cache), []);
  };
  await refuse(
    await smallWheel(t, { without: ['openvino/libs/libtbb.so.12'] }),
    /lacks openvino\/libs\/libtbb/,
  );
  await refuse(await smallWheel(t, { more: ['../outside'] }), /could not be unpacked: .*\.\.\/outside/);
  const file = join(await scratch(t), 'text');
  await writeFile(file, 'no zip');
  const wheel = { ...pinnedWheel(), sha256: await digestFile(file) };
  await refuse({ wheel, file }, /could not be unpacked/);
});

test.serial('an older system or another platform is refused before anything is fetched', async (t) => {
  const cache = await freshCache(t);
  const refused = { instanceOf: EngineError, code: 'INSTALL_FAILED' };
  await t.throwsAsync(installOpenVino({}, { ...pinnedWheel(), glibc: '2.1000' }), {
    ...refused,
    message: /needs glibc 2\.1000 or later on \w+; this system has 2\.\d+\./,
  });
  const arch = Object.getOwnPropertyDescriptor(process, 'arch')!;
  Object.defineProperty(process, 'arch', { ...arch, value: 'riscv64' });
  t.teardown(() => Object.defineProperty(process, 'arch', arch));
  t.is(installedOpenVino(), undefined);
  await t.throwsAsync(async () => installOpenVino(), {
    ...refused,
    message: /no OpenVINO for linux-riscv64, only for Linux on x64 and arm64/,
  });
  await t.throwsAsync(readdir(cache), { code: 'ENOENT' });
});

test.serial('a cache that is open to other users is neither installed to nor loaded from', async (t) => {
  const { cache, wheel } = await installed(t);
  await chmod(cache, 0o777);
  const refused = { instanceOf: EngineError, code: 'CACHE_UNSAFE', message: /mode 777.*chmod 700/ };
  await t.throwsAsync(installOpenVino({}, wheel), refused);
  t.throws(() => installedOpenVino(), refused);
});

test.serial('a cache that cannot be created gives an error with its own code', async (t) => {
  const file = join(await scratch(t), 'file');
  await writeFile(file, '');
  process.env.HARMONIDIFF_CACHE = join(file, 'below');
  await t.throwsAsync(installOpenVino(), {
    instanceOf: EngineError,
    code: 'CACHE_FAILED',
    message: /ENOTDIR/,
  });
  t.is(installedOpenVino(), undefined);
});

test.serial('progress says how much pip has fetched', async (t) => {
  await freshCache(t);
  const { wheel, file } = await smallWheel(t);
  const python = await fakePython(
    t,
    `mkdir "$TMPDIR/pip-unpack" && head -c 1000 '${file}' > "$TMPDIR/pip-unpack/${wheel.name}"
    while [ ! -e "$AT/seen" ]; do sleep 0.05; done
    rm -r "$TMPDIR/pip-unpack"; while [ ! -e "$AT/seen-again" ]; do sleep 0.05; done; ${delivering(file)}`,
  );
  const seen: [number, number][] = [];
  const onProgress = async (bytes: number, total: number) => {
    seen.push([bytes, total]);
    if (bytes === 1000)
      await writeFile(join(python, existsSync(join(python, 'seen')) ? 'seen-again' : 'seen'), '');
  };
  await installOpenVino({ onProgress }, wheel);
  t.true(seen.every(([, total]) => total === wheel.bytes));
  const bytes = seen.map(([bytes]) => bytes);
  t.deepEqual(
    bytes,
    bytes.toSorted((a, b) => a - b),
  );
  t.is(bytes.at(-1), 1000);
});

test.serial('an aborted installation ends pip and leaves nothing', async (t) => {
  const cache = await freshCache(t);
  await t.throwsAsync(installOpenVino({ signal: AbortSignal.abort() }), { instanceOf: AbortError });

  const python = await fakePython(t, 'echo $$ > "$AT/pid"; echo > "$TMPDIR/part"; exec sleep 100');
  const controller = new AbortController();
  const reason = new Error('no longer wanted');
  const onProgress = async () => {
    const pid = await readFile(join(python, 'pid'), 'utf8').catch(() => '');
    if (pid.endsWith('\n')) controller.abort(reason);
  };
  const installing = installOpenVino({ signal: controller.signal, onProgress });
  const error = await t.throwsAsync(installing, { instanceOf: AbortError, code: 'ABORT_ERR' });
  t.is(error?.cause, reason);
  t.deepEqual(await readdir(cache), []);
  const pid = Number(await readFile(join(python, 'pid'), 'utf8'));
  t.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
});

test.serial('installations at the same time do not disturb each other', async (t) => {
  const { cache, wheel, folder } = await installed(t);
  for (const before of [
    () => rm(folder, { recursive: true }),
    () => truncate(join(folder, 'libtbb.so.12'), 1),
  ]) {
    await before();
    const all = await Promise.all([1, 2, 3, 4].map(() => installOpenVino({}, wheel)));
    t.deepEqual(new Set(all.map((one) => one.folder)), new Set([folder]));
    t.is(installedOpenVino(), folder);
    t.deepEqual(await readdir(cache), [NAME]);
  }
});

test.serial('what a killed installation left is deleted a day later', async (t) => {
  const { cache, wheel, folder } = await installed(t);
  for (const name of ['.install-old', '.install-new']) {
    await mkdir(join(cache, name));
    await writeFile(join(cache, name, 'part'), '');
  }
  const old = Date.now() / 1000 - 25 * 60 * 60;
  await utimes(join(cache, '.install-old'), old, old);
  t.deepEqual(await installOpenVino({}, wheel), { folder, fetched: false });
  t.deepEqual((await readdir(cache)).sort(), ['.install-new', NAME]);
});
