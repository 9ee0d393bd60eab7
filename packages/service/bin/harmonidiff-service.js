#!/usr/bin/env node
import { existsSync } from 'node:fs';

// npm links this file before the build has made dist.
const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  console.error('harmonidiff-service has not been built. Run npm run build in its repository.');
  process.exitCode = 1;
}
