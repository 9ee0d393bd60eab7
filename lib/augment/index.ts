/**
 * Sets of composites for training: plan which patches go where in which scenes, and make their images and labels.
 *
 * @module
 */

export type { FileRef } from '../dataset/manifest.js';
export type { SkippedScene } from '../dataset/scenes.js';
export type { Window } from '../raster/window.js';
export type { Metadata } from '../request/harmonize.js';
export type { Size } from '../values/size.js';
export type { Warning, WarningCode } from '../warnings.js';
export { type AugmentationResult, augment, type FailedComposite } from './augment.js';
export { type CollectedSet, type CollectOptions, collectSet } from './collect.js';
export {
  type AugmentationHeader,
  type AugmentationItem,
  type AugmentationManifest,
  type AugmentationPatch,
  type Category,
  readAugmentationManifest,
  writeAugmentationManifest,
} from './manifest.js';
export { type MakeOptions, type OpenSet, openSet } from './open-set.js';
export type { AugmentOptions, AugmentProgress, PlanOptions, Rotation, SetSettings } from './options.js';
export { type AugmentationPlan, planAugmentation } from './plan.js';
export type { SetCounts } from './set-labels.js';
