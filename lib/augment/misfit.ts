import type { SkippedScene } from '../dataset/scenes.js';
import { DatasetError } from '../errors.js';
import { type Drawing, sizeIn } from './drawing.js';
import type { FolderImage } from './images.js';
import { idOf } from './manifest.js';
import type { SourcePatch } from './patches.js';
import { MAX_PART, MIN_SIDE } from './placing.js';

/** Says why no patch could be placed in any scene, by the most frequent reason. */
export function nothingFits(
  i: number,
  { refusals }: Pick<Drawing, 'refusals'>,
  scenes: readonly FolderImage[],
  patches: readonly SourcePatch[],
  skipped: readonly SkippedScene[],
): DatasetError {
  const [reason] = Object.entries(refusals).sort(([, a], [, b]) => b - a)[0]!;
  const isNone = Object.values(refusals).every((count) => count === 0);
  const why = isNone
    ? unreadable()
    : { gsd: ofGsd, size: ofSize, rules }[reason as keyof typeof refusals](scenes, patches);
  return new DatasetError('PAIRS_NOT_FOUND', `No patch fits composite ${idOf(i)}: ${why}${sayWhy(skipped)}`);
}

function unreadable(): string {
  return 'no scene or no image of a patch can be read, or all scenes are the images of the patches themselves. Check the files.';
}

function ofGsd(scenes: readonly FolderImage[]): string {
  const [of, option, other] = scenes.some(({ gsd }) => gsd !== undefined)
    ? ['scenes', 'patchGsd', 'patches']
    : ['patches', 'gsd', 'scenes'];
  return `the ${of} state their ground sampling distance, and the ${other} do not. Set ${option}.`;
}

function ofSize(scenes: readonly FolderImage[], patches: readonly SourcePatch[]): string {
  const scene = scenes.reduce((a, b) => (Math.min(a.width, a.height) >= Math.min(b.width, b.height) ? a : b));
  const sizes = patches.flatMap((patch) => sizeIn(scene, patch) ?? []);
  const size = sizes.reduce((a, b) => (Math.max(a.width, a.height) <= Math.max(b.width, b.height) ? a : b));
  const [width, height] = [size.width, size.height].map(Math.round);
  const most = [scene.width, scene.height].map((side) => Math.floor(side * MAX_PART)).join(' x ');
  return (
    `the smallest patch has ${width} x ${height} px in ${scene.path}, where patches of ${MIN_SIDE} to ${most} px fit after they are turned. ` +
    'Use other scenes or patches, correct gsd and patchGsd, or set rotation to none.'
  );
}

function rules(): string {
  return 'no place keeps the rules. Relax avoid and minDistance, or use scenes with more data.';
}

/** How many images were left out, and an example. */
export function sayWhy([first, ...others]: readonly SkippedScene[]): string {
  if (!first) return '';
  const reason = first.reason.replace(/\.$/, '');
  return ` Skipped images: ${others.length + 1}, such as ${first.path}: ${reason}.`;
}
