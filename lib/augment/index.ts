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
export type {
  AugmentationHeader,
  AugmentationItem,
  AugmentationManifest,
  AugmentationPatch,
  Category,
} from './manifest.js';
export type { AugmentOptions, AugmentProgress, PlanOptions, Rotation, SetSettings } from './options.js';
export { type AugmentationPlan, planAugmentation } from './plan.js';
