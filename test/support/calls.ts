import type { Profile } from '../../lib/native/addon.js';

/** The shapes of a call's inputs, by name. */
export type Shapes = Record<string, readonly number[]>;

/** Whether TensorRT can run a call with this profile: all inputs have their sides within its limits. */
export function fits(profile: Profile, inputs: Shapes): boolean {
  return Object.entries(inputs).every(([name, sides]) => {
    const { least, most } = profile[name] ?? { least: [], most: [] };
    return sides.length === least.length && sides.every((side, i) => side >= least[i]! && side <= most[i]!);
  });
}

/** The most rows of a call with this profile. */
export function rowsOf(profile: Profile): number {
  return Object.values(profile)[0]!.most[0]!;
}
