import { normalize, resolve } from 'node:path';
import { OptionError } from '../errors.js';
import { Config } from '../model/config.js';
import { readNoiseSchedule } from '../model/scheduler.js';
import { SETTINGS, settle } from '../request/harmonize.js';
import { coreMethod, METHODS, type Method } from '../request/methods.js';
import { flag, type Option, option, type Resolved, texts, type Values } from '../request/option.js';
import { unknownOption } from '../request/read.js';
import { readText, writeText } from '../request/text.js';

const { method: _, ...KNOBS } = SETTINGS;

/** The settings of a method that a variant may have: those of `Harmonizer.harmonize`. */
export type Knobs = Resolved<typeof KNOBS>;

/** One way to make a composite: a row of the table. */
export interface Variant {
  /**
   * Its text in one form: options in the order of `Knobs`, those at their default left out; as soon as the models were
   * read with the name of the model in place of its folder.
   */
  name: string;
  /** `real` makes nothing: it is the target as it was, what a perfect composite would be measured as. */
  method: Method | 'real';
  /** The model's folder as it was written, then its name; `null`: the evaluation's own. */
  model: string | null;
  /** What differs from the defaults. */
  options: Partial<Knobs>;
  /** Everything, with the defaults. */
  knobs: Knobs;
}

/** Which variants are compared. */
export const VARIANTS = {
  methods: option(texts(), {
    sentence:
      'METHOD[@MODEL][:option[=value]]..., separated by commas, such as real,copy-paste,harmonidiff:mode=twr,' +
      'sd2-inpainting@models/sd2',
    defaultText: 'real, the target as it was, and every method that the model can run',
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
 * What is given twice is taken once.
 *
 * @param model the evaluation's own, which need not be written
 * @throws OptionError that names the text and what is allowed
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

/** A name that a folder has for a variant, as it is there. @throws OptionError */
export function readName(name: string): Variant {
  return { ...readVariant(name, null), name };
}

/** The same variant of a model by another name; `null`: the evaluation's own. */
export function ofModel(variant: Variant, model: string | null): Variant {
  return { ...variant, model, name: nameOf({ ...variant, model }) };
}

function nameOf({ method, model, options }: Pick<Variant, 'method' | 'model' | 'options'>): string {
  return [method, ...(model === null ? [] : ['@', model]), ...Object.entries(options).map(format)].join('');
}

/** @param ownModel `null`: whatever is written is another */
function readVariant(text: string, ownModel: string | null): Variant {
  const [head = '', ...settings] = text.split(':');
  const at = head.indexOf('@');
  const method = at === -1 ? head : head.slice(0, at);
  if (method !== 'real' && !METHODS.includes(method as Method)) {
    throw wrong(text, `${JSON.stringify(method)} is no method; there are real, ${METHODS.join(', ')}`);
  }
  const written = at === -1 ? undefined : head.slice(at + 1);
  if (written === '') throw wrong(text, 'behind @ comes the folder of a model');
  if (method === 'real' && (written !== undefined || settings.length > 0)) {
    throw wrong(text, 'real is the target as it was, and has neither model nor options');
  }
  const given = readKnobs(text, settings);
  const asked = { method: method === 'real' ? ('copy-paste' as const) : (method as Method), ...given };
  const knobs = effective(text, asked);
  // Other defaults follow from the number of steps.
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

/** @throws OptionError for an option that changes nothing: the row would be another's under a second name */
function refuseIdle(text: string, { method, options, knobs }: Variant): void {
  const reads = (name: string) => {
    const { methods, readWith }: Option = KNOBS[name as keyof Knobs];
    if (readWith && knobs[readWith.option as keyof Knobs] === readWith.value) return true;
    return method !== 'real' && methods!.includes(coreMethodOf(method, knobs));
  };
  const idle = Object.keys(options).find((name) => !reads(name));
  if (idle === undefined) return;
  const who = method === 'harmonidiff' ? `harmonidiff in mode ${knobs.mode}` : method;
  const read = Object.keys(KNOBS).filter(reads).join(', ');
  throw wrong(text, `${idle} changes nothing of ${who}, which takes ${read || 'no options'}`);
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
      readText(option, equals === -1 ? '' : setting.slice(equals + 1), name),
    );
  }
  return options;
}

/** Of the usual 1000 timesteps. That a model has fewer is checked with the model. */
const NOISE = readNoiseSchedule(new Config('scheduler_config.json', {}));

function effective(text: string, asked: Values<typeof SETTINGS>): Knobs {
  const { method: _, schedule: __, ...knobs } = understood(text, () => settle(asked, NOISE));
  return knobs;
}

function readSweep(text: string): string[] {
  const [, name, values] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || values === undefined || !Object.hasOwn(KNOBS, name.trim())) {
    throw new OptionError(
      `The sweep ${JSON.stringify(text)} must be an option and its values, such as guidanceScale=1,3.5,7.5; ` +
        `options: ${Object.keys(KNOBS).join(', ')}.`,
    );
  }
  return values.split(',').map((value) => `harmonidiff:${name.trim()}=${value.trim()}`);
}

/** Says of which variant the problem is. */
function understood<T>(text: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof OptionError ? wrong(text, cause.message, cause) : cause;
  }
}

function wrong(text: string, why: string, cause?: unknown): OptionError {
  return new OptionError(
    `The variant ${JSON.stringify(text)} is not understood: ${why.replace(/\.$/, '')}. ` +
      'The form is METHOD[@MODEL][:option[=value]]...',
    { cause },
  );
}
