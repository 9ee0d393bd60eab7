import { normalize, resolve } from 'node:path';
import { OptionError } from '../errors.js';
import { Config } from '../model/config.js';
import { readNoiseSchedule } from '../model/scheduler.js';
import { checkOptions, type HarmonizeOptions } from '../request/harmonize.js';
import { METHODS, type Method, type Mode } from '../request/methods.js';

/** The options of `Harmonizer.harmonize` that a variant may set. */
export interface Knobs {
  mode: Mode;
  steps: number;
  guidanceScale: number;
  candidateRange: readonly [number, number];
  fusionStart: number;
  edgeWidthRatio: number;
  seed: number;
  restoreDetail: boolean;
}

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

export interface VariantRequest {
  /** Texts of variants, or several of them in one, separated by commas. */
  methods?: string | readonly string[] | undefined;
  /** Also the paper's ablations: harmonidiff in modes init, lms and twr, and all of it. */
  ablations?: boolean | undefined;
  /** Also harmonidiff with each value of an option: a text as `guidanceScale=1,3.5,7.5`, or several. */
  sweeps?: string | readonly string[] | undefined;
}

/**
 * Reads `METHOD[@MODEL][:option[=value]]...`, such as `harmonidiff:mode=twr` or `sd2-inpainting@models/sd2-inpainting`.
 * What is given twice is taken once.
 *
 * @param model the evaluation's own, which need not be written
 * @throws OptionError that names the text and what is allowed
 */
export function readVariants(request: VariantRequest, model: string): Variant[] {
  const { ablations = false } = request;
  const texts = readTexts('methods', request.methods).flatMap((text) => text.split(','));
  if (ablations) texts.push(...['init', 'lms', 'twr', 'ltf'].map((mode) => `harmonidiff:mode=${mode}`));
  texts.push(...readTexts('sweeps', request.sweeps).flatMap(readSweep));

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

function readTexts(name: 'methods' | 'sweeps', value: unknown = []): readonly string[] {
  const texts = typeof value === 'string' ? [value] : value;
  if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) return texts;
  throw new OptionError(`${name} is ${JSON.stringify(value)}; it must be a text or an array of texts.`);
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
  const given = readOptions(text, settings);
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

/** What a method reads, and each mode of harmonidiff; `edgeWidthRatio` besides where detail is brought back. */
const READ: Readonly<Record<Exclude<Method, 'harmonidiff'> | Mode | 'real', readonly (keyof Knobs)[]>> = {
  real: [],
  // The detail of a plain paste is all there.
  'copy-paste': [],
  poisson: ['restoreDetail'],
  'poisson-vae': ['restoreDetail'],
  'sd2-inpainting': ['steps', 'guidanceScale', 'edgeWidthRatio', 'seed', 'restoreDetail'],
  freecompose: ['steps', 'guidanceScale', 'edgeWidthRatio', 'seed', 'restoreDetail'],
  // Variants take the mean of the VAE's posterior: harmonidiff then draws nothing from a seed.
  init: ['mode'],
  lms: ['mode', 'restoreDetail'],
  twr: ['mode', 'steps', 'guidanceScale', 'candidateRange', 'edgeWidthRatio', 'restoreDetail'],
  ltf: ['mode', 'steps', 'guidanceScale', 'candidateRange', 'fusionStart', 'edgeWidthRatio', 'restoreDetail'],
};

/** @throws OptionError for an option that changes nothing: the row would be another's under a second name */
function refuseIdle(text: string, { method, options, knobs }: Variant): void {
  const read = READ[method === 'harmonidiff' ? knobs.mode : method];
  const names =
    knobs.restoreDetail && read.includes('restoreDetail') ? [...read, 'edgeWidthRatio' as const] : read;
  const idle = (Object.keys(options) as (keyof Knobs)[]).find((name) => !names.includes(name));
  if (idle === undefined) return;
  const who = method === 'harmonidiff' ? `harmonidiff in mode ${knobs.mode}` : method;
  throw wrong(text, `${idle} changes nothing of ${who}, which takes ${read.join(', ') || 'no options'}`);
}

function format([name, value]: [string, Knobs[keyof Knobs]]): string {
  if (value === true) return `:${name}`;
  return `:${name}=${Array.isArray(value) ? value.join('-') : value}`;
}

/** How the value of each option is written; its range is checked where every harmonisation's is. */
const READERS: Readonly<Record<keyof Knobs, { form: string; read: (value: string | undefined) => unknown }>> =
  {
    mode: { form: 'init, lms, twr or ltf', read: (value) => value },
    steps: { form: 'a number', read: number },
    guidanceScale: { form: 'a number', read: number },
    candidateRange: {
      form: 'two whole numbers as 6-14, the first step and the one after the last',
      read: (value) =>
        /^(\d+)-(\d+)$/
          .exec(value ?? '')
          ?.slice(1)
          .map(Number),
    },
    fusionStart: { form: 'a number', read: number },
    edgeWidthRatio: { form: 'a number', read: number },
    seed: { form: 'a number', read: number },
    restoreDetail: {
      form: 'true or false; alone it is true',
      read: (value) => ({ true: true, false: false })[value ?? 'true'],
    },
  };

function readOptions(text: string, settings: readonly string[]): Partial<Knobs> {
  const options: Record<string, unknown> = {};
  for (const setting of settings) {
    const equals = setting.indexOf('=');
    const name = equals === -1 ? setting : setting.slice(0, equals);
    if (!Object.hasOwn(READERS, name)) {
      throw wrong(text, `${JSON.stringify(name)} is no option; there are ${Object.keys(READERS).join(', ')}`);
    }
    if (name in options) throw wrong(text, `${name} is given twice`);
    const { form, read } = READERS[name as keyof Knobs];
    const value = read(equals === -1 ? undefined : setting.slice(equals + 1));
    if (value === undefined) throw wrong(text, `${name} must be ${form}`);
    options[name] = value;
  }
  return options as Partial<Knobs>;
}

function number(value: string | undefined): number | undefined {
  return value === undefined || value.trim() === '' || Number.isNaN(Number(value))
    ? undefined
    : Number(value);
}

/** Of the usual 1000 timesteps. That a model has fewer is checked with the model. */
const NOISE = readNoiseSchedule(new Config('scheduler_config.json', {}));

function effective(text: string, asked: Partial<HarmonizeOptions>): Knobs {
  try {
    const settings = checkOptions(
      { ...asked, target: '', source: '', prompts: { target: '', source: '' } },
      NOISE,
    );
    const { guidanceScale, candidateRange, fusionStart, edgeWidthRatio, seed, restoreDetail } = settings;
    return {
      mode: asked.mode ?? 'ltf',
      steps: settings.schedule.timesteps.length,
      guidanceScale,
      candidateRange,
      fusionStart,
      edgeWidthRatio,
      seed,
      restoreDetail,
    };
  } catch (cause) {
    if (cause instanceof OptionError) throw wrong(text, cause.message.replace(/\.$/, ''), cause);
    throw cause;
  }
}

function readSweep(text: string): string[] {
  const [, name, values] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || values === undefined || !Object.hasOwn(READERS, name.trim())) {
    throw new OptionError(
      `The sweep ${JSON.stringify(text)} must be an option and its values, as guidanceScale=1,3.5,7.5; ` +
        `options: ${Object.keys(READERS).join(', ')}.`,
    );
  }
  return values.split(',').map((value) => `harmonidiff:${name.trim()}=${value.trim()}`);
}

function wrong(text: string, why: string, cause?: unknown): OptionError {
  return new OptionError(
    `The variant ${JSON.stringify(text)} is not understood: ${why}. The form is METHOD[@MODEL][:option[=value]]...`,
    { cause },
  );
}
