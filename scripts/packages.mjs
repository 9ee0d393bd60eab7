// Fetches the packages in packages.json into build/, each once. As a program, node scripts/packages.mjs NAME
// fetches Python packages and prints their folder or, with --python, the interpreter that has them.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fail, need } from './tools.mjs';

const pins = JSON.parse(readFileSync(join(import.meta.dirname, 'packages.json'), 'utf8'));

/** Fetches Python packages and returns their folder. */
export function pythonPackages(name) {
  const lib = join(pythonEnvironment(name), 'lib');
  const [python] = readdirSync(lib).filter((entry) => entry.startsWith('python'));
  return join(lib, python, 'site-packages');
}

/** A Python interpreter that has the packages. */
export function pythonWith(name) {
  return join(pythonEnvironment(name), 'bin/python');
}

/** A program that comes as a Python package of the same name. */
export function pythonProgram(name) {
  return join(pythonEnvironment(name), 'bin', name);
}

function pythonEnvironment(name) {
  return once(
    name,
    (folder) => {
      need('python');
      const environment = join(folder, 'python');
      call('python3', ['-m', 'venv', environment], {
        remedy: 'On Debian or Ubuntu: apt-get install python3-venv',
      });
      const { python, requirements } = pins[name];
      const packages = requirements ? ['-r', requirements] : python;
      call(join(environment, 'bin/pip'), ['install', '-q', '--no-deps', ...packages]);
    },
    (folder) => join(folder, 'python'),
  );
}

/** Fetches the sources of a Rust crate and returns their folder. Nothing is compiled. */
export function crate(name) {
  const { crate, version } = pins[name];
  return once(
    name,
    (folder) => {
      need('cargo');
      mkdirSync(join(folder, 'src'), { recursive: true });
      writeFileSync(join(folder, 'src/lib.rs'), '');
      const manifest = `[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2021"\n\n[dependencies]\n${crate} = "=${version}"\n`;
      writeFileSync(join(folder, 'Cargo.toml'), manifest);
      call('cargo', ['fetch', '--quiet', '--target', 'x86_64-unknown-linux-gnu'], {
        cwd: folder,
        env: { ...process.env, CARGO_HOME: join(process.cwd(), folder, 'cargo') },
      });
    },
    (folder) => {
      const sources = join(folder, 'cargo/registry/src');
      const [registry] = readdirSync(sources);
      const found = readdirSync(join(sources, registry)).find((entry) =>
        entry.startsWith(`${crate}-${version}`),
      );
      return join(sources, registry, found);
    },
  );
}

/** Makes a folder once, and again if it is incomplete or its pins have changed. */
function once(name, make, locate) {
  const folder = join('build', name);
  const stamp = join(folder, 'complete');
  const { requirements } = pins[name];
  const wanted = JSON.stringify(pins[name]) + (requirements ? readFileSync(requirements, 'utf8') : '');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.log(`Fetching ${name} (scripts/packages.json)`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    make(folder);
    writeFileSync(stamp, wanted);
  }
  return locate(folder);
}

export function call(program, args, { remedy = '', ...options } = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (!error && status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  fail(`${program} failed. ${error?.message ?? remedy}`);
}

/** As `call`, while other work goes on. */
export async function callAside(program, args) {
  await promisify(execFile)(program, args, { maxBuffer: Number.POSITIVE_INFINITY }).catch((error) => {
    process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? ''}`);
    fail(`${program} failed.`);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(join(import.meta.dirname, '..'));
  const [, , name, program] = process.argv;
  console.log(resolve(program === '--python' ? pythonWith(name) : pythonPackages(name)));
}
