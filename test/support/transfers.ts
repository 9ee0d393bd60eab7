import type { HarmonizeOptions, Harmonizer } from '../../lib/index.js';
import type { Core, NativeResult } from '../../lib/native/addon.js';

/** What one request moved between host and device, by stage, which the public result leaves out. */
export async function transfersOf(
  harmonizer: Harmonizer,
  request: HarmonizeOptions,
): Promise<NativeResult['transfers']> {
  const { core } = harmonizer as unknown as { core: Core };
  const harmonize = core.harmonize.bind(core);
  let result: Promise<NativeResult>;
  Object.defineProperty(core, 'harmonize', {
    configurable: true,
    value: (...parameters: Parameters<Core['harmonize']>) => {
      const started = harmonize(...parameters);
      result = started.promise;
      return started;
    },
  });
  await harmonizer.harmonize(request);
  // The core's own method again, instead of the one that listens.
  delete (core as { harmonize?: unknown }).harmonize;
  return (await result!).transfers;
}
