import { type Command, Option as Flag, InvalidArgumentError } from 'commander';
import { OptionError } from '../errors.js';
import type { Option, Table } from '../request/option.js';
import { flatten, readText } from '../request/text.js';

/** Second names of flags. */
const ALIASES: Readonly<Record<string, string>> = { guidanceScale: 'guidance' };

/**
 * Adds a flag for every option of the table that can be written as text: `guidanceScale` becomes `--guidance-scale`. The
 * values are stored under the options' names.
 *
 * @param without options that get no flag, for example because the command has an argument for them
 */
export function addFlags(command: Command, table: Table, without: readonly string[] = []): Command {
  for (const { name, option } of flatten(table)) {
    if (without.includes(name)) continue;
    command.addOption(flagOf(name, kebab(name), option));
    // An option that is on by default needs a flag that turns it off.
    if (option.default === true)
      command.addOption(new Flag(`--no-${kebab(name)}`, `Turns --${kebab(name)} off`));
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
  // A list may also be given in parts, each with the flag.
  const isList = argument === '<list>';
  if (argument)
    flag.argParser((text, before: unknown) => {
      const value = read(option, text);
      return isList && before !== undefined ? [before, value].flat() : value;
    });
  return flag;
}

/** Leaves the name out of the message, because commander puts the flag's name before it. */
function read(option: Option, text: string): unknown {
  try {
    return readText(option, text, 'It');
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    throw new InvalidArgumentError(error.message.replace(/^It\b.* must be/, 'It must be'));
  }
}

/** Such as "Scale of classifier-free guidance (0 to 100; default: 3.5; also --guidance)". */
function describe(name: string, option: Option): string {
  const details = [
    option.required ? 'required' : '',
    rangeOf(option),
    defaultOf(option),
    name in ALIASES ? `also --${ALIASES[name]}` : '',
  ];
  const said = details.filter((detail) => detail !== '').join('; ');
  const sentence = withFlags(option.sentence);
  return said === '' ? sentence : `${sentence} (${said})`;
}

/** Writes the names of other options in a sentence as flags: `dryRun` becomes `--dry-run`. */
function withFlags(sentence: string): string {
  return sentence.replace(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, (name) => `--${kebab(name)}`);
}

function rangeOf({ expected, unit, text }: Option): string {
  if (text!.expected) return text!.expected;
  // The argument's name says as much.
  if (/^(a path|a string|true or false|a file path.*|a string or.*)$/.test(expected)) return '';
  return expected.replace(/^(a (whole )?number,? |one of )/, '') + (unit ? ` ${unit}` : '');
}

function defaultOf({ default: usual, defaultText }: Option): string {
  const said = defaultText ?? (usual === false ? undefined : usual);
  return said === undefined ? '' : `default: ${said}`;
}

export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
