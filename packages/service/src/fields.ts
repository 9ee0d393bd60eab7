import { createRequire } from 'node:module';
import type { FastifySchemaCompiler } from 'fastify';
import { OptionError } from 'harmonidiff';
import { type Field, fieldsOf, readFields } from 'harmonidiff/fields';
import type { TSchema } from 'typebox';

// The bodies of requests: the library's tables of options are their schema, their check and their description.

const readJson = createRequire(import.meta.url) as (path: string) => JsonSchema;

interface JsonSchema {
  properties: Record<string, Record<string, unknown>>;
}

const SCHEMAS = {
  harmonize: readJson('harmonidiff/harmonize.schema.json'),
  score: readJson('harmonidiff/score.schema.json'),
};

/** The intermediate tensors can be hundreds of megabytes. */
const LEFT_OUT = ['trace'];

export type Endpoint = 'harmonize' | 'score';

function textFields(of: Endpoint): Field[] {
  return fieldsOf(of).filter(({ name, kind }) => kind !== 'image' && !LEFT_OUT.includes(name));
}

/** The schema of a form, for the documentation. `readOptions` checks it. */
export function formSchema(
  of: Endpoint,
  uploads: Readonly<Record<string, string>>,
  required: string[],
): TSchema {
  const files = Object.entries(uploads).map(([name, description]) => [
    name,
    { type: 'string', format: 'binary', description },
  ]);
  const texts = textFields(of).map((field) => [field.name, textSchema(of, field)]);
  return {
    type: 'object',
    properties: Object.fromEntries([...files, ...texts]),
    required,
    additionalProperties: false,
  } as TSchema;
}

function textSchema(of: Endpoint, field: Field): object {
  const { name, sentence, unit, expected, kind } = field;
  const usual = field.defaultText === undefined ? '' : ` Default: ${field.defaultText}.`;
  if (kind === 'text') return { type: 'string', description: `${sentence}: ${expected}.${usual}` };
  const schema = SCHEMAS[of].properties[name]!;
  return { ...schema, description: `${sentence}${unit ? ` (${unit})` : ''}.${usual}` };
}

/**
 * Reads the texts of a form into the options of a function of the library.
 *
 * @throws OptionError for an unknown field, with the nearest name, and for a value that is not of its form
 */
export function readOptions<E extends Endpoint>(of: E, texts: ReadonlyMap<string, string>) {
  for (const name of LEFT_OUT)
    if (texts.has(name)) throw new OptionError(`${name} is an option of the library only; leave it out.`);
  return readFields(of, texts);
}

/** Lets a hook check the body with `readOptions`: the schema only describes it. */
export const bodyIsChecked: FastifySchemaCompiler<unknown> = () => (value: unknown) => ({ value });
