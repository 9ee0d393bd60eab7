/** Markup that is safe to insert into a page without escaping. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

type Value = Markup | string | number | null | undefined | false | readonly Value[];

/** A template that escapes its values, since paths and prompts may hold anything. Nested markup is inserted as it is. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.map((part, i) => (i < values.length ? part + render(values[i]) : part)).join(''));
}

/** Markup from the source code, never from input. */
export function raw(text: string): Markup {
  return new Markup(text);
}

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A variant's name that can wrap before its model and its options. */
export function breakable(name: string): Markup {
  return html`${name.split(/(?=[:@])/).map((part, i) => html`${i > 0 && raw('<wbr>')}${part}`)}`;
}
