import { ModelFileError, UnsupportedModelError } from '../errors.js';
import { parsePythonJson } from '../files/python-json.js';
import { readRegular } from '../files/read.js';
import { reasonOf, show } from '../values/show.js';

/** The lowest and the highest value that a key may have. */
export type Range = readonly [low: number, high: number];

// Limits that no released model comes near. A damaged config must not cause unbounded allocation.
export const WIDTH: Range = [1, 65_536];
export const LAYERS: Range = [1, 256];
/** Tokens of an encoded prompt: at least the start token, one token of text, and the end token. */
export const POSITIONS: Range = [3, 1024];
export const VOCABULARY: Range = [1, 1_000_000];
export const MAX_LEVELS = 7;
/** The epsilon of a normalization layer. */
export const EPSILON: Range = [0, 1];
/** A factor to multiply or divide by. Its inverse fits into fp32, too. */
export const SCALE: Range = [1e-6, 1e6];

/** Largest configuration, vocabulary, list of merges or index, in bytes. */
const MAX_BYTES = 4_000_000;

/** A `config.json`, read with the defaults of diffusers and transformers for absent keys. */
export class Config {
  constructor(
    readonly path: string,
    private readonly values: Readonly<Record<string, unknown>>,
  ) {}

  /** The raw value; `null` and absent are the same. */
  raw(key: string): unknown {
    return this.values[key] ?? undefined;
  }

  integer(key: string, range: Range, fallback: number): number {
    const value = this.raw(key) ?? fallback;
    if (!isInteger(value, range)) throw this.invalid(key, `a whole number ${said(range)}`);
    return value;
  }

  /** A whole number, or a list of `count` equal numbers, as diffusers takes either. */
  sameInteger(key: string, count: number, range: Range, fallback: number): number {
    const [first, ...others] = this.perLevel(key, count, range, fallback) as [number, ...number[]];
    if (others.every((other) => other === first)) return first;
    throw this.unsupported(key, `one number or a list of ${count} equal numbers`);
  }

  number(key: string, range: Range, fallback: number): number {
    const value = this.raw(key) ?? fallback;
    if (!isNumber(value, range)) throw this.invalid(key, `a number ${said(range)}`);
    return value;
  }

  numbers(key: string, count: number, range: Range, fallback: readonly number[]): readonly number[] {
    const value = this.raw(key) ?? fallback;
    if (!isList(value, range, isNumber) || value.length !== count) {
      throw this.invalid(key, `a list of ${count} numbers ${said(range)}`);
    }
    return value;
  }

  boolean(key: string, fallback: boolean): boolean {
    const value = this.raw(key) ?? fallback;
    if (typeof value !== 'boolean') throw this.invalid(key, 'true or false');
    return value;
  }

  /** One of the strings in `allowed`. @throws UnsupportedModelError for any other */
  choice<T extends string>(key: string, allowed: readonly T[], fallback?: T): T {
    const value = this.raw(key) ?? fallback;
    if (!allowed.includes(value as T)) {
      throw new UnsupportedModelError(
        `${this.path}: ${key} is ${show(value)}; supported: ${allowed.join(', ')}.`,
      );
    }
    return value as T;
  }

  strings(key: string): string[] {
    const value = this.raw(key);
    if (!Array.isArray(value) || value.length === 0 || !value.every((item) => typeof item === 'string')) {
      throw this.invalid(key, 'a list of names');
    }
    return value;
  }

  /** The number of channels of each level. */
  channels(): number[] {
    const value = this.raw('block_out_channels');
    if (!isList(value, WIDTH, isInteger) || value.length > MAX_LEVELS) {
      throw this.invalid('block_out_channels', `a list of 1 to ${MAX_LEVELS} whole numbers ${said(WIDTH)}`);
    }
    return value;
  }

  /** One whole number for each of `count` levels; a single number applies to all. */
  perLevel(key: string, count: number, range: Range, fallback: number): number[] {
    const value = this.raw(key) ?? fallback;
    if (isInteger(value, range)) return Array<number>(count).fill(value);
    if (!isList(value, range, isInteger) || value.length !== count) {
      throw this.invalid(key, `a whole number ${said(range)} or a list of ${count}`);
    }
    return value;
  }

  /** Refuses a feature that the graphs do not support: `key` must be absent or one of `allowed`. */
  expect(key: string, ...allowed: readonly unknown[]): void {
    const value = this.raw(key);
    if (value === undefined || allowed.includes(value)) return;
    throw this.unsupported(key, allowed.map((item) => JSON.stringify(item)).join(' or ') || 'no value');
  }

  /** As `expect`, for a key that may also hold a list of `count` values. */
  expectEach(key: string, count: number, ...allowed: readonly unknown[]): void {
    const value = this.raw(key);
    const isEach = Array.isArray(value) && value.length === count;
    if (!isEach || !value.every((item) => allowed.includes(item))) this.expect(key, ...allowed);
  }

  private unsupported(key: string, supported: string): UnsupportedModelError {
    return new UnsupportedModelError(
      `${this.path}: ${key} is ${show(this.raw(key))}; only ${supported} is supported.`,
    );
  }

  invalid(key: string, expected: string): ModelFileError {
    const value = this.raw(key);
    const found = value === undefined ? 'missing' : show(value);
    return new ModelFileError('MODEL_FORMAT', `${this.path}: ${key} is ${found}; it must be ${expected}.`);
  }
}

function isNumber(value: unknown, [low, high]: Range): value is number {
  return typeof value === 'number' && value >= low && value <= high;
}

function isInteger(value: unknown, range: Range): value is number {
  return Number.isSafeInteger(value) && isNumber(value, range);
}

function isList(value: unknown, range: Range, fits: typeof isNumber): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => fits(item, range));
}

function said([low, high]: Range): string {
  return `from ${low} to ${high}`;
}

/** @throws ModelFileError as `readJsonObject` */
export async function readConfig(path: string): Promise<Config> {
  return new Config(path, await readJsonObject(path));
}

/** The error for a file of a model folder that is missing, cannot be read or is too large. */
export function unreadable(path: string, cause: Error): ModelFileError {
  if (hasCode(cause, 'EFBIG')) {
    return new ModelFileError('MODEL_FORMAT', `${path} is too large: ${cause.message}; download it again.`, {
      cause,
    });
  }
  const what = hasCode(cause, 'ENOENT')
    ? `No such file: ${path}`
    : `${path} cannot be read (${cause.message})`;
  return new ModelFileError(
    'MODEL_NOT_FOUND',
    `${what}. Give the folder of a model in the diffusers layout.`,
    { cause },
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** @throws ModelFileError when the file is missing, larger than `limit` or not UTF-8 */
export async function readText(path: string, limit = MAX_BYTES): Promise<string> {
  const bytes = await readRegular(path, limit).catch((cause) => {
    throw unreadable(path, cause);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ModelFileError('MODEL_FORMAT', `${path} is not UTF-8; copy or download it again.`, { cause });
  }
}

/**
 * Reads a JSON object as Python writes it, with `NaN` and infinities.
 *
 * @throws ModelFileError when the file is missing, larger than `limit` bytes or not a JSON object
 */
export async function readJsonObject(path: string, limit = MAX_BYTES): Promise<Record<string, unknown>> {
  const text = await readText(path, limit);
  let values: unknown;
  try {
    values = parsePythonJson(text);
  } catch (cause) {
    const reason = reasonOf(cause).replace(/\s+/g, ' ');
    throw new ModelFileError('MODEL_FORMAT', `${path} is not JSON (${reason}); copy or download it again.`, {
      cause,
    });
  }
  if (!isObject(values)) throw new ModelFileError('MODEL_FORMAT', `${path} is not a JSON object.`);
  return values;
}

/** Whether a value of a JSON file is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As `readJsonObject`, but returns undefined if the file is missing. */
export async function readJsonObjectIfAny(path: string): Promise<Record<string, unknown> | undefined> {
  try {
    return await readJsonObject(path);
  } catch (error) {
    if (error instanceof ModelFileError && hasCode(error.cause, 'ENOENT')) return undefined;
    throw error;
  }
}
