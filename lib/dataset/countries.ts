import { createRequire } from 'node:module';
import countries from 'i18n-iso-countries';
import * as v from 'valibot';
import { type Kind, text } from '../request/option.js';

const require = createRequire(import.meta.url);
countries.registerLocale(require('i18n-iso-countries/langs/en.json'));

/** Common names for countries whose listed name is too formal for a prompt. */
const USUAL = new Map(
  Object.entries({
    BRN: 'Brunei',
    CHN: 'China',
    CIV: 'Ivory Coast',
    FSM: 'Micronesia',
    GMB: 'Gambia',
    IRN: 'Iran',
    LAO: 'Laos',
    MDA: 'Moldova',
    MKD: 'North Macedonia',
    PSE: 'Palestine',
    RUS: 'Russia',
    SYR: 'Syria',
    TUR: 'Turkey',
    TWN: 'Taiwan',
    TZA: 'Tanzania',
    USA: 'United States',
    VAT: 'Vatican City',
    VGB: 'British Virgin Islands',
    VIR: 'United States Virgin Islands',
  }),
);

const WITH_ARTICLE = /^(United |Netherlands$|Philippines$|Bahamas$|Comoros$)|Republic|Islands$/;

/** The name of an ISO 3166-1 alpha-3 code as it follows "in"; undefined for an unknown code. */
export function countryName(code: string): string | undefined {
  const name = USUAL.get(code) ?? countries.getName(code, 'en');
  return name && (WITH_ARTICLE.test(name) ? `the ${name}` : name);
}

/** A code of ISO 3166-1 alpha-3 that has a name. */
export function country(): Kind<string> {
  const expected = 'a three-letter code (ISO 3166-1 alpha-3), such as USA';
  const isCode = (value: unknown) =>
    typeof value === 'string' && /^[A-Z]{3}$/.test(value) && countryName(value) !== undefined;
  return {
    ...text(expected, '<code>'),
    schema: v.custom<string>(isCode, expected) as Kind<string>['schema'],
    json: v.string(),
  };
}
