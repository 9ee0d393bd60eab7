// Makes the comparison in docs/measure.md: 200 composites of scenes that the small model was not trained on, with every method
// that it can run. An interrupted run resumes. After a change to the code, use an empty folder.
//
// npm run report -- SCENES [--out DIR]    # SCENES: UC Merced Land Use, as a folder of class folders
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail } from './tools.mjs';

const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: 'out/report' } },
  allowPositionals: true,
});
if (positionals.length !== 1) fail('the folder of scenes is missing: npm run report -- SCENES');
const [scenes, out] = [resolve(positionals[0]), resolve(values.out)];
process.chdir(join(import.meta.dirname, '..'));
mkdirSync(out, { recursive: true });
const manifest = join(out, 'manifest.jsonl');
const model = 'models/harmonidiff-small';

harmonidiff('dataset', scenes, '--out', manifest, ...described());
harmonidiff('evaluate', manifest, '--out', out, '--model', model, '--methods', methods(), ...clip());

/** Every tenth scene of a class was held out from training. All scenes have 0.3 m/px. */
function described() {
  return ['--count', '200', '--seed', '0', '--holdout', '10', '--gsd', '0.3', '--country', 'USA'];
}

function methods() {
  const others = ['real', 'copy-paste', 'poisson', 'poisson-vae', 'freecompose'];
  return [
    ...others,
    'harmonidiff:mode=lms',
    'harmonidiff:mode=twr',
    'harmonidiff',
    'harmonidiff:restoreDetail',
  ].join(',');
}

function clip() {
  return ['--clip', join(model, 'image_encoder/model.onnx')];
}

function harmonidiff(...words) {
  const { status } = spawnSync(process.execPath, ['dist/cli/main.js', ...words], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
