/**
 * The options of `harmonize`, `score` and `Harmonizer.load` as fields of text, as forms, query strings and command lines
 * have them: each option has one flat name and one way to write its value.
 *
 * @module
 */
export type { HarmonizeOptions, ScoreOptions } from '../request/harmonize.js';
export type { LoadOptions } from '../request/load.js';
export { type Field, type FieldOptions, fieldsOf, readFields } from './fields.js';
