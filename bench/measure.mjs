// Shared by the benchmarks: a contender runs in its own process and ends with one line of JSON.
import { spawn } from 'node:child_process';
import { resolve as absolute, join } from 'node:path';

// Python finds the packages `reference` and `bench` in the folder it is started in.
const root = join(import.meta.dirname, '..');

/**
 * Runs a contender and returns its report. `onStart` is called with the id of the process.
 *
 * @throws Error with the reason in one line and, in `output`, everything that the contender wrote to stderr
 */
export function measure([program, ...args], { limitSeconds, env, onStart } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program.includes('/') ? absolute(program) : program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let late = false;
    // Not spawn's own time limit, which keeps this process waiting if the program cannot be started.
    const timer =
      limitSeconds !== undefined &&
      setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
      }, limitSeconds * 1000);
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8').on('data', (text) => {
        texts[name] += text;
      });
    }
    const fail = (reason) => {
      clearTimeout(timer);
      reject(Object.assign(new Error(reason), { output: texts.stderr }));
    };
    child.on('spawn', () => onStart?.(child.pid));
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (late) return fail(`it took longer than ${limitSeconds} s`);
      if (code !== 0) return fail(reasonIn(texts.stderr) ?? `it ended with ${signal ?? `exit code ${code}`}`);
      try {
        resolve(JSON.parse(lastLine(texts.stdout)));
      } catch {
        fail('it reported nothing');
      }
    });
  });
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The last line that names an error, as Node and Python write it, or else the last line. */
function reasonIn(text) {
  const named = text.split('\n').filter((line) => /^[\w.]*(Error|Exception)\b/.test(line));
  return named.at(-1)?.trim() || lastLine(text) || undefined;
}

function lastLine(text) {
  return text.trim().split('\n').at(-1).trim();
}
