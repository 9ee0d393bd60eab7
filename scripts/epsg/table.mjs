// Writes lib/raster/crs/epsg.ts from what systems.py found:
//
//     npm run build && node scripts/epsg/table.mjs systems.jsonl
//
// A system is left out unless the library itself places all of its rows within 0.0007° and 0.2 % of their scale.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toGeographic } from '../../dist/raster/crs/transform.js';
import { onGround } from '../../dist/raster/ground.js';

const systems = readFileSync(process.argv[2], 'utf8').trim().split('\n').map(JSON.parse);

/** Largest code that a key of a GeoTIFF can hold, but for "user-defined". Esri's others come as well-known text. */
const LARGEST_CODE = 65_535;
const MOST_DEGREES = 7e-4;
const MOST_PART = 2e-3;

const UNITS = { 'us-ft': '0.304800609601219', ft: '0.3048', km: '1000', link: '0.201168', fath: '1.8288' };
const FIGURES = { WGS84: 'WGS84', NAD83: 'WGS84', NAD27: 'clrk66', GRS80: 'WGS84' };
const DROPPED = /^\+(no_defs|type|units=m$|towgs84|nadgrids|wktext|vunits|geoidgrids)/;

/** Terms that proj4 understands, with as few different ones as possible. GRS 80 is WGS 84 within 0.1 mm. */
function simplified(proj) {
  const terms = proj.split(' ').filter((term) => !DROPPED.test(term));
  return terms
    .map((term) => term.replace(/^\+(datum|ellps)=(.*)/, (_, __, name) => `+ellps=${FIGURES[name] ?? name}`))
    .map((term) => term.replace(/^\+units=(.*)/, (_, unit) => `+to_meter=${UNITS[unit]}`))
    .join(' ')
    .replace('+R_A +', '+')
    .replace(/(\+proj=(?:laea|cea) .*)\+ellps=(\w+)/, (text, before, figure) =>
      // proj4 has no authalic spheres (+R_A).
      proj.includes('+R_A') ? `${before}+a=${AUTHALIC[figure]} +b=${AUTHALIC[figure]}` : text,
    );
}
const AUTHALIC = { WGS84: 6371007.1809, clrk66: 6370997.2408 };

/** How far off the library is at worst, as a part of what is allowed. */
async function departure(definition, degrees, rows) {
  const transform = await toGeographic({ definition, degrees });
  if (!transform) return Number.POSITIVE_INFINITY;
  let [worst, right] = [0, 0];
  for (const [x, y, longitude, latitude, metres] of rows) {
    const pixel = 10 / metres;
    const grid = { a: pixel, b: 0, c: x, d: 0, e: -pixel, f: y };
    const place = onGround(grid, { width: 0, height: 0 }, transform);
    if (place.longitude === undefined) continue;
    right++;
    const east = ((place.longitude - longitude + 540) % 360) - 180;
    const degreesOff = [east * Math.cos((latitude * Math.PI) / 180), place.latitude - latitude].map(Math.abs);
    worst = Math.max(worst, ...degreesOff.map((off) => off / MOST_DEGREES));
    worst = Math.max(worst, Math.abs((place.gsd ?? Number.POSITIVE_INFINITY) / 10 - 1) / MOST_PART);
  }
  return 2 * right > rows.length ? worst : Number.POSITIVE_INFINITY;
}

/** The best of the definitions with and without the translation of the datum, and with and without turned axes. */
async function definitionOf({ proj, degrees, translation, rows }) {
  const base = simplified(proj);
  const shifts = translation ? ['', ` +towgs84=${translation}`] : [''];
  let best = { departure: 1 };
  for (const axes of new Set([base, base.replace(/ \+axis=\w+/, '')])) {
    for (const shift of shifts) {
      const definition = `${axes}${shift}`;
      const off = await departure(definition, degrees, rows);
      if (off < best.departure) best = { departure: off, definition, shift: shift && `${translation}` };
      // Small datum shifts do not matter.
      if (best.departure < 0.15) return best;
    }
  }
  return best;
}

const normalised = (name) =>
  name
    .toLowerCase()
    .replace(/^d_/, '')
    .replace(/[^a-z0-9]/g, '');
const codes = new Map();
const definitions = new Map();
const datums = new Map();
const counts = { right: 0, unknown: 0 };

for (const system of systems) {
  const { authority, code, proj, rows, horizontal, geographic, degrees } = system;
  const found = rows?.length ? await definitionOf(system).catch(() => ({})) : {};
  const turns = degrees === 1 || degrees === undefined ? '' : ` +degrees=${degrees}`;
  const definition = horizontal
    ? definitions.get(`${authority}${horizontal}`)
    : found.definition && `${found.definition}${turns}`;
  if (definition) {
    definitions.set(`${authority}${code}`, definition);
    if (code <= LARGEST_CODE && (authority === 'EPSG' || !definitions.has(`EPSG${code}`))) {
      codes.set(definition, [...(codes.get(definition) ?? []), code]);
    }
  }
  if (authority === 'EPSG') counts[definition ? 'right' : 'unknown']++;
  if (geographic && proj && rows?.length) addDatum(system, found.definition ? found.shift : '?');
}

/** Names that mean the same datum share its translation, as the first system has it that comes out right. */
function addDatum({ datum }, translation) {
  const names = datum.map(normalised).filter(Boolean);
  const entry = names.map((name) => datums.get(name)).find(Boolean) ?? {
    names: new Set(),
    uses: 0,
    wrong: 0,
  };
  for (const name of names) {
    entry.names.add(name);
    datums.set(name, entry);
  }
  if (entry.translation === undefined || entry.translation === '?') entry.translation = translation;
}

// A translation has to do for the regions of the projected systems as well.
for (const { authority, code, proj, geographic, datum, rows } of systems) {
  const entry = datum && datums.get(normalised(datum[0]));
  if (geographic || !rows?.length || !entry || entry.translation === '?') continue;
  if (!definitions.has(`${authority}${code}`) || /\+R/.test(proj)) continue;
  const shift = entry.translation ? ` +towgs84=${entry.translation}` : '';
  entry.uses++;
  if ((await departure(`${simplified(proj)}${shift}`, 1, rows)) > 1e-3 / MOST_DEGREES) entry.wrong++;
}
for (const entry of datums.values())
  if (entry.wrong >= 0.2 * entry.uses && entry.wrong > 0) entry.translation = '?';

const lines = [...codes].map(([definition, list]) => `${list.sort((a, b) => a - b).join(' ')} ${definition}`);
lines.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
const translations = [...new Set(datums.values())].map(
  ({ names, translation }) => `${[...names].join(' ')} =${translation}`,
);
writeFileSync(
  join(import.meta.dirname, '../../lib/raster/crs/epsg.ts'),
  `// Written by scripts/epsg/table.mjs from the EPSG registry, see there; do not edit.

/** PROJ strings of coordinate reference systems, after the codes of the systems that they describe. */
export const DEFINITIONS = \`
${lines.join('\n')}
\`;

/**
 * Translations of datums to WGS 84 in metres, after names of the datum in letters and digits and its EPSG code. "?"
 * stands for a datum that takes more than one translation.
 */
export const TRANSLATIONS = \`
${translations.sort().join('\n')}
\`;
`,
);
console.log(counts, `${codes.size} definitions, ${translations.length} datums`);
