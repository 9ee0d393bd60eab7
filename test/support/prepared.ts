import { type HarmonizeOptions, Harmonizer, type PrepareOptions } from '../../lib/index.js';
import { type Fixture, mini } from './fixtures.js';
import { target } from './target.js';

export function open(fixture: Fixture = mini): Promise<Harmonizer> {
  return Harmonizer.load(fixture.folder, { threads: 1, ...target });
}

/** The options of a fixture's request that belong to its target. */
export function preparationOf(fixture: Fixture): PrepareOptions & { target: string } {
  const { target, metadata, steps } = fixture.request();
  return { target, metadata, steps, prompts: { target: fixture.prompts.target } };
}

/** Those that are left. */
export function restOf(fixture: Fixture): Omit<HarmonizeOptions, 'target'> {
  const { source, box } = fixture.request();
  return { source, box, prompts: { source: fixture.prompts.source } };
}
