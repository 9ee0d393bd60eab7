/** Okabe and Ito's colours (2008), distinct for every kind of colour vision; lighter on a dark background. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #1c1f23; --quiet: #5a626b; --line: #d5dade; --panel: #f5f7f8;
  --best: #d8ecd9; --second: #eceff2;
  --real: #6b6b6b; --copy-paste: #b87a00; --poisson: #2f8fc9; --poisson-vae: #00805c; --sd2-inpainting: #b0578a;
  --freecompose: #c24f00; --harmonidiff: #0064a0; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171a; --text: #e6e9ec; --quiet: #9aa4ae; --line: #363d44;
  --panel: #1d2125; --best: #1f4429; --second: #2b3138;
  --real: #a8a8a8; --copy-paste: #e69f00; --poisson: #8ecdf2; --poisson-vae: #2fbf95; --sd2-inpainting: #e39cc3;
  --freecompose: #ff8a3d; --harmonidiff: #56a8f0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main, header { max-width: 1500px; margin: 0 auto; padding: 0 clamp(12px, 3vw, 32px); }
header { padding-top: 24px; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 12px; }
h2 { font-size: 1.25rem; margin: 40px 0 8px; }
h3 { font-size: 1rem; margin: 0; }
p { max-width: 75ch; margin: 4px 0 12px; overflow-wrap: anywhere; }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
dl { margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.settings { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); gap: 8px 24px; padding: 12px 16px;
  background: var(--panel); border-radius: 8px; }
.settings dt { font-size: 0.8rem; }
.scroll { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-variant-numeric: tabular-nums; font-size: 0.9rem; }
th, td { padding: 6px 10px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { background: var(--panel); vertical-align: bottom; white-space: normal; }
th:first-child { text-align: left; font-weight: 500; position: sticky; left: 0; background: var(--ground); white-space: normal;
  min-width: 10.5rem; max-width: 20rem; overflow-wrap: break-word; z-index: 1; }
th code { overflow-wrap: inherit; }
thead th:first-child { background: var(--panel); }
td small { color: var(--quiet); font-size: inherit; }
td.best { background: var(--best); font-weight: 700; }
td.second { background: var(--second); text-decoration: underline; text-underline-offset: 3px; }
td.best small, td.second small { color: inherit; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.notes { color: var(--quiet); padding-left: 20px; margin: 12px 0; max-width: 100ch; overflow-wrap: anywhere; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr)); gap: 16px; align-items: start; }
.plots.small { grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); }
figure { margin: 0; min-width: 0; }
.plot { background: var(--panel); border-radius: 8px; padding: 12px; }
.plot figcaption { font-weight: 600; font-size: 0.9rem; margin-bottom: 4px; }
svg { display: block; width: 100%; height: auto; font: 12px system-ui, sans-serif; }
svg text { fill: var(--quiet); }
svg text.label { fill: var(--text); }
.grid { stroke: var(--line); }
.dots { fill: none; stroke: var(--colour); stroke-width: 4; stroke-linecap: round; stroke-opacity: 0.6; }
.box { fill: var(--colour); fill-opacity: 0.16; stroke: var(--colour); stroke-width: 1.25; }
.whisker { fill: none; stroke: var(--colour); stroke-width: 1.5; }
.median { stroke: var(--colour); stroke-width: 2.5; }
.mean { fill: var(--ground); stroke: var(--text); stroke-width: 1.5; }
.line { fill: none; stroke: var(--colour); stroke-width: 2; }
.point { fill: var(--colour); }
${['real', 'copy-paste', 'poisson', 'poisson-vae', 'sd2-inpainting', 'freecompose', 'harmonidiff']
  .map((method) => `.of-${method} { --colour: var(--${method}); }`)
  .join('\n')}
article { border-top: 1px solid var(--line); padding: 16px 0; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 170px), 1fr)); gap: 16px 12px; }
@media (max-width: 480px) { .pictures { grid-template-columns: 1fr 1fr; } }
.picture { position: relative; }
.picture img { display: block; width: 100%; height: auto; border-radius: 4px; }
.outline { position: absolute; border: 2px dashed #fff; outline: 1px solid #000; }
.pictures figcaption { font-size: 0.8rem; padding-top: 4px; }
.pictures figcaption b { overflow-wrap: anywhere; display: block; line-height: 1.3; }
.pictures dl div { display: flex; justify-content: space-between; gap: 8px; line-height: 1.4; }
.pictures dd { font-variant-numeric: tabular-nums; white-space: nowrap; }
`;
