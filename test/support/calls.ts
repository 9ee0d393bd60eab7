import type { NetworkName } from '../../lib/model/graphs.js';
import type { Profile, ShapeRange } from '../../lib/native/addon.js';
import type { Fixture } from './fixtures.js';

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

/** A profile for calls of these shapes, also with fewer rows. */
export function profileFor(call: Shapes): Profile {
  const ranges = Object.entries(call).map(([name, sides]): [string, ShapeRange] => {
    return [name, { least: sides.with(0, 1), best: sides, most: sides }];
  });
  return Object.fromEntries(ranges);
}

/**
 * The calls that a fixture has goldens for, of the networks by themselves. The UNet's have sides that no request has: odd
 * ones, to test that features of odd size are halved and doubled as in diffusers, and longer than the fixture's canvas.
 *
 * @param width of the UNet's projections of timesteps and metadata
 */
export function goldenCalls(fixture: Fixture, width: number): Partial<Record<NetworkName, Shapes>> {
  const shapeOf = (name: string) => fixture.tensors[name]!.shape;
  const sample = shapeOf('unet.sample');
  const [rows] = sample as [number];
  const { size } = fixture.golden;
  return {
    textEncoder: { input_ids: shapeOf('ids.empty') },
    unet: {
      sample,
      timestep_projection: [rows, width],
      encoder_hidden_states: shapeOf('text.empty').with(0, rows),
      ...('metadata' in fixture.tensors && {
        metadata_projection: [rows, shapeOf('metadata').at(-1)!, width],
      }),
    },
    ...('vae.target_mean' in fixture.tensors && {
      vaeEncoder: { image: [1, 3, size, size] },
      vaeDecoder: { latent: shapeOf('vae.target_mean') },
    }),
    classifier: { input: [1, 4, 256, 256] },
  };
}
