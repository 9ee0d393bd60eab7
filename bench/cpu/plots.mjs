// Plots of a measurement as SVG files for the documentation.
import { max } from 'd3-array';
import { scaleLinear, scalePoint } from 'd3-scale';
import { px, xAxis, yAxis } from '../../dist/evaluation/report/axis.js';
import { html } from '../../dist/evaluation/report/html.js';
import { COLOURS, svg } from '../svg.mjs';
import { AXES, along } from './costs.mjs';
import { digits } from './table.mjs';

const [OURS] = COLOURS;
const PEER = '#b6bcc4';

const BAR = { width: 760, left: 280, right: 70, top: 8, pitch: 24, thickness: 14, bottom: 44 };

/**
 * Horizontal bars from the fastest contender to the slowest, with the range of each as a whisker. Emulated bf16 is left
 * out: it is many times slower, and the other bars would be too short to compare.
 */
export function barChart(title, results) {
  const sorted = results.filter(({ emulated }) => !emulated).sort((a, b) => a.seconds - b.seconds);
  const bottom = BAR.top + sorted.length * BAR.pitch;
  const right = BAR.width - BAR.right;
  const x = scaleLinear([0, max(sorted, ({ slowest }) => slowest)], [BAR.left, right]).nice();
  return svg(
    BAR.width,
    bottom + BAR.bottom,
    `${title}: ${sorted.map(({ name, seconds }) => `${name} ${digits(seconds)} s`).join('; ')}`,
    html`${xAxis(x, BAR.top, bottom, 6)}
<text x="${px((BAR.left + right) / 2)}" y="${bottom + 36}" text-anchor="middle">seconds, median and range</text>
${sorted.map(({ id, name, seconds, fastest, slowest }, i) => {
  const middle = BAR.top + (i + 0.5) * BAR.pitch;
  const [from, to] = [px(x(fastest)), px(x(slowest))];
  const colour = id.startsWith('harmonidiff') ? OURS : PEER;
  return html`<text class="label" x="${BAR.left - 8}" y="${px(middle)}" dy="0.35em" text-anchor="end">${name}</text>
<rect x="${BAR.left}" y="${px(middle - BAR.thickness / 2)}" width="${px(x(seconds) - BAR.left)}" height="${BAR.thickness}" fill="${colour}"/>
<path class="whisker" d="M${from} ${px(middle)}H${to}M${from} ${px(middle - 4)}v8M${to} ${px(middle - 4)}v8"/>
<text x="${px(x(slowest) + 6)}" y="${px(middle)}" dy="0.35em">${digits(seconds)}</text>
`;
})}`,
  );
}

const PANEL = { width: 380, height: 236, left: 44, right: 16, top: 24, bottom: 44 };

/** Four panels, one for each axis, with a line for each of this package's engines. */
export function costPlot(costs) {
  const names = [...new Set(costs.results.map(({ name }) => name))];
  const legend = 26;
  const panels = Object.keys(AXES).map((axis, i) => {
    const [left, top] = [(i % 2) * PANEL.width, legend + Math.floor(i / 2) * PANEL.height];
    return html`<g transform="translate(${left} ${top})">${panel(axis, costs, names)}</g>`;
  });
  const key = names.map(
    (
      name,
      i,
    ) => html`<g transform="translate(${PANEL.left + i * 240} 16)"><path class="line" d="M0 -4h18" stroke="${COLOURS[i]}"/>
<text class="label" x="24">${name}</text></g>`,
  );
  return svg(
    2 * PANEL.width,
    legend + 2 * PANEL.height,
    'Seconds per image over steps, candidates, side of the canvas and threads',
    html`${key}${panels}`,
  );
}

function panel(axis, costs, names) {
  const points = along(axis, costs);
  const values = [...new Set(points.map(({ value }) => value))];
  const [right, bottom] = [PANEL.width - PANEL.right, PANEL.height - PANEL.bottom];
  const y = scaleLinear([0, max(points, ({ slowest }) => slowest)], [bottom, PANEL.top]).nice(5);
  const x = scaleX(values, PANEL.left, right);
  return html`<text x="${PANEL.left}" y="12">seconds</text>
${yAxis(y, PANEL.left, right, 5)}
${values.map((value) => html`<text x="${px(x(value))}" y="${bottom + 16}" text-anchor="middle">${value}</text>`)}
<text x="${px((PANEL.left + right) / 2)}" y="${bottom + 34}" text-anchor="middle">${AXES[axis].label}</text>
${names.map((name, i) =>
  line(
    points.filter((point) => point.name === name),
    x,
    y,
    COLOURS[i],
  ),
)}`;
}

/** Numbers are placed to scale; a single one is in the middle. */
function scaleX(values, left, right) {
  if (values.length < 2) return scalePoint(values, [left, right]);
  return scaleLinear([0, max(values)], [left, right - 12]);
}

function line(points, x, y, colour) {
  const path = points.map(({ value, seconds }) => `${px(x(value))} ${px(y(seconds))}`).join('L');
  return html`<g stroke="${colour}"><path class="line" d="M${path}"/>
${points.map(({ value, seconds, fastest, slowest }) => {
  const at = px(x(value));
  return html`<path d="M${at} ${px(y(fastest))}V${px(y(slowest))}"/><circle cx="${at}" cy="${px(y(seconds))}" r="3.5" fill="${colour}"/>
`;
})}</g>`;
}
