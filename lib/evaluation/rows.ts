import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EvaluationError, OutputError } from '../errors.js';
import { writeAtomically } from '../files/write.js';
import type { Box } from '../request/harmonize.js';
import type { Files } from './files.js';
import type { Measures } from './measures.js';

/** The measurements of one composite made by one variant. */
export interface Row {
  /** Id in the manifest. */
  id: string;
  variant: string;
  /** In pixels of the canvas. */
  box: Box;
  /** Timestep that the winner started from; `null` if there are no candidates. */
  timestep: number | null;
  measures: Measures;
  /** The only part that differs between runs. */
  timings: { seconds: number | null };
}

/**
 * The rows of an evaluation, in the order they are made. A row is written in one piece and after its image, so that an
 * interrupted evaluation can always be resumed: a partial line is dropped, and a row without its image is made again.
 */
export class Rows {
  private constructor(
    private readonly files: Files,
    private readonly rows: Map<string, Row>,
  ) {}

  /** @throws EvaluationError (`ROWS_INVALID`) for a complete line that is not a row */
  static async open(files: Files): Promise<Rows> {
    await sweepUp(files);
    const text = await readFile(files.rows, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw new OutputError(`Could not read ${files.rows}: ${error.message}.`, { cause: error });
    });
    const lines = text.split('\n').slice(0, -1);
    const rows = new Map<string, Row>();
    for (const [i, line] of lines.entries()) {
      const row = readRow(line, files, i + 1);
      if (!rows.has(keyOf(row)) && (await isWritten(files.image(row.id, row.variant))))
        rows.set(keyOf(row), row);
    }
    const kept = formatRows([...rows.values()]);
    if (kept !== text) await writeAtomically(files.rows, [Buffer.from(kept)]);
    return new Rows(files, rows);
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string, variant: string): Row | undefined {
    return this.rows.get(keyOf({ id, variant }));
  }

  async add(row: Row): Promise<void> {
    try {
      await appendFile(this.files.rows, formatRows([row]));
    } catch (cause) {
      const why = (cause as Error).message;
      throw new OutputError(`Could not write ${this.files.rows}: ${why}.`, { cause });
    }
    this.rows.set(keyOf(row), row);
  }

  /** The existing rows, in the order of both lists. */
  sorted(ids: readonly string[], variants: readonly string[]): Row[] {
    return ids.flatMap((id) => variants.flatMap((variant) => this.get(id, variant) ?? []));
  }
}

/** JSON has no infinity, so an infinite value, such as the PSNR of equal images, becomes the text "Infinity". */
export function formatRows(rows: readonly Row[]): string {
  return rows.map((row) => `${JSON.stringify(row, infinityAsText)}\n`).join('');
}

export function infinityAsText(_: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? 'Infinity' : value;
}

function readRow(line: string, files: Files, number: number): Row {
  try {
    const row = JSON.parse(line) as Row;
    const { id, variant, measures, timings } = row;
    if (typeof id !== 'string' || typeof variant !== 'string' || !timings)
      throw new Error('a field is missing');
    for (const [name, value] of Object.entries(measures)) {
      if ((value as unknown) === 'Infinity') measures[name as keyof Measures] = Number.POSITIVE_INFINITY;
    }
    return row;
  } catch (cause) {
    throw new EvaluationError(
      'ROWS_INVALID',
      `${files.rows}, line ${number}, is not a row of an evaluation: ${(cause as Error).message}. Remove the line, and ` +
        'its composite is made again.',
      { cause },
    );
  }
}

function keyOf({ id, variant }: Pick<Row, 'id' | 'variant'>): string {
  return JSON.stringify([id, variant]);
}

/** Deletes files that were still incomplete when a run was killed. */
async function sweepUp(files: Files): Promise<void> {
  const pictures = (await readdir(files.images).catch(() => [])).map((name) => join(files.images, name));
  for (const folder of [files.folder, ...pictures]) {
    for (const name of await readdir(folder).catch(() => [])) {
      if (/^\.harmonidiff-[0-9a-f]+\.tmp$/.test(name)) await rm(join(folder, name), { force: true });
    }
  }
}

async function isWritten(path: string): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size > 0,
    () => false,
  );
}
