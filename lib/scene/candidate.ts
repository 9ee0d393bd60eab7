import { OptionError } from '../errors.js';
import type { NativeResult } from '../native/addon.js';
import type { Composition } from '../request/compose.js';
import type { Settled } from '../request/harmonize.js';

/** The timesteps of the candidates that the settings make; none for methods that make one picture. */
function timestepsOf({ method, schedule, candidateRange: [first, end] }: Settled): number[] {
  const many = method === 'ltf' || method === 'twr';
  return many ? [...schedule.timesteps.slice(first, end)].sort((a, b) => a - b) : [];
}

/**
 * Checks before the networks run that one candidate can be chosen.
 *
 * @throws OptionError for a timestep at which no candidate starts, and if neither a timestep nor a classifier chooses
 */
export function checkCandidate({ candidate, settings, dryRun }: Composition, hasClassifier: boolean): void {
  const timesteps = timestepsOf(settings);
  if (candidate !== undefined && !timesteps.includes(candidate))
    throw new OptionError(
      timesteps.length === 0
        ? `candidate is ${candidate}, but this method makes one picture; leave candidate out.`
        : `candidate is ${candidate}; it must be the timestep of a candidate: ${timesteps.join(', ')}.`,
    );
  if (candidate === undefined && !hasClassifier && timesteps.length > 1 && !dryRun)
    throw new OptionError(
      `The model has no classifier to choose one of the ${timesteps.length} candidates. Set candidate to a timestep (${timesteps.join(', ')}), or load the model with a classifier.`,
    );
}

/** The candidate that goes into the scene. */
export function candidateOf(
  { candidates, winner }: NativeResult,
  timestep: number | undefined,
): NativeResult['candidates'][number] {
  if (timestep === undefined) return candidates[winner ?? 0]!;
  return candidates.find((candidate) => candidate.timestep === timestep)!;
}
