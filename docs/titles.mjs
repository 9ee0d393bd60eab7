// A typedoc plugin: modules are called as they are imported, and guides after their heading.
import { Converter } from 'typedoc';

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_, reflection) => {
    if (reflection.kindOf(2))
      reflection.name = reflection.name === 'index' ? 'harmonidiff' : `harmonidiff/${reflection.name}`;
  });
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    const [first] = document.content;
    const [heading, title] = /^\s*# (.+)\n/.exec(first.text) ?? [];
    if (title === undefined) throw new Error(`${document.name} does not begin with a heading.`);
    first.text = first.text.slice(heading.length);
    document.name = title;
  });
}
