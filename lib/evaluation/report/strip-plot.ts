import { ascending, extent, mean, quantileSorted } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { type Column, formatNumber } from '../columns.js';
import { fit, px, titleOf, xAxis } from './axis.js';
import { html, type Markup } from './html.js';

const WIDTH = 480;
const MARGIN = { left: 12, right: 16, top: 4, bottom: 24 };
const PITCH = 46;
/** Height of a variant's name above its strip. */
const LABEL = 16;
const STRIP = 22;

export interface Strip {
  variant: string;
  /** Selects the colour. */
  method: string;
  values: number[];
}

/** One number of all composites: a strip of dots for each variant, under a box plot. */
export function stripPlot(column: Column, strips: readonly Strip[]): Markup {
  const finite = strips.map(({ values }) => values.filter(Number.isFinite).sort(ascending));
  const [low = 0, high = 1] = extent(finite.flat());
  const bottom = MARGIN.top + strips.length * PITCH;
  const height = bottom + MARGIN.bottom;
  const x = scaleLinear([low, high === low ? low + 1 : high], [MARGIN.left, WIDTH - MARGIN.right]).nice();
  return html`<figure class="plot"><figcaption>${titleOf(column)}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${describe(column, strips)}">
${xAxis(x, MARGIN.top, bottom, 6)}
${strips.map(({ variant, method, values }, i) => {
  const [sorted, top] = [finite[i]!, MARGIN.top + i * PITCH];
  const summary = summaryOf(column, values);
  return html`<g class="of-${method}"><title>${variant}: ${summary}</title>
<text class="label" x="${MARGIN.left}" y="${px(top + LABEL - 3)}">${fit(variant, WIDTH - 60 - summary.length * 7)}</text>
<text x="${WIDTH - MARGIN.right}" y="${px(top + LABEL - 3)}" text-anchor="end">${summary}</text>
${sorted.length > 0 && strip(sorted, x, top + LABEL + STRIP / 2)}</g>
`;
})}</svg></figure>`;
}

function strip(sorted: number[], x: (value: number) => number, middle: number): Markup {
  const at = (part: number) => px(x(quantileSorted(sorted, part)!));
  const [low, q1, median, q3, high] = [0.05, 0.25, 0.5, 0.75, 0.95].map(at);
  const centre = x(mean(sorted)!);
  // Steps of the golden ratio spread neighbours evenly and give the same plot each time.
  const dots = sorted.map((value, i) => {
    const spread = ((i * 0.618034) % 1) - 0.5;
    return `M${px(x(value))} ${px(middle + spread * (STRIP - 6))}h0`;
  });
  const half = STRIP / 2 - 1;
  return html`<path class="dots" d="${dots.join('')}"/>
<path class="whisker" d="M${low} ${px(middle)}H${q1}M${q3} ${px(middle)}H${high}"/>
<path class="box" d="M${q1} ${px(middle - half)}H${q3}V${px(middle + half)}H${q1}Z"/>
<path class="median" d="M${median} ${px(middle - half)}V${px(middle + half)}"/>
<path class="mean" d="M${px(centre)} ${px(middle - 5)}l5 5l-5 5l-5 -5Z"/>`;
}

function summaryOf({ digits }: Column, values: readonly number[]): string {
  if (values.length === 0) return 'none';
  const infinite = values.filter((value) => !Number.isFinite(value)).length;
  if (infinite === values.length) return 'all ∞';
  const text = `mean ${formatNumber(mean(values.filter(Number.isFinite))!, digits)}`;
  return infinite > 0 ? `${text}, and ${infinite} ∞` : text;
}

function describe(column: Column, strips: readonly Strip[]): string {
  const means = strips.map(({ variant, values }) => `${variant} ${summaryOf(column, values)}`);
  return `${titleOf(column)}. ${means.join('; ')}`;
}
