// Loaded before every test file. Without a cache of their own, tests would find an OpenVINO that the developer has installed,
// and compute with it.
import { join } from 'node:path';

process.env.HARMONIDIFF_CACHE ??= join(import.meta.dirname, '../../build/test-cache');
