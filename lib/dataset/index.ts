/**
 * Reproducible sets of composites: choose pairs of scenes, patches and places, write them as a manifest, open them.
 *
 * @module
 */
export type { Size } from '../image/raw-image.js';
export type { Box, Metadata } from '../request/harmonize.js';
export { buildDataset, type Dataset, type DatasetOptions, type DatasetProgress } from './build.js';
export {
  type Manifest,
  type ManifestHeader,
  type ManifestItem,
  type ManifestOptions,
  type ManifestScene,
  readManifest,
} from './manifest.js';
export { type Composite, openComposite } from './open.js';
export type { SkippedScene } from './scenes.js';
