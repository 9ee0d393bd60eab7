// Harmonises one pair through the command line: a real one where it lies beside this repository, else the test
// fixture's. Leaves out/demo.png and out/demo-sheet.png.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));
mkdirSync('out', { recursive: true });
const model = existsSync('../shared/fixtures/a') ? '../shared/fixtures/a' : 'test/fixtures/mini';
const pair = existsSync('../shared/data/pair')
  ? realPair('../shared/data/pair')
  : fixturePair('test/fixtures/mini');

const command = [
  'dist/cli/main.js',
  'harmonize',
  ...['--model', model, '--target', pair.target, '--source', pair.source, '--box', pair.box.join(',')],
  ...['--target-prompt', pair.targetPrompt, '--source-prompt', pair.sourcePrompt],
  ...['--longitude', pair.longitude, '--latitude', pair.latitude, '--gsd', pair.gsd],
  ...['--cloud-cover', pair.cloudCover, '--date', pair.date],
  ...['--out', 'out/demo.png', '--sheet', 'out/demo-sheet.png'],
].map(String);
console.log(`node ${command.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')}`);
const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
if (status === 0) {
  console.log('All candidates beside the target and the paste: out/demo-sheet.png');
  console.log('The weights of this model are random, so the pictures are noise; the work is the real one.');
}
process.exitCode = status ?? 1;

function realPair(folder) {
  const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
  // The placement is given on 512 px; the model's canvas is smaller.
  const config = (network) => JSON.parse(readFileSync(join(model, network, 'config.json'), 'utf8'));
  const canvas = config('unet').sample_size * 2 ** (config('vae').block_out_channels.length - 1);
  return {
    target: join(folder, `${meta.background}.png`),
    source: join(folder, `${meta.foreground}.png`),
    box: meta.bbox.map((side) => Math.floor((side * canvas) / 512)),
    targetPrompt: meta.bg_prompt.replace(/\s+/g, ' '),
    sourcePrompt: meta.fg_prompt.replace(/\s+/g, ' '),
    longitude: meta.longitude,
    latitude: meta.latitude,
    gsd: (meta.bg_gsd * 512) / canvas,
    cloudCover: meta.cloud_cover,
    date: isoDate(meta.year, meta.month, meta.day),
  };
}

function fixturePair(folder) {
  const { bbox, prompts, metadata } = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8'));
  const [longitude, latitude, gsd, cloudCover, year, month, day] = metadata;
  return {
    target: join(folder, 'target.png'),
    source: join(folder, 'source.png'),
    box: bbox,
    targetPrompt: prompts.target,
    sourcePrompt: prompts.source,
    ...{ longitude, latitude, gsd, cloudCover },
    date: isoDate(year, month, day),
  };
}

function isoDate(year, month, day) {
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}
