import { move, transferableSymbol, valueSymbol } from 'piscina';
import { isOurs } from '../errors.js';
import type { RgbImage } from '../image/raw-image.js';
import type { Raster } from '../raster/layout.js';
import { stretchOf } from '../raster/overall.js';
import type { Pyramid } from '../raster/pyramid.js';
import type { Stored } from '../raster/stored.js';
import { type AppliedStretch, findStretch, type Planes, type Stretch } from '../raster/stretch.js';
import type { Window } from '../raster/window.js';
import { buffersOf } from '../workers/pool.js';
import { type Changes, type Finishing, finish } from './finish.js';
import { findMask, type MaskPart } from './mask.js';
import { drawWindow } from './picture.js';
import { type Preparation, type Prepared, prepare } from './prepare.js';

/** What a thread is asked for. */
export type Task =
  | { kind: 'stretch'; pyramid: Pyramid; bands: readonly number[]; stretch: Stretch | undefined }
  | { kind: 'stretch'; planes: Planes; stretch: Stretch }
  | { kind: 'mask'; stored: Stored; raster: Raster; threshold: number; isLossy: boolean }
  | { kind: 'prepare'; preparation: Preparation }
  | ({ kind: 'finish' } & Finishing)
  | { kind: 'picture'; preparation: Preparation; window: Window; changes: Changes };

/** What a thread answers; a refusal is an error of this package, whose class does not survive the way back. */
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
          'planes' in task
            ? findStretch(task.planes, task.stretch)
            : await stretchOf(task.pyramid, task.bands, task.stretch),
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
