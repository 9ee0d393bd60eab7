/**
 * Reproducible sets of composites: choose pairs of scenes, patches and places, write them to a manifest, and open them.
 *
 * @module
 */

export type { Coco } from '../labels/coco-write.js';
export type { Box, Metadata } from '../request/harmonize.js';
export type { Size } from '../values/size.js';
export { buildDataset, type Dataset, type DatasetOptions, type DatasetProgress } from './build.js';
export { type CompositeLabelsOptions, labelComposite } from './composite-labels.js';
export {
  type FileRef,
  type Manifest,
  type ManifestHeader,
  type ManifestItem,
  type ManifestOptions,
  type ManifestScene,
  readManifest,
} from './manifest.js';
export { type Composite, openComposite } from './open.js';
export type { SkippedScene } from './scenes.js';
