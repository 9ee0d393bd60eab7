import type { Device } from '../../lib/engines.js';

/** What the tests run on: HARMONIDIFF_TEST_DEVICE, as `npm run check:gpu` sets it, or the CPU. */
export const device = (process.env.HARMONIDIFF_TEST_DEVICE ?? 'cpu') as Device;
