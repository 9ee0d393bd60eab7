import { types } from 'node:util';

/** The codes of all errors of this package. */
export type ErrorCode =
  | 'ABORT_ERR'
  | 'CACHE_FAILED'
  | 'CACHE_UNSAFE'
  | 'CHECKSUM_MISMATCH'
  | 'CLOSED'
  | 'DEVICE_FAILED'
  | 'DEVICE_LOST'
  | 'DEVICE_NOT_FOUND'
  | 'ENGINE_FAILED'
  | 'ENGINE_NOT_FOUND'
  | 'IMAGE_INVALID'
  | 'IMAGE_NOT_FOUND'
  | 'IMAGE_TOO_LARGE'
  | 'IMAGE_UNSUPPORTED'
  | 'INSTALL_FAILED'
  | 'LABELS_INVALID'
  | 'LABELS_NOT_FOUND'
  | 'MANIFEST_INVALID'
  | 'MANIFEST_NOT_FOUND'
  | 'MEMORY_LIMIT'
  | 'METRIC_SIZE'
  | 'METRIC_VALUE'
  | 'MODEL_CHANGED'
  | 'MODEL_FORMAT'
  | 'MODEL_NOT_FOUND'
  | 'MODEL_UNSUPPORTED'
  | 'NUMBERS_INVALID'
  | 'OPTION_INVALID'
  | 'OUTPUT_FAILED'
  | 'OUT_OF_MEMORY'
  | 'PAIRS_NOT_FOUND'
  | 'PATCHES_TOO_FEW'
  | 'PATCH_FAILED'
  | 'PLACEMENT_INVALID'
  | 'PLAN_REFUSED'
  | 'QUEUE_FULL'
  | 'ROWS_INVALID'
  | 'RUN_DIFFERS'
  | 'RUN_LOCKED'
  | 'SAFETENSORS_INVALID'
  | 'SCENES_NOT_FOUND'
  | 'SCENES_TOO_FEW'
  | 'TENSOR_MISSING'
  | 'TENSOR_SHAPE';

/**
 * The base class of all errors of this package, with one subclass for each kind of problem. Every error has a stable
 * `code`; its message names the offending value and the remedy.
 *
 * @example
 * import { HarmonidiffError } from 'harmonidiff';
 *
 * try {
 *   await harmonizer.harmonize(options);
 * } catch (error) {
 *   if (error instanceof HarmonidiffError && error.code === 'IMAGE_NOT_FOUND') console.error(error.message);
 *   else throw error;
 * }
 */
export class HarmonidiffError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;

  constructor(code: C, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Whether a thrown value is an error of this package. Runs no code of that value. */
export function isOurs(thrown: unknown): thrown is HarmonidiffError {
  return types.isNativeError(thrown) && thrown instanceof HarmonidiffError;
}

/**
 * A model folder or one of its files is missing or cannot be read (`MODEL_NOT_FOUND`), has an unsupported format
 * (`MODEL_FORMAT`), or has changed since the model was loaded (`MODEL_CHANGED`).
 */
export class ModelFileError extends HarmonidiffError<'MODEL_CHANGED' | 'MODEL_FORMAT' | 'MODEL_NOT_FOUND'> {}

/** A `.safetensors` file is truncated or contradicts itself (`SAFETENSORS_INVALID`). */
export class SafetensorsError extends HarmonidiffError<'SAFETENSORS_INVALID'> {
  constructor(message: string, options?: ErrorOptions) {
    super('SAFETENSORS_INVALID', message, options);
  }
}

/** A tensor that the configuration requires is missing (`TENSOR_MISSING`) or has the wrong shape (`TENSOR_SHAPE`). */
export class TensorError extends HarmonidiffError<'TENSOR_MISSING' | 'TENSOR_SHAPE'> {}

/** The configuration asks for something that is not supported (`MODEL_UNSUPPORTED`). */
export class UnsupportedModelError extends HarmonidiffError<'MODEL_UNSUPPORTED'> {
  constructor(message: string, options?: ErrorOptions) {
    super('MODEL_UNSUPPORTED', message, options);
  }
}

/**
 * An input image is missing (`IMAGE_NOT_FOUND`), damaged (`IMAGE_INVALID`), over the limit of pixels or bytes
 * (`IMAGE_TOO_LARGE`), or of a kind that is not read (`IMAGE_UNSUPPORTED`).
 */
export class ImageError extends HarmonidiffError<
  'IMAGE_NOT_FOUND' | 'IMAGE_INVALID' | 'IMAGE_TOO_LARGE' | 'IMAGE_UNSUPPORTED'
> {}

/** The box is empty or extends beyond the canvas, or the mask is empty or of the wrong size (`PLACEMENT_INVALID`). */
export class PlacementError extends HarmonidiffError<'PLACEMENT_INVALID'> {
  constructor(message: string, options?: ErrorOptions) {
    super('PLACEMENT_INVALID', message, options);
  }
}

/** One of many patches failed (`PATCH_FAILED`). `cause` is the error itself. */
export class PatchError extends HarmonidiffError<'PATCH_FAILED'> {
  /**
   * @param index of the patch's feature, counted from 0
   * @param name what the message calls the patch
   */
  constructor(
    readonly index: number,
    name: string,
    cause: HarmonidiffError,
  ) {
    super('PATCH_FAILED', `${name}: ${cause.message}`, { cause });
  }
}

/** An option is unknown, out of range or of the wrong type (`OPTION_INVALID`). */
export class OptionError extends HarmonidiffError<'OPTION_INVALID'> {
  constructor(message: string, options?: ErrorOptions) {
    super('OPTION_INVALID', message, options);
  }
}

/**
 * A folder of images cannot be listed (`SCENES_NOT_FOUND`) or holds too few usable scenes (`SCENES_TOO_FEW`) or patches
 * (`PATCHES_TOO_FEW`), or no scene and patch fit each other (`PAIRS_NOT_FOUND`).
 */
export class DatasetError extends HarmonidiffError<
  'PAIRS_NOT_FOUND' | 'PATCHES_TOO_FEW' | 'SCENES_NOT_FOUND' | 'SCENES_TOO_FEW'
> {}

/**
 * A manifest is missing (`MANIFEST_NOT_FOUND`) or has an invalid field (`MANIFEST_INVALID`, with the `line`), or a scene
 * is not the file that the manifest was made from (`CHECKSUM_MISMATCH`).
 */
export class ManifestError extends HarmonidiffError<
  'MANIFEST_NOT_FOUND' | 'MANIFEST_INVALID' | 'CHECKSUM_MISMATCH'
> {
  /** Number of the invalid line, counted from 1. */
  readonly line: number | undefined;

  constructor(code: ManifestError['code'], message: string, options?: ErrorOptions & { line?: number }) {
    super(code, message, options);
    this.line = options?.line;
  }
}

/**
 * A file of labels is missing or cannot be read (`LABELS_NOT_FOUND`), or it has a mistake, does not fit its image, or
 * cannot be clipped (`LABELS_INVALID`).
 */
export class LabelsError extends HarmonidiffError<'LABELS_INVALID' | 'LABELS_NOT_FOUND'> {}

/**
 * The inputs of a metric do not match or are too small (`METRIC_SIZE`), or they hold infinities or NaN, or are all
 * zero where a direction is needed (`METRIC_VALUE`).
 */
export class MetricError extends HarmonidiffError<'METRIC_SIZE' | 'METRIC_VALUE'> {}

/**
 * A folder holds an evaluation of another manifest, model or classifier (`RUN_DIFFERS`) or rows that no evaluation
 * wrote (`ROWS_INVALID`), or it is in use by another evaluation or cannot be locked (`RUN_LOCKED`).
 */
export class EvaluationError extends HarmonidiffError<'RUN_DIFFERS' | 'ROWS_INVALID' | 'RUN_LOCKED'> {}

/**
 * A folder holds another set of composites (`RUN_DIFFERS`), or it is in use by another call or cannot be locked
 * (`RUN_LOCKED`).
 */
export class AugmentationError extends HarmonidiffError<'RUN_DIFFERS' | 'RUN_LOCKED'> {}

/**
 * A result could not be encoded or written (`OUTPUT_FAILED`). No partial file is left behind, unless the file could only be
 * written in place, as a file that is a mount point.
 */
export class OutputError extends HarmonidiffError<'OUTPUT_FAILED'> {
  constructor(message: string, options?: ErrorOptions) {
    super('OUTPUT_FAILED', message, options);
  }
}

/**
 * The addon or an engine's library was not found (`ENGINE_NOT_FOUND`); the engine (`ENGINE_FAILED`) or a call to the GPU
 * (`DEVICE_FAILED`) failed; the GPU has too little memory (`OUT_OF_MEMORY`) or can no longer be used by this process
 * (`DEVICE_LOST`); TensorRT refused an engine that it had just built (`PLAN_REFUSED`); the model produced infinities or
 * NaN, which can happen in fp16 (`NUMBERS_INVALID`); an engine could not be installed (`INSTALL_FAILED`); the cache, which
 * holds built and installed engines, is open to other users (`CACHE_UNSAFE`) or cannot be used (`CACHE_FAILED`).
 */
export class EngineError extends HarmonidiffError<
  | 'CACHE_FAILED'
  | 'CACHE_UNSAFE'
  | 'DEVICE_FAILED'
  | 'DEVICE_LOST'
  | 'ENGINE_FAILED'
  | 'ENGINE_NOT_FOUND'
  | 'INSTALL_FAILED'
  | 'NUMBERS_INVALID'
  | 'OUT_OF_MEMORY'
  | 'PLAN_REFUSED'
> {}

/** A model or a request needs more memory than the option `maxMemory` allows (`MEMORY_LIMIT`). */
export class MemoryLimitError extends HarmonidiffError<'MEMORY_LIMIT'> {
  constructor(message: string, options?: ErrorOptions) {
    super('MEMORY_LIMIT', message, options);
  }
}

/** The requested device is not available (`DEVICE_NOT_FOUND`). */
export class DeviceError extends HarmonidiffError<'DEVICE_NOT_FOUND'> {
  constructor(message: string, options?: ErrorOptions) {
    super('DEVICE_NOT_FOUND', message, options);
  }
}

/** The request's signal was aborted (`ABORT_ERR`, as in Node's own APIs); `cause` is the signal's reason. */
export class AbortError extends HarmonidiffError<'ABORT_ERR'> {
  constructor(message = 'The request was aborted.', options?: ErrorOptions) {
    super('ABORT_ERR', message, options);
  }
}

/** The harmonizer or prepared target was used after `close()` (`CLOSED`). */
export class ClosedError extends HarmonidiffError<'CLOSED'> {
  constructor(message = 'This harmonizer is closed; load the model again.', options?: ErrorOptions) {
    super('CLOSED', message, options);
  }
}

/**
 * Too many calls of a harmonizer wait for others to end (`QUEUE_FULL`). Nothing was computed: call again later, such as
 * when one of your own calls has settled.
 */
export class QueueFullError extends HarmonidiffError<'QUEUE_FULL'> {
  /**
   * @param depth calls that wait
   * @param limit the most that may: the option `maxQueue`
   */
  constructor(
    readonly depth: number,
    readonly limit: number,
  ) {
    super(
      'QUEUE_FULL',
      `The queue is full: ${depth} ${depth === 1 ? 'call waits' : 'calls wait'}, and maxQueue is ${limit}. Call again when some have ended, or load with a larger maxQueue.`,
    );
  }
}

/** Turns an error of the core into an instance of the class for its code. */
export function fromNative(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof HarmonidiffError) return error;
  const { code, message } = error as Error & { code?: string };
  const options = { cause: error };
  switch (code) {
    case 'ABORT_ERR':
      return new AbortError(message, options);
    case 'CLOSED':
      return new ClosedError(message, options);
    case 'OPTION_INVALID':
      return new OptionError(message, options);
    case 'PLACEMENT_INVALID':
      return new PlacementError(message, options);
    case 'DEVICE_NOT_FOUND':
      return new DeviceError(message, options);
    case 'DEVICE_FAILED':
    case 'DEVICE_LOST':
    case 'ENGINE_NOT_FOUND':
    case 'ENGINE_FAILED':
    case 'NUMBERS_INVALID':
    case 'OUT_OF_MEMORY':
    case 'PLAN_REFUSED':
    case 'CACHE_FAILED':
      return new EngineError(code, message, options);
    default:
      return error;
  }
}
