// One benchmark over time as an SVG file: a panel for each of its values, with a line for each series.
import { max } from 'd3-array';
import { scaleLinear, scalePoint } from 'd3-scale';
import { fit, px, yAxis } from '../../dist/evaluation/report/axis.js';
import { html } from '../../dist/evaluation/report/html.js';
import { COLOURS, svg } from '../svg.mjs';
import { shortCommit } from './page.mjs';
import { hasTrend, valuesOf } from './series.mjs';

const COLUMNS = 3;
const PANEL = { width: 260, height: 200, left: 46, right: 14, top: 44, bottom: 46 };
/** Room for a label of the x axis, which has the commit and the day. */
const LABEL = 52;
const KEY = { top: 18, pitch: 20 };

/**
 * Draws the series that have at least two results. A single point would show nothing that the table does not.
 *
 * @param title of the benchmark
 * @returns undefined if there is no such series
 */
export function chart(title, all) {
  const series = all.filter(hasTrend);
  if (series.length === 0) return undefined;
  const entries = series.flatMap(({ entries }) => entries).sort(byDate);
  const values = valuesOf(entries).filter(({ name }) =>
    series.some(({ entries }) => entries.filter((entry) => pointOf(entry, name).length > 0).length > 1),
  );
  const places = new Map(entries.map((entry) => [placeOf(entry), entry]));
  const panelsTop = KEY.top + series.length * KEY.pitch;
  const panels = values.map((value, i) => {
    const [left, top] = [(i % COLUMNS) * PANEL.width, panelsTop + Math.floor(i / COLUMNS) * PANEL.height];
    return html`<g transform="translate(${left} ${top})">${panel(value, places, series)}</g>\n`;
  });
  const height = panelsTop + Math.ceil(values.length / COLUMNS) * PANEL.height;
  return svg(COLUMNS * PANEL.width, height, `${title} over time`, html`${key(series)}${panels}`);
}

function key(series) {
  return series.map(
    ({ conditions }, i) =>
      html`<g transform="translate(12 ${KEY.top + i * KEY.pitch})">
<circle cx="5" cy="-4" r="4.5" fill="${colour(i)}"/><text class="label" x="18">${fit(conditions, COLUMNS * PANEL.width - 40)}</text></g>\n`,
  );
}

function panel({ name, unit, better }, places, series) {
  const [right, bottom] = [PANEL.width - PANEL.right, PANEL.height - PANEL.bottom];
  const lines = series.map(({ entries }) => entries.flatMap((entry) => pointOf(entry, name)));
  const x = scalePoint([...places.keys()], [PANEL.left + 22, right - 22]);
  const y = scaleLinear([0, max(lines.flat(), ({ value }) => value) || 1], [bottom, PANEL.top]).nice(4);
  const at = ({ entry }) => px(x(placeOf(entry)));
  return html`<text class="label" x="8" y="14">${fit(name, PANEL.width - 16)}</text>
<text x="8" y="30">${unit}, ${better} is better</text>
${yAxis(y, PANEL.left, right, 4)}
${xLabels([...places], x, bottom)}
${lines.map(
  (points, i) => html`<g stroke="${colour(i)}"><path class="line" d="${pathOf(points, at, y)}"/>
${points.map((point) => html`<circle cx="${at(point)}" cy="${px(y(point.value))}" r="3.5" fill="${colour(i)}"/>`)}</g>\n`,
)}`;
}

function pointOf(entry, name) {
  const found = entry.values.find((value) => value.name === name);
  return found ? [{ entry, value: found.value }] : [];
}

function pathOf(points, at, y) {
  if (points.length < 2) return '';
  return `M${points.map((point) => `${at(point)} ${px(y(point.value))}`).join('L')}`;
}

function byDate(a, b) {
  return Date.parse(a.date) - Date.parse(b.date);
}

/** Runs of one commit on one day share a place on the x axis. */
function placeOf(entry) {
  return `${shortCommit(entry)} ${dayOf(entry)}`;
}

function dayOf({ date }) {
  return date.slice(5, 10);
}

/** As many labels as there is room for, always including the last. */
function xLabels(places, x, bottom) {
  const step = Math.ceil((places.length * LABEL) / (PANEL.width - PANEL.left - PANEL.right));
  return places.flatMap(([place, entry], i) => {
    if ((places.length - 1 - i) % step !== 0) return [];
    const left = px(x(place));
    return html`<text x="${left}" y="${bottom + 16}" text-anchor="middle">${shortCommit(entry)}</text>
<text x="${left}" y="${bottom + 31}" text-anchor="middle">${dayOf(entry)}</text>`;
  });
}

function colour(i) {
  return COLOURS[i % COLOURS.length];
}
