import { access } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { EngineError, ModelFileError, OptionError, UnsupportedModelError } from '../errors.js';
import type { ImageInput } from '../image/load.js';
import { inRange } from '../request/checks.js';
import { type FeatureExtractor, type InputFormat, networkInput } from './feature-extractor.js';
import { OnnxSession, type ValueMetadata } from './onnx-session.js';

export interface OnnxImageEncoderOptions {
  /** Side of the square input, in pixels, 1…4096. Default: the model's own; 224 where it leaves that open. */
  size?: number | undefined;
  /** Per RGB channel, of values in 0…1. Default: CLIP's. */
  mean?: readonly number[] | undefined;
  /** Per RGB channel, above 0. Default: CLIP's. */
  std?: readonly number[] | undefined;
  /** The output to take, of several. Default: the only one, or the only one of two dimensions. */
  output?: string | undefined;
  /** Of each call, 1…1024. Default: as many as the machine has cores. */
  threads?: number | undefined;
}

/** Of OpenAI's CLIP (github.com/openai/CLIP, clip.py), whose input has 224 px. */
const CLIP = {
  size: 224,
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
};

/**
 * Any image encoder as an `.onnx` file: one fp32 input [1, 3, size, size], and an fp32 output [1, d]. CLIP's image encoder
 * with its projection (`image_embeds`) is what `clipSimilarity` is made for.
 *
 * Images are brought to the input as CLIP's own preprocessing does it: the shorter side to `size` (bicubic), the middle cut
 * out, (value / 255 − mean) / std.
 */
export class OnnxImageEncoder implements FeatureExtractor {
  private constructor(
    readonly name: string,
    private readonly session: OnnxSession,
    private readonly format: InputFormat,
    private readonly input: string,
    private readonly output: string,
    readonly width: number,
  ) {}

  /**
   * Opens the model and runs it once, on a black image: that tells d, and that it runs.
   *
   * @param path of the `.onnx` file
   * @throws ModelFileError when it is missing (`MODEL_NOT_FOUND`) or is not read by ONNX Runtime (`MODEL_FORMAT`)
   * @throws UnsupportedModelError for other inputs and outputs, OptionError for options that do not fit the model
   * @throws EngineError when ONNX Runtime is not there, or fails
   */
  static async load(path: string, options: OnnxImageEncoderOptions = {}): Promise<OnnxImageEncoder> {
    const threads = inRange('threads', options.threads ?? availableParallelism(), 1, 1024, true);
    const session = await open(path, threads);
    try {
      const input = findInput(session.inputs, path);
      const output = findOutput(session.outputs, options.output, path);
      const format: InputFormat = {
        size: findSize(input.shape, options.size, path),
        fit: 'cover',
        mean: triple('mean', options.mean ?? CLIP.mean, Number.NEGATIVE_INFINITY),
        std: triple('std', options.std ?? CLIP.std, 0),
      };
      const { size } = format;
      const dims = [1, 3, size, size];
      const black = await session.run(input.name, new Float32Array(3 * size * size), dims, output);
      if (black.type !== 'float32' || black.dims.length !== 2 || black.dims[0] !== 1) {
        throw new UnsupportedModelError(
          `${path}: output ${output} is ${black.type} [${black.dims}] for one image; one vector, float32 [1, d], is ` +
            'needed. Export the model with its pooling, or name another output.',
        );
      }
      return new OnnxImageEncoder(basename(path), session, format, input.name, output, black.dims[1]!);
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** The embedding of one image, `width` numbers, as the model gives it (CLIP's are not of length 1). */
  async extract(image: ImageInput): Promise<Float32Array> {
    const { size } = this.format;
    const values = await networkInput(image, this.format);
    return (await this.session.run(this.input, values, [1, 3, size, size], this.output)).data;
  }

  close(): Promise<void> {
    return this.session.close();
  }
}

async function open(path: string, threads: number): Promise<OnnxSession> {
  if (typeof path !== 'string') throw new OptionError(`The encoder is ${path}; it must be a file's path.`);
  await access(path).catch((cause) => {
    throw new ModelFileError('MODEL_NOT_FOUND', `No such file: ${path}. Give an image encoder as .onnx.`, {
      cause,
    });
  });
  try {
    return await OnnxSession.open(path, threads);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    const why = (cause as Error).message;
    throw new ModelFileError(
      'MODEL_FORMAT',
      `${path} is not read by ONNX Runtime (${why}); export it again.`,
      {
        cause,
      },
    );
  }
}

type TensorMetadata = Extract<ValueMetadata, { isTensor: true }>;

/** As "pixel_values float32 [batch,3,224,224]". */
function describe(values: readonly ValueMetadata[]): string {
  return values
    .map((value) => `${value.name} ${value.isTensor ? `${value.type} [${value.shape}]` : '(no tensor)'}`)
    .join(', ');
}

/** The only input, which must be an RGB image by channels. */
function findInput(inputs: readonly ValueMetadata[], path: string): TensorMetadata {
  const [input, ...others] = inputs;
  const takes = (side: number | string | undefined, wanted: number) =>
    typeof side === 'string' || side === wanted;
  if (input?.isTensor && others.length === 0 && input.type === 'float32' && input.shape.length === 4) {
    if (takes(input.shape[0], 1) && takes(input.shape[1], 3)) return input;
  }
  throw new UnsupportedModelError(
    `${path} takes ${describe(inputs)}; one input, float32 [1, 3, size, size], is needed. Export the image encoder alone.`,
  );
}

/** Without `name` the only output, or the only one of two dimensions. */
function findOutput(outputs: readonly ValueMetadata[], name: string | undefined, path: string): string {
  if (name !== undefined) {
    if (outputs.some((output) => output.name === name)) return name;
    throw new OptionError(`output is ${name}; ${path} gives ${describe(outputs)}.`);
  }
  const flat = outputs.filter((output) => output.isTensor && output.shape.length === 2);
  const [output, ...others] = outputs.length === 1 ? outputs : flat;
  if (output && others.length === 0) return output.name;
  throw new UnsupportedModelError(
    `${path} gives ${describe(outputs)}; name one of [1, d] with the option output, or export the model with its pooling.`,
  );
}

/** Of the model where it says so; it must then not be asked for another. */
function findSize(shape: readonly (number | string)[], asked: number | undefined, path: string): number {
  const [, , height, width] = shape;
  const fixed = [height, width].filter((side) => typeof side === 'number');
  const size = inRange('size', asked ?? fixed[0] ?? CLIP.size, 1, 4096, true);
  if (fixed.every((side) => side === size)) return size;
  if (asked !== undefined)
    throw new OptionError(`size is ${asked}; ${path} takes ${height} x ${width} px only.`);
  throw new UnsupportedModelError(`${path} takes ${height} x ${width} px; only square inputs are supported.`);
}

function triple(name: string, values: readonly number[], above: number): readonly number[] {
  if (values.length === 3 && values.every((value) => Number.isFinite(value) && value > above)) return values;
  const bound = above === 0 ? ' above 0' : '';
  throw new OptionError(`${name} is ${JSON.stringify(values)}; it must be three numbers${bound}.`);
}
