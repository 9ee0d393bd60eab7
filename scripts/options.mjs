// Writes the files derived from the compiled option tables (lib/request, lib/augment/options.ts, lib/dataset/build.ts,
// lib/evaluation/run.ts):
//
//   dist/harmonize.schema.json   a JSON Schema of the options of `harmonize`, by their flat names
//   dist/score.schema.json       the same of `score`
//   dist/**/*.d.ts               doc comments on the options, which editors show
//   docs/options.md              the option tables for people: written with --docs, compared with --check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { fail } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const modules = [
  'request/harmonize',
  'request/compose',
  'request/patches',
  'request/image',
  'request/load',
  'request/prepare',
  'augment/options',
  'dataset/build',
  'evaluation/variants',
  'evaluation/run',
];
const exported = await Promise.all(modules.map((module) => import(`../dist/${module}.js`)));
const tablesByName = Object.assign({}, ...exported);
const { LOAD, HARMONIZE, PREPARE, COMPOSE, PATCHES, PATCH, SCORE, READ_IMAGE, READ_MASK } = tablesByName;
const { PLAN, AUGMENT, DATASET, EVALUATE } = tablesByName;
const { flatten } = await import('../dist/request/text.js');

const tables = [
  ['Harmonizer.load(folder, options)', LOAD],
  ['harmonizer.harmonize(options)', HARMONIZE],
  ['harmonizer.prepareTarget(options)', PREPARE],
  ['composeScene(harmonizer, options)', COMPOSE],
  ['composePatches(harmonizer, options)', PATCHES],
  ['Properties of each patch', Object.fromEntries(flatten(PATCH).map(({ name, option }) => [name, option]))],
  ['planAugmentation(options)', PLAN],
  ['augment(harmonizer, options)', AUGMENT],
  ['harmonizer.score(image, options)', SCORE],
  ['loadRgb(image, label, size, options)', READ_IMAGE],
  ['loadMask(mask, label, options)', READ_MASK],
  ['buildDataset(options)', DATASET],
  ['evaluate(options)', EVALUATE],
];

if (process.argv.includes('--docs')) writeFileSync('docs/options.md', page());
else if (process.argv.includes('--check')) {
  if (readFileSync('docs/options.md', 'utf8') !== page()) {
    fail(
      'docs/options.md differs from the option tables. Run `node scripts/options.mjs --docs` and commit it.',
    );
  }
} else {
  for (const [name, table] of Object.entries({ harmonize: HARMONIZE, score: SCORE }))
    writeFileSync(`dist/${name}.schema.json`, `${JSON.stringify(jsonSchema(name, table), null, 2)}\n`);
  modules.forEach((module, i) => {
    const file = `dist/${module}.d.ts`;
    writeFileSync(file, withComments(readFileSync(file, 'utf8'), exported[i]));
  });
}

function jsonSchema(name, table) {
  const options = flatten(table);
  const properties = options.map(({ name, option }) => {
    const { $schema: _, ...schema } = toJsonSchema(option.json ?? option.schema);
    const usual = typeof option.default === 'function' ? undefined : option.default;
    return [
      name,
      { ...schema, description: sentence(option), ...(usual !== undefined && { default: usual }) },
    ];
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Options of ${name}`,
    type: 'object',
    properties: Object.fromEntries(properties),
    required: options.filter(({ option }) => option.required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function sentence({ sentence, unit }) {
  return unit ? `${sentence} (${unit})` : sentence;
}

function defaultOf(option) {
  return option.defaultText ?? (option.default === undefined ? undefined : JSON.stringify(option.default));
}

/** Adds to every option of a module's tables the doc comment that editors show. */
function withComments(text, module) {
  return Object.entries(module).reduce((text, [name, table]) => {
    const block = new RegExp(`^export declare const ${name}: \\{\\n.*?^\\};`, 'ms');
    return text.replace(block, (block) => commented(block, table, 4));
  }, text);
}

function commented(block, table, indent) {
  return Object.entries(table).reduce((block, [name, entry]) => {
    const place = new RegExp(
      `^ {${indent}}(readonly )?${name}: (?=(import\\(.*?\\)\\.)?(Option|Nested)<)`,
      'm',
    );
    const inner = entry.options ? commented(block, entry.options, indent + 4) : block;
    return inner.replace(place, (match) => `${' '.repeat(indent)}/** ${comment(entry)} */\n${match}`);
  }, block);
}

/** Sentence, range and default. */
function comment(entry) {
  const usual = entry.options ? undefined : defaultOf(entry);
  const range = entry.expected ? ` Takes ${entry.expected}.` : '';
  return `${sentence(entry)}.${range}${usual === undefined ? '' : ` Default: ${usual}.`}`;
}

function page() {
  const heading = (name) => (name.includes('(') ? `\`${name}\`` : name);
  const parts = tables.map(
    ([name, table]) => `## ${heading(name)}\n\n${markdown(table, table === HARMONIZE)}`,
  );
  return [
    '# Options',
    '',
    '<!-- Generated from the option tables by scripts/options.mjs. -->',
    '',
    'On the command line an option is a flag with the same name in kebab case: `guidanceScale` is `--guidance-scale`.',
    'Options of `prompts` and `metadata` have flat names there: `--source-prompt`, `--gsd`. An unknown option is refused',
    'with a suggestion.',
    '',
    parts.join('\n\n'),
    '',
  ].join('\n');
}

function markdown(table, byMethod) {
  const rows = Object.entries(table).flatMap(([name, entry]) =>
    entry.options
      ? Object.entries(entry.options).map(([inner, option]) => row(`${name}.${inner}`, option))
      : [row(name, entry)],
  );
  const head = ['Option', 'What it is', 'Takes', 'Default', 'Read by'];
  const line = (cells) => `| ${cells.slice(0, byMethod ? 5 : 4).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function row(name, option) {
  const usual = option.required ? 'required' : (defaultOf(option) ?? '');
  return [`\`${name}\``, sentence(option), option.expected, usual, readers(option)].map((cell) =>
    cell.replaceAll('|', '\\|'),
  );
}

/** The methods that read an option, as users name them. */
function readers({ methods, readWith }) {
  if (!methods) return '';
  const modes = methods.filter((method) => ['init', 'lms', 'twr', 'ltf'].includes(method));
  const others = methods.filter((method) => !modes.includes(method));
  const harmonidiff =
    modes.length === 4 ? ['harmonidiff'] : modes.length > 0 ? [`harmonidiff (${modes.join(', ')})`] : [];
  const also = readWith ? `; others with \`${readWith.option}: ${JSON.stringify(readWith.value)}\`` : '';
  return [...others, ...harmonidiff].join(', ') + also;
}
