import fc from 'fast-check';
import { AUGMENT, PLAN, SET_SETTINGS } from '../../../lib/augment/options.js';
import { DATASET } from '../../../lib/dataset/build.js';
import { EVALUATE } from '../../../lib/evaluation/run.js';
import { VARIANTS } from '../../../lib/evaluation/variants.js';
import { readFields as readTexts } from '../../../lib/fields/index.js';
import { COMPOSE } from '../../../lib/request/compose.js';
import { HARMONIZE, SCORE } from '../../../lib/request/harmonize.js';
import { READ_IMAGE, READ_MASK } from '../../../lib/request/image.js';
import { LOAD } from '../../../lib/request/load.js';
import type { Table } from '../../../lib/request/option.js';
import { PATCH, PATCHES } from '../../../lib/request/patches.js';
import { PREPARE } from '../../../lib/request/prepare.js';
import { readOptions } from '../../../lib/request/read.js';
import { flatten } from '../../../lib/request/text.js';
import { hostile, type Maker, spoilt } from '../../support/hostile.js';
import { byteEdit, editBytes } from '../bytes.js';
import type { Parser } from '../parser.js';

// Options, as text and as JavaScript values.

const READERS = { harmonize: HARMONIZE, score: SCORE, load: LOAD };
type Reader = keyof typeof READERS;

/** Texts that are valid for some option. */
const VALID = [
  ...['16,24,88,80', '0.5', '20', '-1', 'true', 'false', 'ltf', 'cpu', 'a forest', '6-14', '1,2,3', '2020'],
  ...['full', '2-98', '0,65535', 'auto', '4G', '512MB', 'mean', 'sample', '2024-02-29', '13.4,52.5'],
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...VALID) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...VALID), fc.array(byteEdit, { minLength: 1, maxLength: 2 }))
      .map(([valid, edits]) => edits.reduce(editBytes, Buffer.from(valid)).toString()),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        '',
        ' ',
        '1e999',
        '-0',
        'NaN',
        'Infinity',
        '0x10',
        '1_000',
        '١',
        '１',
        '\0',
        '\ud800',
        '1'.repeat(9999),
      ],
      ...['__proto__', 'constructor', '{}', '[]', 'null', '1,', ',', '-', '1-', '-1-2', '1e3,1e3,1e3,1e3'],
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary' }) },
);

const named = (of: Reader) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...flatten(READERS[of]).map(({ name }) => name)) },
    { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'prompts.source', '', 'stpes') },
  );

interface TextInput {
  of: Reader;
  fields: [string, string][];
}

export const textFields: Parser<TextInput> = {
  name: 'text-fields',
  arbitrary: fc.oneof(
    ...(Object.keys(READERS) as Reader[]).map((of) =>
      fc.record({
        of: fc.constant(of),
        fields: fc.array(fc.tuple(named(of), text), { minLength: 1, maxLength: 4 }),
      }),
    ),
  ),
  run: ({ of, fields }) => {
    // What readFields returns must be valid for the option table.
    readOptions(READERS[of] as Table, readTexts(of, fields), of);
  },
};

const TABLES: Record<string, Table> = {
  ...{ harmonize: HARMONIZE, score: SCORE, load: LOAD, prepareTarget: PREPARE, readImage: READ_IMAGE },
  ...{
    readMask: READ_MASK,
    composeScene: COMPOSE,
    composePatches: PATCHES,
    patch: PATCH,
    buildDataset: DATASET,
  },
  ...{
    evaluate: EVALUATE,
    variants: VARIANTS,
    planAugmentation: PLAN,
    settings: SET_SETTINGS,
    augment: AUGMENT,
  },
};

const tables = Object.entries(TABLES).flatMap(([name, table]) =>
  [
    spoilt({}, table),
    // Options that are objects with options of their own, such as prompts.
    ...Object.entries(table).flatMap(([key, entry]) =>
      'options' in entry
        ? [
            spoilt({}, entry.options as object).map(
              (make): Maker =>
                () => ({ [key]: make() }),
            ),
          ]
        : [],
    ),
    hostile,
  ].map((arbitrary) => arbitrary.map((make) => ({ name, make }))),
);

export const options: Parser<{ name: string; make: Maker }> = {
  name: 'options',
  arbitrary: fc.oneof(...tables),
  run: ({ name, make }) => {
    readOptions(TABLES[name]!, make(), name);
  },
};
