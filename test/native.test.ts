import test from 'ava';
import { loadAddon, type NativeRequest } from '../lib/native/addon.js';

const black = { data: new Uint8Array(12), width: 2, height: 2, channels: 3 } as const;

const request = {
  method: 'init',
  mode: 'init',
  steps: 2,
  target: black,
  source: black,
  box: { x: 0, y: 0, width: 2, height: 2 },
  mask: new Uint8Array(4).fill(1),
  sourceTokens: new BigInt64Array(77),
  targetTokens: new BigInt64Array(77),
  emptyTokens: new BigInt64Array(77),
  metadata: new Float32Array(0),
  schedule: {
    alphasCumprod: Float32Array.of(0.9, 0.1),
    finalAlphaCumprod: 1,
    prediction: 'epsilon',
    clip: 0,
    timesteps: Int32Array.of(1, 0),
    spacing: 'leading',
    stepsOffset: 0,
  },
  guidanceScale: 3.5,
  candidateRange: [0, 1],
  fusionStart: 1,
  edgeWidthRatio: 0.1,
  seed: 0,
  posterior: 'mean',
  restoreDetail: false,
  images: false,
  trace: false,
} as unknown as NativeRequest;

const unknown: [name: string, value: string, changes: object][] = [
  ['method', 'magic', { method: 'magic' }],
  ['posterior', 'mode', { posterior: 'mode' }],
  ['prediction', 'sample', { schedule: { ...request.schedule, prediction: 'sample' } }],
];
for (const [name, value, changes] of unknown) {
  test(`the core refuses a ${name} that it does not know`, async (t) => {
    const core = new (loadAddon().Core)();
    t.throws(() => core.harmonize({ ...request, ...changes } as NativeRequest, undefined), {
      code: 'OPTION_INVALID',
      message: new RegExp(`^${name} is "${value}"; the core knows `),
    });
    await core.close();
  });
}
