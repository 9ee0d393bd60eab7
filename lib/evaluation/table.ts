import { deviation, mean } from 'd3-array';
import { COLUMNS, type Column, type ColumnName, formatNumber } from './columns.js';
import type { Row } from './rows.js';
import type { RunSettings } from './settings.js';

/** A mean over composites, or a number of the whole set. */
export interface Cell {
  /** Mean of the finite values; infinite if all values are, as for the PSNR of equal images. */
  mean: number;
  /** s / √n of the finite values with standard deviation s (n − 1); `null` for the whole set and for fewer than two. */
  standardError: number | null;
  /** Number of composites with a value. */
  count: number;
  /** Number of infinite values. */
  infinite: number;
}

export interface TableRow {
  variant: string;
  cells: Partial<Record<ColumnName, Cell>>;
}

export interface Table {
  composites: number;
  /** Names of the files and folders behind the numbers, without their paths. */
  manifest: string;
  model: string;
  classifier: string;
  /** Features that the Fréchet distance uses. */
  features: string;
  /** Image encoder of the CLIP similarity. */
  clip: string | null;
  settings: Omit<RunSettings, 'variants'>;
  /** In the order in which the variants were requested. */
  rows: TableRow[];
  /** Variants that still lack composites and therefore have no row. */
  incomplete: { variant: string; composites: number }[];
}

/** Columns in which any variant has a number. */
export function usedColumns(table: Pick<Table, 'rows'>): Column[] {
  return COLUMNS.filter(({ name }) => table.rows.some(({ cells }) => cells[name]));
}

/** The row of one variant. @param fid FID of all its results; `null` if it has none */
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

/** Rank of a number in its column. Numbers that print the same share a rank; real scenes have none. */
export type Rank = 'best' | 'second' | undefined;

export function rankOf(table: Pick<Table, 'rows'>, column: Column, row: TableRow): Rank {
  const shown = ({ variant, cells }: TableRow) => {
    const cell = variant === REAL ? undefined : cells[column.name];
    return cell && (column.better === 'lower' ? 1 : -1) * Number(cell.mean.toFixed(column.digits));
  };
  const own = shown(row);
  const order = [...new Set(table.rows.map(shown))].filter((value) => value !== undefined);
  // A number without another to compare it with has no rank.
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

/** The number of infinite values, if the mean leaves any out. */
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

/** Formats the table as Markdown that is also readable as plain text. */
export function formatTable(table: Table): string {
  const columns = usedColumns(table);
  const lines = [
    [`${table.composites} composites`, ...columns.map(headingOf)],
    ...table.rows.map((row) => [
      `\`${oneLine(row.variant).replace(/[|`]/g, ' ')}\``,
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
    ...notes(table, columns).map((note) => `- ${oneLine(note).replace(/[\\`*<[\]]/g, '\\$&')}`),
    '',
  ].join('\n');
}

// Names of files and folders may contain any character. Those with a meaning in Markdown are escaped in text and become
// spaces in code.

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}

/** What a reader has to know about the numbers. */
export function notes(table: Table, columns: readonly Column[], second = 'italic'): string[] {
  const { canvas } = table.settings;
  const has = (name: ColumnName) => columns.some((column) => column.name === name);
  const someInfinite = table.rows.some(({ cells }) => columns.some(({ name }) => isMixed(cells[name])));
  const left = table.incomplete.map(({ variant, composites }) => `${variant} (${composites})`);
  return [
    `Mean ± standard error over composites. ↑ higher is better, ↓ lower; bold is best, ${second} second.`,
    ...(someInfinite
      ? ['n ∞: n composites have an infinite value; the mean and the rank are those of the others.']
      : []),
    `${table.manifest} on a canvas of ${canvas.width} × ${canvas.height} px; model ${table.model}, classifier ${table.classifier}.`,
    `The classifier that gives the scores also chooses among harmonidiff's candidates${
      has('fid') ? `; FID uses features of ${table.features} and depends on the number of composites` : ''
    }.`,
    ...(table.clip === null ? [] : [`CLIP similarity by ${table.clip}.`]),
    ...(left.length === 0 ? [] : [`Unfinished and left out: ${left.join(', ')}.`]),
  ];
}
