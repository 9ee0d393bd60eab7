import { KNOBS, type Knobs, type Variant } from '../variants.js';

/** Variants that differ in one option only, in ascending order of its value. */
export interface Sweep {
  option: SweptOption;
  /** Name of the variants without the option. */
  of: string;
  method: string;
  points: { variant: string; label: string; value: number }[];
}

/** The settings with numbers, but for the seed, which has no order. */
type SweptOption = Exclude<
  { [K in keyof Knobs]: Knobs[K] extends number | readonly number[] ? K : never }[keyof Knobs],
  'seed'
>;
const OPTIONS = Object.keys(KNOBS).filter((name): name is SweptOption => {
  return name !== 'seed' && /number/.test(KNOBS[name as keyof Knobs].expected);
});

/** Finds every sweep in the variants, however they were requested. It includes the variant at the option's default. */
export function findSweeps(variants: readonly Variant[]): Sweep[] {
  return OPTIONS.flatMap((option) => {
    const groups = new Map<string, Variant[]>();
    for (const variant of variants) {
      if (variant.method === 'real') continue;
      const { [option]: _, ...rest } = variant.options;
      const key = JSON.stringify([variant.method, variant.model, rest]);
      groups.set(key, [...(groups.get(key) ?? []), variant]);
    }
    return [...groups.values()]
      .filter((group) => group.length > 1)
      .map(
        (group): Sweep => ({
          option,
          of: group
            .map(({ name }) => name)
            .sort((a, b) => a.length - b.length)[0]!
            .replace(written(option), ''),
          method: group[0]!.method,
          points: group
            .map(({ name, knobs }) => ({ variant: name, ...place(knobs[option]) }))
            .sort((a, b) => a.value - b.value),
        }),
      );
  });
}

function written(option: SweptOption): RegExp {
  return new RegExp(`:${option}=[^:]*`);
}

/** Orders ranges by their first step, then by their last. */
function place(value: Knobs[SweptOption]): { label: string; value: number } {
  if (typeof value === 'number') return { label: String(value), value };
  const [first, end] = value;
  return { label: `${first}-${end}`, value: first + end / 1001 };
}
