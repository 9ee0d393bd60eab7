// The flags of bench/cpu/bench.mjs, checked before anything is measured.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fail, readFlags } from '../../scripts/tools.mjs';
import { RECORD } from '../ledger/entries.mjs';
import { CONTENDERS } from './contenders.mjs';
import { DEFAULT_MODELS, MODELS } from './models.mjs';

/** Ends the process with one line for a wrong flag. */
export function readBenchFlags(args) {
  const { values } = readFlags({
    args,
    options: {
      models: { type: 'string', default: DEFAULT_MODELS.join(',') },
      contenders: { type: 'string', default: '' },
      rounds: { type: 'string', default: '3' },
      repeat: { type: 'string', default: '3' },
      threads: { type: 'string', default: String(availableParallelism()) },
      python: { type: 'string', default: 'python3' },
      limit: { type: 'string', default: '3600' },
      'skip-costs': { type: 'boolean', default: false },
      save: { type: 'string' },
      ...RECORD,
    },
  });
  const models = list(values.models);
  const unknown = models.find((name) => !Object.hasOwn(MODELS, name));
  if (unknown !== undefined || models.length === 0) {
    fail(`--models is ${values.models}; it must list any of ${Object.keys(MODELS).join(', ')}.`);
  }
  const words = list(values.contenders);
  const idle = words.find((word) => !CONTENDERS.some(({ id }) => id.includes(word)));
  if (idle !== undefined) {
    const ids = CONTENDERS.map(({ id }) => id).join(', ');
    fail(`--contenders: ${idle} is part of no contender's name; they are ${ids}.`);
  }
  return {
    models,
    wanted: ({ id }) => words.length === 0 || words.some((word) => id.includes(word)),
    rounds: whole('rounds', values),
    repeat: whole('repeat', values),
    threads: whole('threads', values),
    limitSeconds: whole('limit', values),
    python: values.python,
    costs: !values['skip-costs'],
    save: values.save === undefined ? undefined : resolve(values.save),
    record: values.record,
  };
}

function list(text) {
  return text.split(',').filter((word) => word !== '');
}

function whole(name, values) {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) {
    fail(`--${name} is ${values[name]}; it must be a whole number of at least 1.`);
  }
  return value;
}
