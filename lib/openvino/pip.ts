import { spawn } from 'node:child_process';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { EngineError } from '../errors.js';
import { unusable } from '../files/cache-folder.js';
import { aborted, throwIfAborted } from '../values/abort.js';
import { OPENVINO_VERSION, type Wheel } from './pinned.js';

export interface Fetching {
  signal?: AbortSignal | undefined;
  /** Gets the number of bytes that pip has fetched so far, several times a second. */
  onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Fetches a wheel with pip into a folder. pip brings what a download needs in the user's network: the index, proxies,
 * certificates, credentials. Neither pip nor this package runs anything of the wheel.
 *
 * @param folder that nobody else can write to; pip's temporary files are put there, too
 * @returns the wheel's path. Its digest is compared by pip only.
 * @throws EngineError, AbortError
 */
export async function fetchWheel(
  wheel: Wheel,
  folder: string,
  { signal, onBytes }: Fetching,
): Promise<string> {
  const [temporary, into] = [join(folder, 'pip'), join(folder, 'wheel')];
  await mkdir(temporary);
  await mkdir(into);
  await writeFile(
    join(folder, 'requirements.txt'),
    `openvino==${OPENVINO_VERSION} --hash=sha256:${wheel.sha256}\n`,
  );
  const fetched = runPip(argumentsFor(wheel, into), folder, temporary, signal);
  if (onBytes) await watchBytes(fetched, temporary, onBytes);
  await fetched;
  // An index may have the same file under another name.
  const name = (await readdir(into)).find(isWheel);
  if (name === undefined)
    throw new EngineError(
      'INSTALL_FAILED',
      `pip ended without an error, but did not fetch ${wheel.name}. Check which program python3 is. ${ALTERNATIVE}`,
    );
  return join(into, name);
}

/** The wheel's tags are given, so that it is found with any version of Python. */
function argumentsFor({ platform }: Wheel, into: string): string[] {
  return [
    ...['-m', 'pip', 'download', '--quiet', '--no-input', '--disable-pip-version-check', '--no-cache-dir'],
    ...['--no-deps', '--only-binary=:all:', '--require-hashes', '--requirement', 'requirements.txt'],
    ...['--platform', platform, '--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'],
    ...['--dest', into],
  ];
}

/** The settings of pip that say where packages come from and how they are reached. */
const KEPT = new Set(
  ['CERT', 'CLIENT_CERT', 'CONFIG_FILE', 'DEFAULT_TIMEOUT', 'EXTRA_INDEX_URL', 'FIND_LINKS', 'INDEX_URL']
    .concat(['KEYRING_PROVIDER', 'NO_INDEX', 'PROXY', 'RETRIES', 'TIMEOUT', 'TRUSTED_HOST'])
    .map((name) => `PIP_${name}`),
);

/** Without the settings that change what is installed, such as PIP_REQUIREMENT or PIP_CONSTRAINT. */
function environment(temporary: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PIP_') || KEPT.has(name));
  return {
    ...Object.fromEntries(kept),
    // Nothing is installed into the user's Python, so this safeguard against it does not apply.
    PIP_REQUIRE_VIRTUALENV: '0',
    TMPDIR: temporary,
  };
}

function runPip(words: string[], folder: string, temporary: string, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  return new Promise((resolve, reject) => {
    // In a folder of our own, because `python3 -m` also looks for modules in the current folder.
    const child = spawn('python3', words, {
      cwd: folder,
      env: environment(temporary),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-LAST_CHARACTERS);
    });
    const stop = () => child.kill();
    signal?.addEventListener('abort', stop);
    const settle = (error?: Error) => {
      signal?.removeEventListener('abort', stop);
      // Ctrl-C also reaches pip itself, which then ends with an error of its own.
      if (signal?.aborted) reject(aborted(signal));
      else if (error) reject(error);
      else resolve();
    };
    child.on('error', (cause) => settle(noPython(cause)));
    // Only once it has ended, because until then it writes to the folder that is removed next.
    child.on('close', (code, killed) => settle(code === 0 ? undefined : pipFailure(errors, code ?? killed)));
  });
}

const LAST_CHARACTERS = 20_000;
const ALTERNATIVE =
  'Alternatively, set the environment variable HARMONIDIFF_OPENVINO to the folder of an existing OpenVINO 2026.4.1.';

function noPython(cause: Error): EngineError {
  return new EngineError(
    'INSTALL_FAILED',
    `OpenVINO is fetched with Python's pip, but python3 cannot be run: ${cause.message}. Install it (Debian and Ubuntu: ` +
      `apt-get install python3-pip). ${ALTERNATIVE}`,
    { cause },
  );
}

/** @param ended exit code or signal */
function pipFailure(errors: string, ended: number | string | null): EngineError {
  const cause = new Error(errors || `pip ended with ${ended}`);
  const installFailed = (message: string) => new EngineError('INSTALL_FAILED', message, { cause });
  if (/No module named '?pip\b/.test(errors))
    return installFailed(
      'OpenVINO is fetched with pip, and python3 has no pip. Install it (Debian and Ubuntu: apt-get install ' +
        `python3-pip). ${ALTERNATIVE}`,
    );
  const line = lastLine(errors) ?? cause.message;
  if (/No space left on device|Disk quota exceeded/.test(errors)) return unusable(new Error(line, { cause }));
  const [, found] = /^\s*Got\s+([0-9a-f]{64})/m.exec(errors) ?? [];
  if (found) return wrongDigest(found, cause);
  const [, broken] = /connection broken by '(.*)'(?:: \S*)?$/m.exec(errors) ?? [];
  return installFailed(
    `pip could not fetch OpenVINO ${OPENVINO_VERSION}: ${line}${broken ? ` (connection broken by ${broken})` : ''}. Check ` +
      `the network and the package index that pip uses (python3 -m pip config list). ${ALTERNATIVE}`,
  );
}

/** The last error that pip states, or else its last line, without a full stop. */
function lastLine(errors: string): string | undefined {
  const lines = errors.split('\n').filter((line) => line.trim() !== '');
  // Before a traceback, whose last line says what is wrong, pip only states "ERROR: Exception:".
  const line = lines.findLast((line) => /^ERROR: .*[^:]$/.test(line)) ?? lines.at(-1);
  return line
    ?.replace(/^ERROR: /, '')
    .trim()
    .replace(/\.$/, '');
}

/** For a wheel that is not the pinned one. */
export function wrongDigest(found: string, cause?: Error): EngineError {
  return new EngineError(
    'INSTALL_FAILED',
    `The file that pip fetched is not the OpenVINO ${OPENVINO_VERSION} that this version of harmonidiff was made with: its ` +
      `SHA-256 is ${found}. Nothing was installed. The package index that pip uses may be wrong or compromised (python3 -m ` +
      'pip config list).',
    cause && { cause },
  );
}

/** Reports how much of the wheel lies in pip's temporary folder, until it is fetched. */
async function watchBytes(
  fetched: Promise<void>,
  temporary: string,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let ended = false;
  let most = 0;
  const end = Promise.allSettled([fetched]).then(() => {
    ended = true;
  });
  while (!ended) {
    await Promise.race([end, setTimeout(200, undefined)]);
    if (ended) return;
    // In the end pip moves the file away.
    most = Math.max(most, await bytesOf(temporary));
    onBytes(most);
  }
}

function isWheel(path: string): boolean {
  return path.endsWith('.whl');
}

/** 0 for a file that is not there. */
async function bytesOf(temporary: string): Promise<number> {
  try {
    const file = (await readdir(temporary, { recursive: true })).find(isWheel);
    return file === undefined ? 0 : (await stat(join(temporary, file))).size;
  } catch {
    // pip creates and deletes folders meanwhile.
    return 0;
  }
}
