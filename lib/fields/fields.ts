import { OptionError } from '../errors.js';
import { type ComposeOptions, checkCompose } from '../request/compose.js';
import {
  checkSettings,
  HARMONIZE,
  type HarmonizeOptions,
  SCORE,
  type ScoreOptions,
  SETTINGS,
} from '../request/harmonize.js';
import { LOAD, type LoadOptions } from '../request/load.js';
import type { Option, Values } from '../request/option.js';
import { checkPatches, type PatchesOptions } from '../request/patches.js';
import { unknownOption } from '../request/read.js';
import { flatten, nest, readText } from '../request/text.js';
import { checkNames } from '../scene/names.js';

const TABLES = { harmonize: HARMONIZE, score: SCORE, load: LOAD, settings: SETTINGS };

/** What `readFields` returns, by the function that takes it. */
export interface FieldOptions {
  harmonize: Omit<HarmonizeOptions, 'target' | 'source' | 'mask' | 'signal' | 'onProgress'>;
  score: Omit<ScoreOptions, 'mask' | 'signal'>;
  load: Omit<LoadOptions, 'signal' | 'onProgress'>;
  /** How a composite is made, apart from its images, place, prompts and metadata; `harmonize` takes all of them. */
  settings: Values<typeof SETTINGS>;
}

/** An option that can be written as text. */
export interface Field {
  /** Its flat name, such as `sourcePrompt` for `prompts.source`. */
  name: string;
  /** One sentence without a final full stop. */
  sentence: string;
  unit?: string;
  /** Completes "it must be …" for its text. */
  expected: string;
  /**
   * `image`: an image, which `readFields` does not read. `path`: a path of the file system. `flag`: `true` or `false`.
   * `text`: text of a form of its own, such as `16,24,88,80`. `value`: text that reads as its value does in JSON.
   */
  kind: 'image' | 'path' | 'flag' | 'text' | 'value';
  required: boolean;
  /** The value without the field, if it is always the same. */
  default?: unknown;
  /** The value without the field, in words. */
  defaultText?: string;
}

/**
 * Lists the options of a function that can be written as text, to make a form, the flags of a program or the description
 * of an API from them.
 *
 * @param of the function that takes the options
 * @example
 * import { fieldsOf } from 'harmonidiff/fields';
 *
 * for (const { name, expected, sentence } of fieldsOf('harmonize')) console.log(`${name}: ${sentence} (${expected})`);
 */
export function fieldsOf(of: keyof FieldOptions): Field[] {
  return flatten(TABLES[of]).map(({ name, option }) => {
    const { sentence, unit, expected, text, required, default: usual, defaultText } = option;
    return {
      ...{ name, sentence, kind: kindOf(option), required },
      expected: text!.expected ?? expected,
      ...(unit !== undefined && { unit }),
      ...(usual !== undefined && typeof usual !== 'function' && { default: usual }),
      ...(defaultText !== undefined && { defaultText }),
    };
  });
}

/**
 * Reads fields of text into options. What is left out stays out; values that depend on each other are checked by the
 * function that takes the options.
 *
 * No text of `harmonize` and `score` is taken for the path of an image: the fields `target`, `source` and `mask` are
 * refused. Add the images to what this returns.
 *
 * @param of the function that takes the options
 * @param fields names and texts, such as a `URLSearchParams` or the entries of an object
 * @throws OptionError for an unknown name, a name that comes twice, a text that is not of its form, and an image
 * @example
 * import { readFields } from 'harmonidiff/fields';
 *
 * const query = new URLSearchParams('box=48,52,168,160&steps=10&sourcePrompt=a+forest&targetPrompt=a+desert');
 * const options = readFields('harmonize', query);
 * const { winner } = await harmonizer.harmonize({ ...options, target: 'scene.png', source: 'patch.png' });
 */
export function readFields<K extends keyof FieldOptions>(
  of: K,
  fields: Iterable<readonly [name: string, text: string]>,
): FieldOptions[K] {
  const table = TABLES[of];
  const options = new Map(flatten(table).map(({ name, option }) => [name, option]));
  const values = new Map<string, unknown>();
  for (const [name, text] of fields) {
    const option = options.get(name);
    if (!option) throw new OptionError(unknownOption(name, [...options.keys()]));
    if (values.has(name)) throw new OptionError(`${name} is given twice; give it once.`);
    if (kindOf(option) === 'image') throw new OptionError(`${name} is an image; pass it without readFields.`);
    values.set(name, readText(option, text, name));
  }
  return nest(table, Object.fromEntries(values)) as FieldOptions[K];
}

const CHECKS = {
  composeScene: (options: unknown) => named(checkCompose(options)),
  composePatches: (options: unknown) => named(checkPatches(options)),
  settings: checkSettings,
};

/** What `checkOptions` returns, by the function that takes it. */
export interface CheckedOptions {
  composeScene: ComposeOptions;
  composePatches: PatchesOptions;
  /** How a composite is made, as for `fieldsOf` and `readFields`. */
  settings: FieldOptions['settings'];
}

/**
 * Checks options that are to be used later or elsewhere, as far as that is possible without the model and the files that they
 * name. What the features of `patches` say is not checked.
 *
 * @param of the function that takes the options
 * @returns a plain copy
 * @throws OptionError for an unknown name, a value out of range, or options that contradict each other
 * @throws OutputError for a result in a file of no known format
 * @example
 * import { checkOptions } from 'harmonidiff/fields';
 *
 * const place = { box: { x: 5120, y: 7168, width: 400, height: 300 } };
 * const prompts = { source: 'a park', target: 'a city' };
 * const files = { scene: 'scene.tif', source: 'patch.tif', out: 'result.tif' };
 * const options = checkOptions('composeScene', { ...files, place, prompts });
 */
export function checkOptions<K extends keyof CheckedOptions>(of: K, options: unknown): CheckedOptions[K] {
  return CHECKS[of](options) as CheckedOptions[K];
}

/** Options whose files have fitting names. */
function named<T extends ComposeOptions | PatchesOptions>(options: T): T {
  checkNames(options);
  return options;
}

function kindOf({ text }: Option): Field['kind'] {
  const { argument, expected } = text!;
  if (argument === undefined) return 'flag';
  if (argument === '<file>') return 'image';
  if (argument === '<folder>') return 'path';
  return expected === undefined ? 'value' : 'text';
}
