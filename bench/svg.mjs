// What the plots of the documentation share.
import { html, raw } from '../dist/evaluation/report/html.js';

/** Okabe and Ito's colours (2008), distinct for every kind of colour vision. */
export const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00'];

// A background of its own, because a page may be dark where the reader's system is light.
const STYLE = `text { fill: #4b5563; font: 12px Helvetica, Arial, sans-serif; }
.label { fill: #111827; } .grid { stroke: #e5e7eb; } .whisker { fill: none; stroke: #111827; stroke-width: 1.2; }
.line { fill: none; stroke-width: 2; } .paper { fill: #fff; }
@media (prefers-color-scheme: dark) { text { fill: #b6bcc4; } .label { fill: #f3f4f6; } .grid { stroke: #374151; }
.whisker { stroke: #f3f4f6; } .paper { fill: #161b22; } }`;

/** The text of an SVG file. */
export function svg(width, height, title, content) {
  return `${html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title>${title}</title><style>${raw(STYLE)}</style><rect class="paper" width="${width}" height="${height}"/>
${content}</svg>`}\n`;
}
