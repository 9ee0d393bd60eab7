import { appendFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { EvaluationError, OptionError, OutputError } from '../errors.js';
import { linesOf } from '../files/lines.js';
import { readRegular } from '../files/read.js';
import { sweepUp } from '../files/sweep.js';
import { replaceFile } from '../files/write.js';
import type { Box } from '../request/harmonize.js';
import { type Kind, object, whole } from '../request/option.js';
import { check } from '../request/read.js';
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
  /** The only part that differs between identical runs. */
  timings: { seconds: number | null };
}

/**
 * The rows of an evaluation, in the order they are made. A row is written in one piece, after its image, so that an
 * interrupted evaluation can always be resumed: a partial line is dropped, and a row without its image is made again.
 */
export class Rows {
  private constructor(
    private readonly files: Files,
    private readonly rows: Map<string, Row>,
  ) {}

  /** @throws EvaluationError (`ROWS_INVALID`) for a complete line that is not a row */
  static async open(files: Files): Promise<Rows> {
    const pictures = await readdir(files.images).catch(() => []);
    await sweepUp([files.folder, ...pictures.map((name) => join(files.images, name))]);
    const text = await readRows(files);
    const rows = new Map<string, Row>();
    // A last line without a line break is incomplete.
    for (const { number, text: line } of linesOf(text.slice(0, text.lastIndexOf('\n') + 1))) {
      const row = readRow(line, files, number);
      if (!rows.has(keyOf(row)) && (await isWritten(files.image(row.id, row.variant))))
        rows.set(keyOf(row), row);
    }
    const kept = formatRows([...rows.values()]);
    if (kept !== text) await replaceFile(files.rows, [Buffer.from(kept)]);
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

const LARGEST_FILE = 256_000_000;

async function readRows({ rows }: Files): Promise<string> {
  try {
    return (await readRegular(rows, LARGEST_FILE)).toString();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '';
    throw new OutputError(`Could not read ${rows}: ${message}.`, { cause });
  }
}

// The messages of these schemas complete "it must be …".

const text = v.pipe(v.string('a non-empty string'), v.nonEmpty('a non-empty string'));
const seconds = v.pipe(v.number('a number of seconds'), v.finite('a number of seconds'));
const measured = v.nullable(
  v.union(
    [
      v.pipe(v.number(), v.finite('a number, "Infinity" or null')),
      v.pipe(
        v.literal('Infinity'),
        v.transform(() => Number.POSITIVE_INFINITY),
      ),
    ],
    'a number, "Infinity" or null',
  ),
);
const side = whole(1, 2 ** 16).schema;
const place = whole(0, 2 ** 16).schema;

const ROW: Kind<Row> = {
  schema: object(
    {
      id: text,
      variant: text,
      box: object({ x: place, y: place, width: side, height: side }, 'an object'),
      timestep: v.nullable(whole(0, 1_000_000).schema),
      measures: object(
        {
          bgd: measured,
          pasteBgd: measured,
          harmony: measured,
          sourceGradients: measured,
          sourceSsim: measured,
          sourcePsnr: measured,
          outsidePsnr: measured,
          outsideMax: measured,
          clip: measured,
        } satisfies Record<keyof Measures, unknown>,
        'an object',
      ),
      timings: object({ seconds: v.nullable(seconds) }, 'an object'),
    },
    'an object',
  ),
  expected: 'an object',
};

function readRow(line: string, files: Files, number: number): Row {
  try {
    return check(ROW, JSON.parse(line), 'the line');
  } catch (cause) {
    if (!(cause instanceof OptionError) && !(cause instanceof SyntaxError)) throw cause;
    const why = cause.message.replace(/^the line\./, '').replace(/\.?$/, '.');
    throw new EvaluationError(
      'ROWS_INVALID',
      `${files.rows}, line ${number}, is not a row of an evaluation: ${why} Remove the line; its composite is then ` +
        'made again.',
      { cause },
    );
  }
}

function keyOf({ id, variant }: Pick<Row, 'id' | 'variant'>): string {
  return JSON.stringify([id, variant]);
}

async function isWritten(path: string): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size > 0,
    () => false,
  );
}
