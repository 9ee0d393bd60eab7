import { createRequire } from 'node:module';

/** Version of harmonidiff. */
export const { version } = createRequire(import.meta.url)('harmonidiff/package.json') as { version: string };
