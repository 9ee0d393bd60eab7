import { normalize, resolve } from 'node:path';
import { OptionError } from '../errors.js';
import { Config } from '../model/config.js';
import { readNoiseSchedule } from '../model/scheduler.js';
import { SETTINGS, settle } from '../request/harmonize.js';
import { coreMethod, METHODS, type Method } from '../request/methods.js';
import { flag, type Option, option, type Resolved, texts, type Values } from '../request/option.js';
import { unknownOption } from '../request/read.js';
import { readText, writeText } from '../request/text.js';

const { method: _, ...settings } = SETTINGS;
export const KNOBS = settings;

/** The settings that a variant may change: those of `Harmonizer.harmonize`. */
export type Knobs = Resolved<typeof KNOBS>;

/** One way to make a composite: a row of the table. */
export interface Variant {
  /**
   * Its canonical text: options in the order of `Knobs`, without those at their default. Once the models are read, it has
   * the name of the model in place of its folder.
   */
  name: string;
  /** `real` makes nothing: it is the unmodified target and measures like a perfect composite. */
  method: Method | 'real';
  /** The model's folder as it was written, later its name; `null` for the evaluation's own model. */
  model: string | null;
  /** The settings that differ from the defaults. */
  options: Partial<Knobs>;
  /** All settings, including the defaults. */
  knobs: Knobs;
}

/** The options that choose the variants. */
export const VARIANTS = {
  methods: option(texts(), {
    sentence:
      'Variants separated by commas, METHOD[@MODEL][:option[=value]]..., such as real,copy-paste,' +
      'harmonidiff:mode=twr,sd2-inpainting@models/sd2',
    defaultText: 'real, which is the unmodified target, and every method that the model can run',
  }),
  ablations: option(flag(), {
    sentence: 'Adds harmonidiff in modes init, lms, twr and ltf',
    default: false,
  }),
  sweeps: option(texts(), {
    sentence: 'Adds harmonidiff with each value of a setting, such as guidanceScale=1,3.5,7.5',
  }),
};

export interface VariantRequest extends Values<typeof VARIANTS> {}

/**
 * Reads `METHOD[@MODEL][:option[=value]]...`, such as `harmonidiff:mode=twr` or `sd2-inpainting@models/sd2-inpainting`.
 * Duplicates are dropped.
 *
 * @param model the evaluation's own model, which variants need not name
 * @throws OptionError that names the invalid text and the allowed values
 */
export function readVariants(request: VariantRequest, model: string): Variant[] {
  const { methods = [], ablations = false, sweeps = [] } = request;
  const texts = [methods].flat().flatMap((text) => text.split(','));
  if (ablations) texts.push(...['init', 'lms', 'twr', 'ltf'].map((mode) => `harmonidiff:mode=${mode}`));
  texts.push(...[sweeps].flat().flatMap(readSweep));

  const variants = new Map<string, Variant>();
  for (const text of texts) {
    const variant = readVariant(text.trim(), model);
    refuseIdle(text.trim(), variant);
    const key = JSON.stringify([variant.method, resolve(variant.model ?? model), variant.options]);
    if (!variants.has(key)) variants.set(key, variant);
  }
  return [...variants.values()];
}

/** Reads the name that a folder has for a variant, and keeps it unchanged. @throws OptionError */
export function readName(name: string): Variant {
  return { ...readVariant(name, null), name };
}

/** The same variant with another name for its model; `null` for the evaluation's own model. */
export function ofModel(variant: Variant, model: string | null): Variant {
  return { ...variant, model, name: nameOf({ ...variant, model }) };
}

function nameOf({ method, model, options }: Pick<Variant, 'method' | 'model' | 'options'>): string {
  return [method, ...(model === null ? [] : ['@', model]), ...Object.entries(options).map(format)].join('');
}

/** @param ownModel `null` if any model in the text is another one */
function readVariant(text: string, ownModel: string | null): Variant {
  const [head = '', ...settings] = text.split(':');
  const at = head.indexOf('@');
  const method = at === -1 ? head : head.slice(0, at);
  if (method !== 'real' && !METHODS.includes(method as Method)) {
    throw wrong(text, `${JSON.stringify(method)} is not a method; methods are real, ${METHODS.join(', ')}`);
  }
  const written = at === -1 ? undefined : head.slice(at + 1);
  if (written === '') throw wrong(text, 'the folder of a model must follow the @');
  if (method === 'real' && (written !== undefined || settings.length > 0)) {
    throw wrong(text, 'real is the unmodified target and takes neither a model nor options');
  }
  const given = readKnobs(text, settings);
  const asked = { method: method === 'real' ? ('copy-paste' as const) : (method as Method), ...given };
  const knobs = effective(text, asked);
  // Other defaults depend on the number of steps.
  const usual = effective(text, { method: asked.method, ...(given.steps && { steps: given.steps }) });
  const normal = { ...usual, steps: effective(text, { method: asked.method }).steps };
  const options = Object.fromEntries(
    Object.entries(knobs).filter(([name, value]) => {
      return JSON.stringify(value) !== JSON.stringify(normal[name as keyof Knobs]);
    }),
  ) as Partial<Knobs>;

  const folder = written === undefined ? null : normalize(written).replace(/(?<=.)\/$/, '');
  const isOwn = folder === null || (ownModel !== null && resolve(folder) === resolve(ownModel));
  const variant = { method: method as Variant['method'], model: isOwn ? null : folder, options, knobs };
  return { ...variant, name: nameOf(variant) };
}

/** @throws OptionError for an option without effect, which would repeat another row under a second name */
function refuseIdle(text: string, { method, options, knobs }: Variant): void {
  const reads = (name: string) => {
    const { readWith }: Option = KNOBS[name as keyof Knobs];
    // The core runs copy-paste as mode init.
    if (name === 'mode') return method === 'harmonidiff';
    const isRead = ({ methods }: Option) =>
      method !== 'real' && methods!.includes(coreMethodOf(method, knobs));
    if (isRead(KNOBS[name as keyof Knobs])) return true;
    const other = readWith?.option as keyof Knobs | undefined;
    return other !== undefined && knobs[other] === readWith!.value && isRead(KNOBS[other]);
  };
  const idle = Object.keys(options).find((name) => !reads(name));
  if (idle === undefined) return;
  const who = method === 'harmonidiff' ? `harmonidiff in mode ${knobs.mode}` : method;
  const read = Object.keys(KNOBS).filter(reads).join(', ');
  throw wrong(text, `${idle} has no effect on ${who}, which takes ${read || 'no options'}`);
}

function coreMethodOf(method: Method, { mode }: Knobs) {
  return coreMethod(method, method === 'harmonidiff' ? mode : undefined);
}

function format([name, value]: [string, Knobs[keyof Knobs]]): string {
  return value === true ? `:${name}` : `:${name}=${writeText(value)}`;
}

function readKnobs(text: string, settings: readonly string[]): Values<typeof KNOBS> {
  const options: Record<string, unknown> = {};
  for (const setting of settings) {
    const equals = setting.indexOf('=');
    const name = equals === -1 ? setting : setting.slice(0, equals);
    if (!Object.hasOwn(KNOBS, name)) throw wrong(text, unknownOption(name, Object.keys(KNOBS)));
    if (name in options) throw wrong(text, `${name} is given twice`);
    const option: Option = KNOBS[name as keyof Knobs];
    options[name] = understood(text, () =>
      readText(option, equals === -1 ? undefined : setting.slice(equals + 1), name),
    );
  }
  return options;
}

/** The usual 1000 timesteps. A model that has fewer is checked when it is read. */
const NOISE = readNoiseSchedule(new Config('scheduler_config.json', {}));

function effective(text: string, asked: Values<typeof SETTINGS>): Knobs {
  const { method: _, schedule: __, ...knobs } = understood(text, () => settle(asked, NOISE));
  return knobs;
}

function readSweep(text: string): string[] {
  const [, name, values] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (name && values !== undefined && !Object.hasOwn(KNOBS, name.trim())) {
    throw new OptionError(
      `Invalid sweep ${JSON.stringify(text)}: ${unknownOption(name.trim(), Object.keys(KNOBS))}`,
    );
  }
  if (!name || values === undefined) {
    throw new OptionError(
      `The sweep ${JSON.stringify(text)} must be an option and its values, such as guidanceScale=1,3.5,7.5; ` +
        `options: ${Object.keys(KNOBS).join(', ')}.`,
    );
  }
  return values.split(',').map((value) => `harmonidiff:${name.trim()}=${value.trim()}`);
}

/** Adds the text of the variant to an error's message. */
function understood<T>(text: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof OptionError ? wrong(text, cause.message, cause) : cause;
  }
}

function wrong(text: string, why: string, cause?: unknown): OptionError {
  return new OptionError(
    `Invalid variant ${JSON.stringify(text)}: ${why.replace(/(?<![.?])$/, '.')} ` +
      'The form is METHOD[@MODEL][:option[=value]]...',
    { cause },
  );
}
