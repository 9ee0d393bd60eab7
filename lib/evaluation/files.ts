import { join } from 'node:path';
import { digest } from '../files/digest.js';

/** What an evaluation's folder holds. */
export class Files {
  /** What the evaluation is of; a folder with others is refused. */
  readonly settings: string;
  /** A line for each composite and variant, in the order in which they were made. */
  readonly rows: string;
  /** The same in the manifest's and the variants' order. */
  readonly results: string;
  readonly images: string;
  readonly tableJson: string;
  readonly tableMarkdown: string;
  readonly report: string;

  constructor(readonly folder: string) {
    this.settings = join(folder, 'settings.json');
    this.rows = join(folder, 'rows.jsonl');
    this.results = join(folder, 'results.jsonl');
    this.images = join(folder, 'images');
    this.tableJson = join(folder, 'table.json');
    this.tableMarkdown = join(folder, 'table.md');
    this.report = join(folder, 'report.html');
  }

  imagesOf(id: string): string {
    return join(this.images, fileName(id));
  }

  image(id: string, variant: string): string {
    return join(this.imagesOf(id), `${fileName(variant)}.png`);
  }
}

const LONGEST = 200;

/**
 * A text as the name of a file: commas in place of colons (a variant has none of its own), and %XX for whatever is not a
 * letter, a digit or one of `=@_.-`, so that no id of a manifest leads out of the folder and no two texts are one name.
 */
export function fileName(text: string): string {
  const name = text
    .replace(/[^A-Za-z0-9=@_.:-]/gu, (character) => {
      return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
    })
    .replaceAll(':', ',')
    .replace(/^\./, '%2e');
  if (name.length <= LONGEST) return name;
  return `${name.slice(0, LONGEST)}-${digest(text).slice(0, 16)}`;
}
