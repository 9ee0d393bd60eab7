import { join } from 'node:path';
import { digest } from '../files/digest.js';

/** The files in the folder of an evaluation. */
export class Files {
  /** An empty file that is locked while an evaluation uses the folder. */
  readonly lock: string;
  /** Settings of the evaluation. A folder with other settings is refused. */
  readonly settings: string;
  /** One line for each composite and variant, in the order they were made. */
  readonly rows: string;
  /** The same lines in the order of the manifest and the variants. */
  readonly results: string;
  readonly images: string;
  readonly tableJson: string;
  readonly tableMarkdown: string;
  readonly report: string;

  constructor(readonly folder: string) {
    this.lock = join(folder, '.lock');
    this.settings = join(folder, 'settings.json');
    this.rows = join(folder, 'rows.jsonl');
    this.results = join(folder, 'results.jsonl');
    this.images = join(folder, 'images');
    this.tableJson = join(folder, 'table.json');
    this.tableMarkdown = join(folder, 'table.md');
    this.report = join(folder, 'report.html');
  }

  /** The folder of one composite's images. */
  imagesOf(id: string): string {
    return join(this.images, fileName(id));
  }

  /** The image of one composite by one variant. */
  image(id: string, variant: string): string {
    return join(this.imagesOf(id), `${fileName(variant)}.png`);
  }
}

/** With a digest and an extension, a name stays within the 255 bytes that common file systems allow. */
const LONGEST = 180;

/**
 * Turns a text into a file name: colons become commas (a variant has no commas of its own), and everything but ASCII
 * letters, digits and `=@_.-` becomes %XX. No manifest id can lead out of the folder, and different texts get
 * different names.
 */
export function fileName(text: string): string {
  const name = text
    .replace(/[^A-Za-z0-9=@_.:-]/gu, escaped)
    .replaceAll(':', ',')
    .replace(/^\./, '%2e');
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST)}-${digest(name)}`;
}

function escaped(character: string): string {
  // UTF-8 cannot encode a lone surrogate.
  if (!character.isWellFormed()) return `%u${character.charCodeAt(0).toString(16)}`;
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
