import { deviation, mean } from 'd3-array';
import { COLUMNS, type Column, type ColumnName, formatNumber } from './columns.js';
import type { Row } from './rows.js';
import type { RunSettings } from './settings.js';

/** A mean over composites, or a number of the whole set. */
export interface Cell {
  /** Of the finite ones; infinite where all are, as the PSNR of equal images. */
  mean: number;
  /** s / √n of the finite ones with their deviation s (n − 1); `null` for a number of the whole set, and of less than two. */
  standardError: number | null;
  /** Composites that have the number. */
  count: number;
  /** How many of these are infinite. */
  infinite: number;
}

export interface TableRow {
  variant: string;
  cells: Partial<Record<ColumnName, Cell>>;
}

export interface Table {
  composites: number;
  /** Where the numbers are from: names of files and folders, without what leads to them. */
  manifest: string;
  model: string;
  classifier: string;
  /** What the Fréchet distance is taken of. */
  features: string;
  /** The image encoder of the CLIP similarity. */
  clip: string | null;
  settings: Omit<RunSettings, 'variants'>;
  /** In the order in which variants were asked for. */
  rows: TableRow[];
  /** Variants that were begun and lack composites: not in the table until they are gone on with. */
  incomplete: { variant: string; composites: number }[];
}

/** Columns of which any variant has a number. */
export function usedColumns(table: Pick<Table, 'rows'>): Column[] {
  return COLUMNS.filter(({ name }) => table.rows.some(({ cells }) => cells[name]));
}

/** The row of one variant. @param fid of all its results; `null` where it has none */
export function summarise(variant: string, rows: readonly Row[], fid: number | null): TableRow {
  const cells: TableRow['cells'] = {};
  for (const { name, of } of COLUMNS) {
    if (!of) continue;
    const values = rows.map(of).filter((value) => value !== null);
    if (values.length > 0) cells[name] = summariseValues(values);
  }
  const paste = mean(rows, ({ measures }) => measures.pasteBgd);
  if (cells.bgd && paste) {
    const change = (cells.bgd.mean / paste) * 100;
    cells.bgdChange = { mean: change, standardError: null, count: cells.bgd.count, infinite: 0 };
  }
  if (fid !== null) cells.fid = { mean: fid, standardError: null, count: rows.length, infinite: 0 };
  return { variant, cells };
}

function summariseValues(values: readonly number[]): Cell {
  const finite = values.filter(Number.isFinite);
  const spread = deviation(finite);
  return {
    mean: mean(finite) ?? Number.POSITIVE_INFINITY,
    standardError: spread === undefined ? null : spread / Math.sqrt(finite.length),
    count: values.length,
    infinite: values.length - finite.length,
  };
}

/** Of the best and the second-best number of a column; those that are written the same share a rank, real scenes have none. */
export type Rank = 'best' | 'second' | undefined;

export function rankOf(table: Pick<Table, 'rows'>, column: Column, row: TableRow): Rank {
  const shown = ({ variant, cells }: TableRow) => {
    const cell = variant === REAL ? undefined : cells[column.name];
    return cell && (column.better === 'lower' ? 1 : -1) * Number(cell.mean.toFixed(column.digits));
  };
  const own = shown(row);
  const order = [...new Set(table.rows.map(shown))].filter((value) => value !== undefined);
  // With nothing to compare it with, no number is the best.
  if (own === undefined || order.length < 2) return undefined;
  order.sort((a, b) => (a < b ? -1 : 1));
  return (['best', 'second'] as const)[order.indexOf(own)];
}

const REAL = 'real';

export function formatCell(cell: Cell | undefined, { digits }: Column): string {
  if (!cell) return '';
  const error = cell.standardError === null ? '' : ` ± ${formatNumber(cell.standardError, digits)}`;
  return `${formatNumber(cell.mean, digits)}${error}${formatInfinite(cell)}`;
}

/** What a mean of the finite ones leaves out. */
export function formatInfinite(cell: Cell): string {
  return isMixed(cell) ? `, ${cell.infinite} ∞` : '';
}

function isMixed(cell: Cell | undefined): boolean {
  return cell !== undefined && cell.infinite > 0 && cell.infinite < cell.count;
}

export function headingOf({ title, unit, better }: Column): string {
  return `${title}${unit && `, ${unit}`} ${better === 'higher' ? '↑' : '↓'}`;
}

const MARKS = { best: '**', second: '_' };

/** As Markdown, which is also readable as it is. */
export function formatTable(table: Table): string {
  const columns = usedColumns(table);
  const lines = [
    [`${table.composites} composites`, ...columns.map(headingOf)],
    ...table.rows.map((row) => [
      // A path may hold what Markdown gives a meaning.
      `\`${row.variant.replace(/[|`\n]/g, ' ')}\``,
      ...columns.map((column) => {
        const text = formatCell(row.cells[column.name], column);
        const rank = rankOf(table, column, row);
        return rank ? `${MARKS[rank]}${text}${MARKS[rank]}` : text;
      }),
    ]),
  ];
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  const format = (line: readonly string[]) =>
    `| ${line.map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [
    format(lines[0]!),
    rule,
    ...lines.slice(1).map(format),
    '',
    ...notes(table, columns).map((note) => `- ${note}`),
    '',
  ].join('\n');
}

/** What must be known to read the numbers. */
export function notes(table: Table, columns: readonly Column[], second = 'italic'): string[] {
  const { canvas } = table.settings;
  const has = (name: ColumnName) => columns.some((column) => column.name === name);
  const someInfinite = table.rows.some(({ cells }) => columns.some(({ name }) => isMixed(cells[name])));
  const left = table.incomplete.map(({ variant, composites }) => `${variant} (${composites})`);
  return [
    `Mean ± standard error over composites. ↑ higher is better, ↓ lower; bold is best, ${second} second.`,
    ...(someInfinite
      ? ['n ∞: so many composites are infinite, and the mean, which ranks, is of the others.']
      : []),
    `${table.manifest} on a canvas of ${canvas.width} × ${canvas.height} px; model ${table.model}, classifier ${table.classifier}.`,
    `The classifier that scores here also chooses among harmonidiff's candidates${
      has('fid') ? `; FID is of features by ${table.features}, and depends on the number of composites` : ''
    }.`,
    ...(table.clip === null ? [] : [`CLIP similarity by ${table.clip}.`]),
    ...(left.length === 0 ? [] : [`Not finished, and left out: ${left.join(', ')}.`]),
  ];
}
