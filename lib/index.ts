export {
  buildDataset,
  type Composite,
  type Dataset,
  type DatasetOptions,
  type DatasetProgress,
  type Manifest,
  type ManifestHeader,
  type ManifestItem,
  type ManifestScene,
  openComposite,
  readManifest,
  type SkippedScene,
} from './dataset/index.js';
export type { BuildProgress } from './engines/plans.js';
export type { Device, Engine, TargetOptions, Way } from './engines/target.js';
export {
  AbortError,
  ClosedError,
  DatasetError,
  DeviceError,
  EngineError,
  EvaluationError,
  HarmonidiffError,
  ImageError,
  ManifestError,
  MetricError,
  ModelFileError,
  OptionError,
  OutputError,
  PlacementError,
  SafetensorsError,
  TensorError,
  UnsupportedModelError,
} from './errors.js';
export {
  type Cell,
  type Column,
  type ColumnName,
  type EvaluateOptions,
  type Evaluation,
  type EvaluationProgress,
  evaluate,
  type Files,
  type Measures,
  type Row,
  type Table,
  type TableRow,
} from './evaluation/index.js';
export {
  type Candidate,
  type HarmonizeResult,
  Harmonizer,
  type LoadOptions,
  type ScoreOptions,
} from './harmonizer.js';
export type { ImageInput } from './image/load.js';
export type { RawImage, RgbImage, Size } from './image/raw-image.js';
export * as metrics from './metrics/index.js';
export type { Metadata } from './model/metadata.js';
export type { Precision } from './model/onnx/graph.js';
export type { FloatTensor } from './model/safetensors.js';
export { smallModel } from './model/small-model.js';
export type { Progress, Scores } from './native/addon.js';
export type { HarmonizeOptions } from './request/harmonize.js';
export { METHODS, type Method, type Mode } from './request/methods.js';
export type { Box, Place, Point } from './request/placement.js';
