import type { HarmonizeOptions, HarmonizeResult, Harmonizer } from '../../lib/index.js';
import type { Core, NativeRequest, NativeResult } from '../../lib/native/addon.js';

/** What one request moved between host and device, by stage, which the public result leaves out. */
export async function transfersOf(
  harmonizer: Harmonizer,
  request: HarmonizeOptions,
): Promise<NativeResult['transfers']> {
  let result: Promise<NativeResult>;
  const listen =
    (harmonize: Core['harmonize']): Core['harmonize'] =>
    (...parameters) => {
      const started = harmonize(...parameters);
      result = started.promise;
      return started;
    };
  await replacing(harmonizer, listen, () => harmonizer.harmonize(request));
  return (await result!).transfers;
}

/** What `work` returns while the harmonizer tells the core which pixels have data, which its options cannot say. */
export function withValid(
  harmonizer: Harmonizer,
  valid: NativeRequest['valid'],
  work: () => Promise<HarmonizeResult>,
): Promise<HarmonizeResult> {
  return replacing(
    harmonizer,
    (harmonize) => (request, report) => harmonize({ ...request, valid }, report),
    work,
  );
}

/** What `work` returns while the core's `harmonize` is replaced. */
async function replacing<T>(
  harmonizer: Harmonizer,
  replace: (harmonize: Core['harmonize']) => Core['harmonize'],
  work: () => Promise<T>,
): Promise<T> {
  const { core } = (harmonizer as unknown as { session: { core: Core } }).session;
  const value = replace(core.harmonize.bind(core));
  Object.defineProperty(core, 'harmonize', { configurable: true, value });
  try {
    return await work();
  } finally {
    // The core's own method again.
    delete (core as { harmonize?: unknown }).harmonize;
  }
}
