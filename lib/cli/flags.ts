import { type Command, Option as Flag, InvalidArgumentError } from 'commander';
import { OptionError } from '../errors.js';
import type { Option, Table } from '../request/option.js';
import { flatten, readText } from '../request/text.js';

/** A name that a flag also has. */
const ALIASES: Readonly<Record<string, string>> = { guidanceScale: 'guidance' };

/**
 * Adds a flag for every option of the table that text can say: `guidanceScale` is `--guidance-scale`. Their values are
 * found under the options' names.
 *
 * @param without options that the command has an argument for, or none
 */
export function addFlags(command: Command, table: Table, without: readonly string[] = []): Command {
  for (const { name, option } of flatten(table)) {
    if (without.includes(name)) continue;
    command.addOption(flagOf(name, kebab(name), option));
    if (name in ALIASES) {
      const alias = flagOf(name, ALIASES[name]!, { ...option, required: false });
      alias.attributeName = () => name;
      command.addOption(alias.hideHelp());
    }
  }
  return command;
}

function flagOf(name: string, long: string, option: Option): Flag {
  const { argument } = option.text!;
  const flag = new Flag(`--${long}${argument ? ` ${argument}` : ''}`, describe(name, option));
  flag.makeOptionMandatory(option.required);
  if (argument) flag.argParser((text) => read(option, text));
  return flag;
}

/** commander puts the name of the flag before what is wrong. */
function read(option: Option, text: string): unknown {
  try {
    return readText(option, text, 'It');
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    throw new InvalidArgumentError(error.message.replace(/^It\b.* must be/, 'It must be'));
  }
}

/** As "Number of DDIM steps; a whole number, 2 to 1000 (default: 20)". */
function describe(name: string, { sentence, unit, expected, text, defaultText, ...option }: Option): string {
  const usual = defaultText ?? (option.default === false ? undefined : option.default);
  const details = [
    ...(/number|one of/.test(expected) && !text!.expected ? [expected + (unit ? ` (${unit})` : '')] : []),
    ...(usual === undefined ? [] : [`default: ${usual}`]),
    ...(name in ALIASES ? [`also --${ALIASES[name]}`] : []),
  ];
  return details.length === 0 ? sentence : `${sentence} [${details.join('; ')}]`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
