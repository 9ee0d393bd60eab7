// Calls to the library in this process.
import { createHash } from 'node:crypto';
import { Harmonizer } from '../../dist/index.js';
import { HARMONIZE, MODEL, makeMask, REQUEST } from './kinds.mjs';
import { readMemory } from './memory.mjs';

/** Loads a model, and returns the kinds of calls by name: each takes an AbortSignal and returns a digest of its result. */
export async function openLibrary({ threads, maxInFlight }) {
  const harmonizer = await Harmonizer.load(MODEL, {
    // Engines that auto may choose do not compute the same bits every time.
    ...{ device: 'cpu', engine: 'onnxruntime' },
    ...{ threads, maxInFlight },
  });
  const { target, source, box, prompts, metadata } = REQUEST;
  const mask = makeMask();
  const ofTarget = { target, metadata, steps: HARMONIZE.ltf.steps, prompts: { target: prompts.target } };
  const ofSource = { source, box, prompts: { source: prompts.source } };
  const kept = await harmonizer.prepareTarget(ofTarget);

  const kinds = {
    score: async (signal) => digest(await harmonizer.score(target, { box, signal })),
    'prepared target': async (signal) =>
      digestResult(await harmonizer.harmonize({ ...ofSource, target: kept, signal })),
    'target prepared for one call': async (signal) => {
      const prepared = await harmonizer.prepareTarget({ ...ofTarget, signal });
      try {
        return digestResult(await harmonizer.harmonize({ ...ofSource, target: prepared, signal }));
      } finally {
        await prepared.close();
      }
    },
  };
  for (const [name, { mask: isMasked, ...options }] of Object.entries(HARMONIZE)) {
    const place = isMasked ? { box: undefined, mask } : {};
    kinds[name] = async (signal) =>
      digestResult(await harmonizer.harmonize({ ...REQUEST, ...place, ...options, signal }));
  }
  return {
    kinds,
    isIdle: () => {
      const { queued, inFlight } = harmonizer.stats();
      return queued + inFlight === 0;
    },
    memory: readMemory,
    close: () => harmonizer.close(),
  };
}

function digestResult({ winner, candidates }) {
  const pictures = [winner, ...candidates].map((candidate) => candidate?.image?.data ?? '');
  return digest(
    candidates.map(({ timestep, scores }) => ({ timestep, scores })),
    ...pictures,
  );
}

function digest(facts, ...pictures) {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const picture of pictures) hash.update(picture);
  return hash.digest('hex');
}
