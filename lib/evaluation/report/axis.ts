import type { ScaleLinear } from 'd3-scale';
import type { Column } from '../columns.js';
import { html, type Markup } from './html.js';

/** In units of the plot, which are CSS pixels at its full width. */
export const FONT_SIZE = 12;

/** A coordinate, rounded to a tenth of a pixel. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Ticks below a plot, with grid lines. */
export function xAxis(
  scale: ScaleLinear<number, number>,
  top: number,
  bottom: number,
  count: number,
): Markup {
  const format = scale.tickFormat(count);
  return html`${scale.ticks(count).map((tick) => {
    const x = px(scale(tick));
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${px(top)}" y2="${px(bottom)}"/><text x="${x}" y="${px(bottom + FONT_SIZE + 4)}" text-anchor="middle">${format(tick)}</text>`;
  })}`;
}

/** Ticks to the left of a plot, with grid lines. */
export function yAxis(
  scale: ScaleLinear<number, number>,
  left: number,
  right: number,
  count: number,
): Markup {
  const format = scale.tickFormat(count);
  return html`${scale.ticks(count).map((tick) => {
    const y = px(scale(tick));
    return html`<line class="grid" x1="${px(left)}" x2="${px(right)}" y1="${y}" y2="${y}"/><text x="${px(left - 6)}" y="${y}" dy="0.35em" text-anchor="end">${format(tick)}</text>`;
  })}`;
}

/** Shortens a name to a width. It keeps most of the end, where variants differ. */
export function fit(name: string, width: number): string {
  const most = Math.max(Math.floor(width / (FONT_SIZE * 0.58)), 4);
  if (name.length <= most) return name;
  const head = Math.floor(most / 3);
  return `${name.slice(0, head)}…${name.slice(name.length - (most - head - 1))}`;
}

export function titleOf({ title, unit, better }: Column): string {
  return `${title}${unit && ` (${unit})`}, ${better} is better`;
}
