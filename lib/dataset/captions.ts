import { countryName } from './countries.js';

/** Names for UC Merced's class folders, which run words together; the same names as in training/captions.py. */
const NAMES = new Map(
  Object.entries({
    agricultural: 'agricultural field',
    baseballdiamond: 'baseball diamond',
    buildings: 'group of buildings',
    denseresidential: 'dense residential area',
    golfcourse: 'golf course',
    intersection: 'road intersection',
    mediumresidential: 'medium residential area',
    mobilehomepark: 'mobile home park',
    parkinglot: 'parking lot',
    sparseresidential: 'sparse residential area',
    storagetanks: 'group of storage tanks',
    tenniscourt: 'tennis court',
  }),
);

/** A prompt in the paper's form: "a satellite image of a [label] in [country]". */
export function caption(label: string, country?: string): string {
  const name = NAMES.get(label) ?? words(label);
  const place = country === undefined ? undefined : countryName(country);
  return `a satellite image of ${article(name)} ${name}${place === undefined ? '' : ` in ${place}`}`;
}

/** AnnualCrop, annual_crop and annual-crop all become "annual crop". */
function words(label: string): string {
  return label
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase();
}

function article(name: string): 'a' | 'an' {
  return /^[aeiou]/.test(name) && !/^(uni(?!n)|eu)/.test(name) ? 'an' : 'a';
}
