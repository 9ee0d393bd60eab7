/**
 * Works with options without calling the function that takes them. `fieldsOf` and `readFields` have those of `harmonize`, `score` and
 * `Harmonizer.load` as fields of text, as forms, query strings and command lines have them: each option has one flat name
 * and one way to write its value. `checkOptions` checks those of `composeScene` and
 * `composePatches`, and settings.
 *
 * @module
 */
export type { ComposeOptions } from '../request/compose.js';
export type { HarmonizeOptions, ScoreOptions } from '../request/harmonize.js';
export type { LoadOptions } from '../request/load.js';
export type { PatchesOptions } from '../request/patches.js';
export {
  type CheckedOptions,
  checkOptions,
  type Field,
  type FieldOptions,
  fieldsOf,
  readFields,
} from './fields.js';
