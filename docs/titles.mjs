// A typedoc plugin: modules are called as they are imported, and guides after their heading.
import { Converter, ReflectionKind } from 'typedoc';

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_, reflection) => {
    if (reflection.kindOf(ReflectionKind.Module))
      reflection.name = reflection.name === 'index' ? 'harmonidiff' : `harmonidiff/${reflection.name}`;
  });
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    const [, title] = /^# (.+)/m.exec(document.content[0].text) ?? [];
    if (title === undefined) throw new Error(`${document.name} has no heading.`);
    document.name = title;
  });
}
