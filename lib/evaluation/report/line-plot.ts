import { extent } from 'd3-array';
import { scaleLinear, scalePoint } from 'd3-scale';
import { type Column, formatNumber } from '../columns.js';
import type { Cell } from '../table.js';
import { FONT_SIZE, px, titleOf, xAxis, yAxis } from './axis.js';
import { html, type Markup } from './html.js';
import type { Sweep } from './sweeps.js';

const WIDTH = 340;
const HEIGHT = 220;
const MARGIN = { left: 52, right: 16, top: 10, bottom: 40 };

/** One number over the values of an option, with error bars of one standard error to each side. */
export function linePlot(column: Column, sweep: Sweep, cells: readonly (Cell | undefined)[]): Markup {
  const points = sweep.points.flatMap((point, i) => {
    const cell = cells[i];
    return cell && Number.isFinite(cell.mean)
      ? [{ ...point, mean: cell.mean, error: cell.standardError ?? 0 }]
      : [];
  });
  if (points.length === 0) return html``;
  const [left, right] = [MARGIN.left, WIDTH - MARGIN.right];
  const [top, bottom] = [MARGIN.top, HEIGHT - MARGIN.bottom];
  const [low, high] = extent(points.flatMap(({ mean, error }) => [mean - error, mean + error])) as [
    number,
    number,
  ];
  const y = scaleLinear(high === low ? [low - 0.5, high + 0.5] : [low, high], [bottom, top]).nice();
  const at = placement(sweep, left, right);
  const line = points.map(({ value, label, mean }) => `${px(at.x(value, label))} ${px(y(mean))}`).join('L');
  const said = points.map(({ label, mean }) => `${label}: ${formatNumber(mean, column.digits)}`).join('; ');
  return html`<figure class="plot"><figcaption>${titleOf(column)}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${titleOf(column)}, over ${sweep.option}. ${said}">
${yAxis(y, left, right, 5)}${at.axis(top, bottom)}
<text x="${px((left + right) / 2)}" y="${HEIGHT - 6}" text-anchor="middle">${sweep.option}</text>
<g class="of-${sweep.method}"><path class="line" d="M${line}"/>
${points.map(({ value, label, mean, error }) => {
  const x = at.x(value, label);
  const [from, to] = [px(y(mean - error)), px(y(mean + error))];
  return html`<g><title>${label}: ${formatNumber(mean, column.digits)}${error > 0 && ` ± ${formatNumber(error, column.digits)}`}</title>
${error > 0 && html`<path class="whisker" d="M${px(x)} ${from}V${to}M${px(x - 4)} ${from}h8M${px(x - 4)} ${to}h8"/>`}
<circle class="point" cx="${px(x)}" cy="${px(y(mean))}" r="4"/></g>
`;
})}</g></svg></figure>`;
}

/** Ranges are evenly spaced, numbers are placed to scale. */
function placement({ option, points }: Sweep, left: number, right: number) {
  if (option !== 'candidateRange') {
    const [low, high] = extent(points, ({ value }) => value) as [number, number];
    const scale = scaleLinear([low, high], [left + 10, right - 10]);
    return {
      x: (value: number) => scale(value),
      axis: (top: number, bottom: number) => xAxis(scale, top, bottom, 5),
    };
  }
  const scale = scalePoint(
    points.map(({ label }) => label),
    [left, right],
  ).padding(0.5);
  return {
    x: (_: number, label: string) => scale(label)!,
    axis: (_: number, bottom: number) =>
      html`${points.map(({ label }) => html`<text x="${px(scale(label)!)}" y="${px(bottom + FONT_SIZE + 4)}" text-anchor="middle">${label}</text>`)}`,
  };
}
