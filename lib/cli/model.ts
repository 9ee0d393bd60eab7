import { type Command, Option } from 'commander';
import { Harmonizer } from '../harmonizer.js';
import { smallModel } from '../model/small-model.js';
import { CALLS, LOAD, type LoadOptions } from '../request/load.js';
import { nest } from '../request/text.js';
import { date } from './date.js';
import { addFlags } from './flags.js';
import { buildStep, withProgressBar } from './progress.js';

// What commands that run a model have in common.

/** Adds `--model`. */
export function addModel(command: Command): Command {
  return command.addOption(
    new Option('--model <folder>', 'Model in the diffusers layout').default(
      smallModel,
      'the small model of this package',
    ),
  );
}

/** Adds `--date`, which stands for year, month and day. */
export function addDate(command: Command): Command {
  return command.option(
    '--date <YYYY-MM-DD>',
    'Year, month and day in one; YYYY-MM or YYYY if no more is known',
    date,
  );
}

/** Adds the options of `Harmonizer.load`, but for those that are of use with many calls at the same time. */
export function addLoading(command: Command): void {
  addFlags(command, LOAD, Object.keys(CALLS));
}

/** Loads the model that the flags name, with a progress bar where engines are built. */
export function loadModel(
  { model, ...flags }: LoadOptions & { model: string },
  signal: AbortSignal,
): Promise<Harmonizer> {
  return withProgressBar((onProgress) =>
    Harmonizer.load(model, {
      ...nest(LOAD, flags),
      signal,
      onProgress: (progress) => onProgress(buildStep(progress)),
    }),
  );
}
