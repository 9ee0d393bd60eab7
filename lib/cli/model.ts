import { type Command, Option } from 'commander';
import { smallModel } from '../model/small-model.js';
import { date } from './date.js';

// Flags that commands which run a model have in common.

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
