/**
 * Harmonisation: load a model, insert a patch into a scene, score any image.
 *
 * @module
 */
export type { ResolvedTarget } from './engines/target.js';
export {
  AbortError,
  AugmentationError,
  ClosedError,
  DatasetError,
  DeviceError,
  EngineError,
  type ErrorCode,
  EvaluationError,
  HarmonidiffError,
  ImageError,
  LabelsError,
  ManifestError,
  MemoryLimitError,
  MetricError,
  ModelFileError,
  OptionError,
  OutputError,
  PatchError,
  PlacementError,
  QueueFullError,
  SafetensorsError,
  TensorError,
  UnsupportedModelError,
} from './errors.js';
export { filesBeside } from './files-beside.js';
export { Harmonizer } from './harmonizer.js';
export { type EncodeOptions, encodeImage, type ImageFormat } from './image/encode.js';
export type { ImageInput } from './image/input.js';
export type { RawImage, RgbImage } from './image/raw-image.js';
export { imageSize } from './image/size.js';
export { modelDigest } from './model/digest.js';
export type { Precision } from './model/onnx/graph.js';
export type { FloatTensor } from './model/safetensors.js';
export { smallModel } from './model/small-model.js';
export { composePatches } from './patches/compose.js';
export type { FailedPatch, PatchesResult, PatchResult } from './patches/result.js';
export { PreparedTarget } from './prepared/target.js';
export type { RequestTrace } from './queue/requests.js';
export type { HarmonizerStats, Percentiles } from './queue/statistics.js';
export type { AppliedStretch, Stretch } from './raster/stretch.js';
export type { Window } from './raster/window.js';
export type { ComposeOptions, ScenePlace } from './request/compose.js';
export type {
  Box,
  HarmonizeOptions,
  Metadata,
  Place,
  Point,
  Progress,
  Prompts,
  ScoreOptions,
  Scores,
  Stage,
} from './request/harmonize.js';
export type { Batching, BuildProgress, Device, Engine, LoadOptions, TargetOptions } from './request/load.js';
export { METHODS, type Method, type Mode } from './request/methods.js';
export type { PatchesOptions, PatchesProgress } from './request/patches.js';
export type { PrepareOptions } from './request/prepare.js';
export type { Candidate, HarmonizeResult, Timings } from './result.js';
export { composeScene } from './scene/compose.js';
export type { Facts } from './scene/facts.js';
export type { LabelCounts } from './scene/labelling.js';
export type { ComposeResult } from './scene/result.js';
export type { Size } from './values/size.js';
export type { Warning, WarningCode } from './warnings.js';
