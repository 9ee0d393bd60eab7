import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype from 'opentype.js';
import sharp from 'sharp';
import type { ImageInput } from '../image/input.js';
import { readImage } from '../image/open.js';
import type { RgbImage } from '../image/raw-image.js';
import type { HarmonizeOptions } from '../request/harmonize.js';
import type { Candidate, HarmonizeResult } from '../result.js';

const GAP = 12;
const LABEL_HEIGHT = 26;
const FONT_SIZE = 14;
/** Wide enough for the longest label, whatever the canvas is. */
const MIN_CELL = 200;

/** The options that the command line passes. */
export interface FileOptions extends HarmonizeOptions {
  target: ImageInput;
}

interface Cell {
  label: string;
  image: RgbImage;
}

/** A labelled picture: the target, the plain paste, every candidate with its score, and the winner of several. */
export async function drawSheet(
  { target, targetBands: bands, targetStretch: stretch }: FileOptions,
  paste: Candidate,
  { candidates, winner }: HarmonizeResult,
): Promise<RgbImage> {
  const cells = [
    { label: 'target', image: (await readImage(target, 'target', paste.image!, { bands, stretch })).image },
    cellOf('paste', paste),
    ...candidates.map((candidate) => cellOf(nameOf(candidate), candidate)),
  ];
  if (winner && candidates.length > 1) cells.push(cellOf(`winner (${nameOf(winner)})`, winner));
  return layOut(cells, Math.min(cells.length, Math.ceil(Math.sqrt(cells.length)) + 1));
}

/** Methods without candidates make one result, which started from no timestep. */
function nameOf({ timestep }: Pick<Candidate, 'timestep'>): string {
  return timestep === null ? 'result' : `timestep ${timestep}`;
}

function cellOf(label: string, { scores, image }: Candidate): Cell {
  return { label: scores ? `${label}: ${scores.mean.toFixed(3)}` : label, image: image! };
}

async function layOut(cells: Cell[], columns: number): Promise<RgbImage> {
  const { width, height } = cells[0]!.image;
  const cellWidth = Math.max(width, MIN_CELL) + GAP;
  const cellHeight = height + LABEL_HEIGHT + GAP;
  const at = (i: number) => ({
    left: GAP + (i % columns) * cellWidth,
    top: GAP + Math.floor(i / columns) * cellHeight,
  });
  const size = {
    width: GAP + columns * cellWidth,
    height: GAP + Math.ceil(cells.length / columns) * cellHeight,
  };
  const labels = cells.map(({ label }, i) => ({ text: label, x: at(i).left, y: at(i).top + FONT_SIZE + 2 }));
  const { data, info } = await sharp({ create: { ...size, channels: 3, background: 'white' } })
    .composite([
      { input: Buffer.from(drawText(labels, size)), left: 0, top: 0 },
      ...cells.map(({ image }, i) => ({
        input: Buffer.from(image.data),
        raw: image,
        left: at(i).left,
        top: at(i).top + LABEL_HEIGHT,
      })),
    ])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 3 };
}

/** Draws the text as outlines, so that no fonts need to be installed. */
function drawText(
  labels: { text: string; x: number; y: number }[],
  { width, height }: { width: number; height: number },
): string {
  const path = createRequire(import.meta.url).resolve('@fontsource/lato/files/lato-latin-400-normal.woff');
  const file = readFileSync(path);
  const font = opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
  const outlines = labels.map(({ text, x, y }) => {
    return `<path d="${pathData(font.getPath(text, x, y, FONT_SIZE).commands)}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${outlines.join('')}</svg>`;
}

/** In place of opentype.js's `toPathData`, which writes NaN for a number with a tiny fraction. */
function pathData(commands: readonly opentype.PathCommand[]): string {
  return commands
    .map((command) => {
      const numbers = ['x1', 'y1', 'x2', 'y2', 'x', 'y'].flatMap((key) => {
        const value = (command as unknown as Record<string, number>)[key];
        return value === undefined ? [] : [value.toFixed(2)];
      });
      return command.type + numbers.join(' ');
    })
    .join('');
}
