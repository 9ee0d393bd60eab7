// Gives malformed inputs to every parser of untrusted input, and counts how they end. Each parser has its own process, so
// that crashes and endless loops are noticed and the memory is that of one parser. Fails if an input shows a fault, or if
// memory or the number of open files grows. The input is then written to build/fuzz.
//
// npm run fuzz -- [--runs 20000] [--seed N] [--parser NAME]    --runs is the number of inputs for all parsers together
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { fail, readFlags } from '../../scripts/tools.mjs';
import { check } from './check.js';
import { parsers } from './parsers.js';

process.chdir(join(import.meta.dirname, '../..'));
const { values } = readFlags({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    parser: { type: 'string' },
    /** Set in the process of one parser. */
    alone: { type: 'boolean', default: false },
  },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (!(runs >= 1 && Number.isInteger(runs) && Number.isInteger(seed)))
  fail('--runs and --seed must be whole numbers.');
const chosen = parsers.filter(({ name }) => values.parser === undefined || name === values.parser);
if (chosen.length === 0) fail(`--parser must be one of ${parsers.map(({ name }) => name).join(', ')}.`);

const FOLDER = 'build/fuzz';
/** Milliseconds without a new input after which a parser is stopped. Only code that never yields takes so long. */
const STALLED = 60_000;
/** In MB, over the last nine tenths of the inputs, because pools and compiled code grow at first. */
const MOST_GROWTH = { heap: 24, rss: 160 };
const MOST_FILES = 16;

mkdirSync(FOLDER, { recursive: true });
const inputOf = (name: string) => join(FOLDER, `${name}.input`);
if (values.alone) await runAlone();
else await runAll();

async function runAll(): Promise<void> {
  const each = Math.ceil(runs / chosen.length);
  console.log(`${each} inputs for each of ${chosen.length} parsers, seed ${seed}`);
  let [malformed, findings] = [0, 0];
  for (const { name } of chosen) {
    const answer = await runInProcess(name, each);
    malformed += answer.malformed;
    if (!answer.passed) findings++;
  }
  console.log(
    `${each * chosen.length} inputs, ${malformed} of them malformed; findings in ${findings} parsers`,
  );
  process.exitCode = findings === 0 ? 0 : 1;
}

function runInProcess(name: string, runs: number): Promise<{ passed: boolean; malformed: number }> {
  const path = inputOf(name);
  rmSync(path, { force: true });
  const flags = ['--runs', String(runs), '--seed', String(seed), '--parser', name, '--alone'];
  const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, ...flags], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // With more arenas, glibc keeps more freed memory the busier the machine is.
    env: { ...process.env, MALLOC_ARENA_MAX: '1' },
  });
  let malformed = 0;
  child.on('message', (count) => {
    malformed = count as number;
  });
  const began = Date.now();
  const timer = setInterval(() => {
    const last = existsSync(path) ? statSync(path).mtimeMs : began;
    if (Date.now() - last > STALLED) child.kill('SIGKILL');
  }, 1000);
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      clearInterval(timer);
      if (code === 0) rmSync(path, { force: true });
      // This script itself ends with 0 or 1.
      if (code !== 0 && code !== 1)
        console.log(`${name}: the process ended with ${signal ?? code}; its last input is ${path}`);
      resolve({ passed: code === 0, malformed });
    });
  });
}

async function runAlone(): Promise<void> {
  const [parser] = chosen;
  const { name } = parser!;
  let count = 0;
  let early: Usage | undefined;
  const before = (input: unknown) => {
    if (++count === Math.ceil(runs / 10)) early = usage();
    writeFileSync(inputOf(name), written(input));
  };
  const { endings, slowest, finding } = await check(parser!, { runs, seed, before });
  const late = usage();
  const grown = finding ? [] : growth(early!, late);
  const counts = [...endings].sort(([, a], [, b]) => b - a).map(([ending, n]) => `${ending} ${n}`);
  console.log(
    `${name}: ${counts.join(', ')}; slowest ${Math.round(slowest)} ms; ` +
      `heap ${early?.heap} → ${late.heap} MB, memory ${early?.rss} → ${late.rss} MB`,
  );
  if (finding) {
    writeFileSync(inputOf(name), written(finding.input));
    console.log(
      `${finding.text.replace(/^(Counterexample: .{500}).*/m, '$1…')}\nThe input is ${inputOf(name)}.`,
    );
  }
  for (const what of grown) console.log(`${name}: ${what}`);
  const status = finding || grown.length > 0 ? 1 : 0;
  process.send!(count - (endings.get('read') ?? 0), () => process.exit(status));
}

/** The bytes of an input that is a file, or else a text that shows all of it. */
function written(input: unknown): string | Uint8Array {
  if (input instanceof Uint8Array) return input;
  return inspect(input, { depth: 8, maxArrayLength: null, maxStringLength: null });
}

interface Usage {
  heap: number;
  rss: number;
  files: number;
}

function usage(): Usage {
  globalThis.gc!();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    heap: Math.round(heapUsed / 1e6),
    rss: Math.round(rss / 1e6),
    files: readdirSync('/proc/self/fd').length,
  };
}

function growth(early: Usage, late: Usage): string[] {
  const names = ['heap', 'rss'] as const;
  const grown = names.filter((name) => late[name] - early[name] > MOST_GROWTH[name]);
  return [
    ...grown.map((name) => `${name} grew from ${early[name]} to ${late[name]} MB`),
    ...(late.files - early.files > MOST_FILES
      ? [`open files grew from ${early.files} to ${late.files}`]
      : []),
  ];
}
