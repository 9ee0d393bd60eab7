// Harmonises an example with the small model of this package, through the command line. Writes out/demo.png, and
// out/demo-sheet.png with the target, the plain paste, every candidate and the winner.
//
// npm run demo [NAME]: a folder of examples/, villa by default
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
mkdirSync('out', { recursive: true });
const folder = `examples/${process.argv[2] ?? 'villa'}`;
if (!existsSync(join(folder, 'example.json'))) {
  const names = readdirSync('examples').filter((name) => existsSync(join('examples', name, 'example.json')));
  fail(`there is no ${folder}; examples are ${names.join(', ')}.`);
}
const { box, prompts, metadata } = JSON.parse(readFileSync(join(folder, 'example.json'), 'utf8'));

const command = [
  ...['dist/cli/main.js', 'harmonize'],
  ...['--target', join(folder, 'target.png'), '--source', join(folder, 'source.png'), '--box', box.join(',')],
  ...['--target-prompt', prompts.target, '--source-prompt', prompts.source, '--gsd', metadata.gsd],
  ...['--out', 'out/demo.png', '--sheet', 'out/demo-sheet.png'],
].map(String);
console.log(`node ${command.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')}`);
const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
if (status === 0) console.log('The target, the paste, every candidate and the winner: out/demo-sheet.png');
process.exitCode = status ?? 1;
