import { type Command, InvalidArgumentError, Option } from 'commander';
import { OptionError, smallModel } from 'harmonidiff';
import { type Field, fieldsOf, readFields } from 'harmonidiff/fields';
import { LIMITS, type Limit, type Limits } from './limits.js';

/** Options of `Harmonizer.load` that the service sets from its own limits. */
const SET_BY_SERVICE = ['maxQueue'];
/** Units that may have fractions; others must be whole numbers. */
const TIMES = ['seconds', 'ms'];

/** Adds a flag for every option of `Harmonizer.load` that the service does not set itself. */
export function addLoadFlags(command: Command): Command {
  return addFields(command, loadFields());
}

/** Adds a flag for every limit of the server. */
export function addLimitFlags(command: Command): Command {
  for (const [name, limit] of Object.entries(LIMITS)) {
    const flag = new Option(`--${kebab(name)} <number>`, `${limit.sentence} (${limit.unit})`);
    command.addOption(flag.default(limit.default).argParser((text) => readLimit(text, limit)));
  }
  return command;
}

/** Adds a flag for every setting of a composite. */
export function addSettingFlags(command: Command): Command {
  return addFields(command, fieldsOf('settings'));
}

/**
 * The options of `Harmonizer.load` among the flags.
 *
 * @throws OptionError
 */
export function loadOptionsOf(flags: Readonly<Record<string, unknown>>) {
  return readFields('load', textsOf(flags, loadFields()));
}

/**
 * The settings of composites among the flags.
 *
 * @throws OptionError
 */
export function settingsOf(flags: Readonly<Record<string, unknown>>) {
  return readFields('settings', textsOf(flags, fieldsOf('settings')));
}

/** The limits among the flags. */
export function limitsOf(flags: Readonly<Record<string, unknown>>): Limits {
  const names = Object.keys(LIMITS) as (keyof Limits)[];
  const limits = Object.fromEntries(names.map((name) => [name, flags[name]])) as unknown as Limits;
  if (limits.maxBodyBytes < limits.maxFileBytes)
    throw new OptionError(
      `--max-body-bytes is less than --max-file-bytes (${limits.maxFileBytes}); raise it, or lower --max-file-bytes.`,
    );
  return limits;
}

/** Reads a flag that takes a whole number. */
export function wholeFrom(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(`It must be a whole number, ${low} to ${high}.`);
  };
}

/** The folder of the model, which all commands have. */
export function modelFlag(): Option {
  return new Option('--model <folder>', 'Model in the diffusers layout').default(
    smallModel,
    'the small model of harmonidiff',
  );
}

function addFields(command: Command, fields: readonly Field[]): Command {
  for (const { name, sentence, unit, expected, kind, default: usual, defaultText } of fields) {
    const argument = kind === 'path' ? '<folder>' : kind === 'flag' ? '' : '<value>';
    const said = [
      kind === 'path' || kind === 'flag' ? '' : expected,
      unit ?? '',
      `default: ${defaultText ?? usual}`,
    ];
    const details = said.filter((part) => part !== '').join('; ');
    command.addOption(new Option(`--${kebab(name)} ${argument}`.trim(), `${sentence} (${details})`));
  }
  return command;
}

function textsOf(flags: Readonly<Record<string, unknown>>, fields: readonly Field[]) {
  return fields
    .filter(({ name }) => flags[name] !== undefined)
    .map(({ name }) => [name, String(flags[name])] as const);
}

function loadFields() {
  return fieldsOf('load').filter(({ name }) => !SET_BY_SERVICE.includes(name));
}

function readLimit(text: string, { low, high, unit }: Limit): number {
  const isWhole = !TIMES.includes(unit);
  const value = Number(text);
  const fits = text.trim() !== '' && value >= low && value <= high;
  if (fits && (!isWhole || Number.isInteger(value))) return value;
  throw new InvalidArgumentError(`It must be a ${isWhole ? 'whole ' : ''}number, ${low} to ${high}.`);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
