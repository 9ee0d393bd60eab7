export type { Column, ColumnName } from './columns.js';
export type { Files } from './files.js';
export type { Measures } from './measures.js';
export type { Row } from './rows.js';
export { type EvaluateOptions, type Evaluation, type EvaluationProgress, evaluate } from './run.js';
export type { Cell, Table, TableRow } from './table.js';
