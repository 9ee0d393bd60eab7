import type { parseArgs } from 'node:util';

export const readFlags: typeof parseArgs;
export function fail(message: string): never;
