import { move, transferableSymbol, valueSymbol } from 'piscina';
import { isOurs } from '../errors.js';
import type { RawImage, RgbImage } from '../image/raw-image.js';
import { typeOf } from '../image/samples.js';
import type { Raster } from '../raster/layout.js';
import { stretchOf } from '../raster/overall.js';
import type { Pyramid } from '../raster/pyramid.js';
import type { Stored } from '../raster/stored.js';
import { type AppliedStretch, findStretch, type Stretch } from '../raster/stretch.js';
import { type Window, whole } from '../raster/window.js';
import { buffersOf } from '../workers/pool.js';
import { type Changes, type Finishing, finish } from './finish.js';
import { findMask, type MaskPart } from './mask.js';
import { drawWindow } from './picture.js';
import { type Drawing, type Preparation, type Prepared, prepare } from './prepare.js';
import { readPart } from './source.js';

/** What a thread is asked for. */
export type Task =
  | { kind: 'stretch'; pyramid: Pyramid; bands: readonly number[]; stretch: Stretch | undefined }
  | { kind: 'stretch'; raw: RawImage; bands: readonly number[]; stretch: Stretch }
  | { kind: 'mask'; stored: Stored; raster: Raster; threshold: number; isLossy: boolean }
  | { kind: 'prepare'; preparation: Preparation }
  | ({ kind: 'finish' } & Finishing)
  | { kind: 'picture'; preparation: Drawing; window: Window; changes: Changes };

/** What a thread answers. Errors of this package are answers, because they lose their class on the way. */
export type Answer =
  | { kind: 'stretch'; stretch: AppliedStretch }
  | { kind: 'mask'; part: MaskPart }
  | { kind: 'prepare'; prepared: Prepared }
  | { kind: 'finish'; changes: Changes }
  | { kind: 'picture'; picture: RgbImage<Uint8Array> }
  | { kind: 'refused'; code: string; message: string };

/** Runs one task. The arrays of the answer move to the caller. */
export default async function run(task: Task): Promise<ReturnType<typeof move>> {
  const answer = await answerTo(task).catch((error: unknown): Answer => {
    if (!isOurs(error)) throw error;
    return { kind: 'refused', code: error.code, message: error.message };
  });
  return move({ [transferableSymbol]: buffersOf(answer), [valueSymbol]: answer });
}

async function answerTo(task: Task): Promise<Answer> {
  switch (task.kind) {
    case 'stretch':
      return {
        kind: 'stretch',
        stretch:
          'raw' in task ? await stretchOfRaw(task) : await stretchOf(task.pyramid, task.bands, task.stretch),
      };
    case 'mask':
      return {
        kind: 'mask',
        part: await findMask(task.stored, task.raster, task.threshold, task.isLossy),
      };
    case 'prepare':
      return { kind: 'prepare', prepared: await prepare(task.preparation) };
    case 'finish':
      return { kind: 'finish', changes: finish(task) };
    case 'picture':
      return { kind: 'picture', picture: await drawWindow(task.preparation, task.window, task.changes) };
  }
}

async function stretchOfRaw({
  raw,
  bands,
  stretch,
}: Extract<Task, { raw: RawImage }>): Promise<AppliedStretch> {
  const { planes, valid } = await readPart({ raw }, bands, whole(raw), bands);
  return findStretch({ planes, ...typeOf(raw.data), ...(valid && { valid }) }, stretch);
}
