import { isDeepStrictEqual } from 'node:util';
import { OptionError } from '../errors.js';
import { show } from '../values/show.js';
import type { HarmonizeOptions, Metadata, SETTINGS } from './harmonize.js';
import { coreMethod } from './methods.js';
import type { Resolved } from './option.js';

/** The options of a prepared target that its latents and its picture depend on. Defaults of the method are filled in. */
export interface FixedOptions
  extends Pick<HarmonizeOptions, 'targetBands' | 'targetStretch'>,
    Pick<Resolved<typeof SETTINGS>, 'steps' | 'candidateRange' | 'posterior' | 'seed'> {
  /** The target's. */
  prompt: string;
  metadata: Metadata;
}

/**
 * The options of a request with those of its prepared target. Every method reads the target's picture, prompt and
 * metadata; the latents, and with them the settings that they depend on, only HarmoniDiff-RS.
 *
 * @param given as `readOptions` returns them
 * @throws OptionError for an option that differs from the prepared target's
 */
export function mergePrepared(given: HarmonizeOptions, fixed: FixedOptions): HarmonizeOptions {
  const method = coreMethod(given.method, given.mode);
  const readsHistory = method === 'twr' || method === 'ltf';
  const { prompts, metadata } = given;
  for (const [name, value] of Object.entries(metadata ?? {})) {
    same(`metadata.${name}`, value, fixed.metadata[name as keyof Metadata]);
  }
  return {
    ...given,
    targetBands: same('targetBands', given.targetBands, fixed.targetBands),
    targetStretch: same('targetStretch', given.targetStretch, fixed.targetStretch),
    prompts: { ...prompts, target: same('prompts.target', prompts?.target, fixed.prompt) },
    metadata: fixed.metadata,
    ...((readsHistory || method === 'lms') && latentOptions(given, fixed)),
    ...(readsHistory && { candidateRange: startingIn(given.candidateRange, fixed.candidateRange) }),
  };
}

function latentOptions(
  { steps, posterior, seed }: HarmonizeOptions,
  fixed: FixedOptions,
): Partial<FixedOptions> {
  return {
    steps: same('steps', steps, fixed.steps),
    posterior: same('posterior', posterior, fixed.posterior),
    // Without samples nothing is drawn.
    ...(fixed.posterior === 'sample' && { seed: same('seed', seed, fixed.seed) }),
  };
}

/** Candidates may start later than the target was prepared for, because it is inverted from its clean latent up. */
function startingIn(
  given: FixedOptions['candidateRange'] | undefined,
  fixed: FixedOptions['candidateRange'],
): FixedOptions['candidateRange'] {
  if (given === undefined) return fixed;
  const [first] = fixed;
  if (given[0] >= first) return given;
  throw new OptionError(
    `candidateRange is ${show(given)}, but the target was prepared for candidates from step ${first} on; start at ` +
      `${first} or later, or prepare the target with that range.`,
  );
}

function same<T>(name: string, given: T | undefined, fixed: T): T {
  if (given === undefined || given === fixed || isDeepStrictEqual(given, fixed)) return fixed;
  const said = fixed === undefined ? 'without it' : `with ${show(fixed)}`;
  throw new OptionError(
    `${name} is ${show(given)}, but the target was prepared ${said}; leave it out, or prepare the target with that value.`,
  );
}
