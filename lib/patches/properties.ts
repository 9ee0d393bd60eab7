import type { Feature } from '../geojson/read.js';
import { nearest } from '../request/nearest.js';
import type { Table, Values } from '../request/option.js';
import { PATCH } from '../request/patches.js';
import { check } from '../request/read.js';
import { flatten, nest, readText } from '../request/text.js';
import type { Warning } from '../warnings.js';
import type { PatchFeatures } from './features.js';

const OPTIONS = new Map(flatten(PATCH as Table).map((flat) => [flat.name, flat.option]));
const PATHS = ['source', 'labels'];
/** What the options are called elsewhere. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  sourceRotation: 'rotation',
  source_rotation: 'rotation',
  'prompts.source': 'sourcePrompt',
  'prompts.target': 'targetPrompt',
};
/** Properties that QGIS and GDAL add, which nobody means as an option. */
const USUAL = ['fid', 'id', 'ogc_fid', 'name', 'layer', 'path'];

/** What a feature's properties say of its patch. Null and empty ones count as left out; text is read as on the command line. */
export function readProperties(
  { properties }: Feature,
  name: string,
  pathOf: (given: string) => string,
): Values<typeof PATCH> {
  const values: Record<string, unknown> = {};
  for (const [key, option] of OPTIONS) {
    const value = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (value === undefined || value === null || value === '') continue;
    const full = `${name}.properties.${key}`;
    const isPath = PATHS.includes(key) && typeof value === 'string';
    values[key] = isPath
      ? pathOf(value)
      : typeof value === 'string'
        ? readText(option, value, full)
        : check(option, key === 'label' && typeof value === 'number' ? String(value) : value, full);
  }
  return nest(PATCH as Table, values) as Values<typeof PATCH>;
}

/** Properties that no option has, because a misspelt name would have no effect. */
export function unknownProperties({ features, path }: Pick<PatchFeatures, 'features' | 'path'>): Warning[] {
  const names = new Set(features.flatMap(({ properties }) => Object.keys(properties)));
  const unknown = [...names].filter((name) => !OPTIONS.has(name) && !USUAL.includes(name.toLowerCase()));
  const similar = unknown.flatMap((name) => {
    const meant = OTHER_NAMES[name] ?? nearest(name, [...OPTIONS.keys()]);
    return meant === undefined ? [] : [[name, meant] as const];
  });
  return similar.map(([name, meant]) => ({
    code: 'PATCH_PROPERTY',
    message: `${path} has the property ${name}, which is ignored; did you mean ${meant}?`,
  }));
}

/** Labels that are given and that nothing is written to. */
export function idleLabels({ features, path }: Pick<PatchFeatures, 'features' | 'path'>): Warning[] {
  const given = ['label', 'labels'].filter((name) =>
    features.some(({ properties }) => (properties[name] ?? '') !== ''),
  );
  if (given.length === 0) return [];
  return [
    {
      code: 'PATCH_PROPERTY',
      message: `${path} has the ${given.length === 1 ? 'property' : 'properties'} ${given.join(' and ')}, which ${given.length === 1 ? 'has' : 'have'} no effect without labelsOut.`,
    },
  ];
}
