import { isAbsolute, normalize } from 'node:path';
import * as v from 'valibot';
import { type Kind, object } from '../request/option.js';

// Values in the lines of a manifest. The messages of these schemas complete "it must be …".

const LONGEST_TEXT = 10_000;

/** Lone surrogates are refused, because file names and tokenizers cannot tell them apart. */
export const filled = v.pipe(
  v.string('a non-empty string'),
  v.nonEmpty('a non-empty string'),
  v.maxLength(LONGEST_TEXT, `at most ${LONGEST_TEXT} characters long`),
  v.check((text) => text.isWellFormed(), 'well-formed Unicode'),
);
export const above0 = v.pipe(
  v.number('a number above 0'),
  v.gtValue(0, 'a number above 0'),
  v.finite('a number above 0'),
);

/** Images of more than 100 megapixels are not opened, and no other number needs to be larger. */
const LARGEST = 100_000_000;

export function integer(low: number, high = LARGEST) {
  const expected = `a whole number, ${low} to ${high}`;
  return v.pipe(
    v.number(expected),
    v.safeInteger(expected),
    v.minValue(low, expected),
    v.maxValue(high, expected),
  );
}

/** A manifest may come from anyone, so no composite may read outside the folder of its images. */
const within = v.pipe(
  filled,
  v.check(
    (path) => !isAbsolute(path) && normalize(path).split('/')[0] !== '..',
    'a path within the folder of images',
  ),
);

const checksum = v.pipe(
  v.string('64 hexadecimal digits'),
  v.regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
);

/** A file within the folder of its images. */
export const FILE = { path: within, sha256: checksum };
/** A file that a user has named. */
export const ANY_FILE = object({ path: filled, sha256: checksum }, 'an object');

export const BOX = object(
  { x: integer(0), y: integer(0), width: integer(1), height: integer(1) },
  'an object',
);

export function kind<T>(schema: v.GenericSchema<unknown, T>): Kind<T> {
  return { schema, expected: 'an object' };
}
