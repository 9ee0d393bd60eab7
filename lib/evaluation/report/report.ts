import type { Manifest } from '../../dataset/index.js';
import { replaceFile } from '../../files/write.js';
import type { Column } from '../columns.js';
import { formatNumber } from '../columns.js';
import type { Files } from '../files.js';
import type { Row } from '../rows.js';
import { type Cell, formatInfinite, headingOf, notes, rankOf, type Table, usedColumns } from '../table.js';
import { readName, type Variant } from '../variants.js';
import { gallery } from './gallery.js';
import { breakable, html, type Markup, raw } from './html.js';
import { linePlot } from './line-plot.js';
import { stripPlot } from './strip-plot.js';
import { STYLE } from './style.js';
import { findSweeps } from './sweeps.js';

interface ReportInput {
  table: Table;
  rows: readonly Row[];
  manifest: Manifest;
  files: Files;
  signal: AbortSignal | undefined;
}

/** Writes one self-contained page: no scripts, no other files, no network. */
export async function writeReport(input: ReportInput): Promise<void> {
  const { table, rows, files } = input;
  const columns = usedColumns(table);
  const variants = table.rows.map(({ variant }) => readName(variant));
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>harmonidiff evaluation: ${table.manifest}</title><style>${raw(STYLE)}</style></head>
<body><header><h1>Evaluation of ${table.manifest}</h1>${header(table)}</header>
<main><section><h2 id="table">Table</h2>${tableMarkup(table, columns)}
<ul class="notes">${notes(table, columns, 'underlined').map((note) => html`<li>${note}</li>`)}</ul>
<details><summary>Meaning of the columns</summary><ul class="notes">${columns.map(
    ({ title, meaning }) => html`<li><b>${title}</b>: ${meaning}</li>`,
  )}</ul></details></section>
<section><h2>Distributions</h2>
<p>Each dot is a composite. The box spans the first to the third quartile and shows the median, the whiskers reach the
5th and 95th percentiles, and the diamond is the mean.</p>
<div class="plots">${columns.map((column) => column.of && stripPlot(column, stripsOf(column, variants, rows)))}</div></section>
${sweepsMarkup(table, columns, variants)}
${await gallery({ ...input, variants })}
</main></body></html>
`;
  await replaceFile(files.report, [Buffer.from(page.text)]);
}

function header({ composites, model, classifier, features, clip, settings, manifest }: Table): Markup {
  const { canvas, engine, version } = settings;
  const digest = (value: string) => `(${value.slice(0, 12)})`;
  const entries: [string, string][] = [
    ['Composites', String(composites)],
    ['Manifest', `${manifest} ${digest(settings.manifest)}`],
    ['Canvas', `${canvas.width} × ${canvas.height} px`],
    ['Model', `${model} ${digest(settings.model)}`],
    ...Object.entries(settings.models).map(([name, value]): [string, string] => [
      'Other model',
      `${name} ${digest(value)}`,
    ]),
    ['Classifier', `${classifier} ${digest(settings.classifier)}`],
    ['Features for FID', features],
    ...(clip === null ? [] : [['CLIP similarity by', clip] as [string, string]]),
    ['Engine', engine ?? 'unknown'],
    ['harmonidiff', version],
  ];
  return html`<dl class="settings">${entries.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>`;
}

function tableMarkup(table: Table, columns: readonly Column[]): Markup {
  return html`<div class="scroll" role="region" aria-labelledby="table" tabindex="0"><table>
<thead><tr><th scope="col">Variant</th>${columns.map((column) => html`<th scope="col" title="${column.meaning}">${headingOf(column)}</th>`)}</tr></thead>
<tbody>${table.rows.map(
    (row) => html`<tr><th scope="row"><code>${breakable(row.variant)}</code></th>${columns.map((column) => {
      const rank = rankOf(table, column, row);
      return html`<td class="${rank ?? ''}">${cellMarkup(row.cells[column.name], column)}${
        rank && html`<span class="hidden"> (${rank === 'best' ? 'best' : 'second-best'})</span>`
      }</td>`;
    })}</tr>
`,
  )}</tbody></table></div>`;
}

function cellMarkup(cell: Cell | undefined, { digits }: Column): Markup {
  if (!cell) return html``;
  const error =
    cell.standardError !== null && html` <small>± ${formatNumber(cell.standardError, digits)}</small>`;
  return html`${formatNumber(cell.mean, digits)}${error}${formatInfinite(cell)}`;
}

function stripsOf(column: Column, variants: readonly Variant[], rows: readonly Row[]) {
  return variants.flatMap(({ name, method }) => {
    const values = rows.flatMap((row) => (row.variant === name ? (column.of!(row) ?? []) : []));
    return values.length > 0 ? [{ variant: name, method, values }] : [];
  });
}

function sweepsMarkup(table: Table, columns: readonly Column[], variants: readonly Variant[]): Markup {
  const cellsOf = new Map(table.rows.map(({ variant, cells }) => [variant, cells]));
  return html`${findSweeps(variants).map(
    (sweep) => html`<section><h2>${sweep.option} of <code>${sweep.of}</code></h2>
<p>Means over all composites, with bars of one standard error to each side.</p>
<div class="plots small">${columns.map((column) =>
      linePlot(
        column,
        sweep,
        sweep.points.map(({ variant }) => cellsOf.get(variant)?.[column.name]),
      ),
    )}</div></section>`,
  )}`;
}
