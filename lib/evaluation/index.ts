/**
 * Comparison of methods on a set of composites, with a table and a report.
 *
 * @module
 */

export type { Box } from '../request/harmonize.js';
export type { Size } from '../values/size.js';
export type { Column, ColumnName } from './columns.js';
export type { Files as EvaluationFiles } from './files.js';
export type { Measures } from './measures.js';
export type { Row as EvaluationRow } from './rows.js';
export { type EvaluateOptions, type Evaluation, type EvaluationProgress, evaluate } from './run.js';
export type { RunSettings } from './settings.js';
export type { Cell as TableCell, Table, TableRow } from './table.js';
