import { readFile } from 'node:fs/promises';
import { ModelFileError, UnsupportedModelError } from '../errors.js';

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

  integer(key: string, fallback?: number): number {
    const value = this.raw(key) ?? fallback;
    if (!Number.isSafeInteger(value) || (value as number) < 0) throw this.invalid(key, 'a whole number');
    return value as number;
  }

  /** A whole number from `low` to `high`. */
  integerIn(key: string, low: number, high: number, fallback: number): number {
    const value = this.integer(key, fallback);
    if (value < low || value > high) throw this.invalid(key, `a whole number from ${low} to ${high}`);
    return value;
  }

  number(key: string, fallback?: number): number {
    const value = this.raw(key) ?? fallback;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.invalid(key, 'a number');
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
        `${this.path}: ${key} is ${JSON.stringify(value)}; supported: ${allowed.join(', ')}.`,
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

  integers(key: string): number[] {
    const value = this.raw(key);
    if (!isIntegers(value)) throw this.invalid(key, 'a list of whole numbers');
    return value;
  }

  /** One whole number for each of `count` levels; a single number applies to all. */
  perLevel(key: string, count: number, fallback?: number): number[] {
    const value = this.raw(key) ?? fallback;
    if (Number.isSafeInteger(value)) return Array<number>(count).fill(value as number);
    if (!isIntegers(value) || value.length !== count) {
      throw this.invalid(key, `a whole number or a list of ${count}`);
    }
    return value;
  }

  /** Refuses a feature that the graphs do not support: `key` must be absent or one of `allowed`. */
  expect(key: string, ...allowed: readonly unknown[]): void {
    const value = this.raw(key);
    if (value === undefined || allowed.includes(value)) return;
    const choices = allowed.map((item) => JSON.stringify(item)).join(' or ') || 'no value';
    throw new UnsupportedModelError(
      `${this.path}: ${key} is ${JSON.stringify(value)}; only ${choices} is supported.`,
    );
  }

  invalid(key: string, expected: string): ModelFileError {
    return new ModelFileError(
      'MODEL_FORMAT',
      `${this.path}: ${key} is ${JSON.stringify(this.values[key])}; it must be ${expected}.`,
    );
  }
}

function isIntegers(value: unknown): value is number[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => Number.isSafeInteger(item) && item >= 0)
  );
}

/** @throws ModelFileError when the file is missing or is not a JSON object */
export async function readConfig(path: string): Promise<Config> {
  return new Config(path, await readJsonObject(path));
}

/** The error for a file of a model folder that is missing or cannot be read. */
export function unreadable(path: string, cause: Error): ModelFileError {
  const missing = 'code' in cause && cause.code === 'ENOENT';
  const what = missing ? `No such file: ${path}` : `${path} cannot be read (${cause.message})`;
  return new ModelFileError(
    'MODEL_NOT_FOUND',
    `${what}. Give the folder of a model in the diffusers layout.`,
    { cause },
  );
}

/** @throws ModelFileError when the file is missing or is not a JSON object */
export async function readJsonObject(path: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, cause as Error);
  }
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (cause) {
    throw new ModelFileError('MODEL_FORMAT', `${path} is not JSON; copy or download it again.`, { cause });
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new ModelFileError('MODEL_FORMAT', `${path} is not a JSON object.`);
  }
  return values as Record<string, unknown>;
}
