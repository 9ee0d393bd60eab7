import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { types } from 'node:util';
import { EngineError, ModelFileError, OptionError, UnsupportedModelError } from '../errors.js';
import { openRegular } from '../files/read.js';
import type { ImageInput } from '../image/input.js';
import { THREADS } from '../request/load.js';
import { path as aPath, copied, type Kind, option, text, type Values, whole } from '../request/option.js';
import { check, readOptions } from '../request/read.js';
import { show } from '../values/show.js';
import { type FeatureExtractor, type InputFormat, networkInput } from './feature-extractor.js';
import { OnnxSession, type ValueMetadata } from './onnx-session.js';

const MAX_SIZE = 4096;

/** From OpenAI's CLIP (github.com/openai/CLIP, clip.py). */
const CLIP = {
  size: 224,
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
};

/** What `OnnxImageEncoder.load` takes. */
const ENCODER = {
  size: option(whole(1, MAX_SIZE), {
    sentence: 'Side of the square input',
    unit: 'px',
    defaultText: `the one that the model takes, or ${CLIP.size} if it takes any`,
  }),
  mean: option(triple(Number.NEGATIVE_INFINITY), {
    sentence: 'Mean of each of R, G and B, of values in 0…1',
    defaultText: "CLIP's",
  }),
  std: option(triple(0), {
    sentence: 'Standard deviation of each of R, G and B',
    defaultText: "CLIP's",
  }),
  output: option(text(), {
    sentence: 'Name of the output to take',
    defaultText: 'the only one, or the only one of two dimensions',
  }),
  threads: THREADS,
};

export interface OnnxImageEncoderOptions extends Values<typeof ENCODER> {}

/**
 * Any image encoder in an `.onnx` file with one fp32 input [1, 3, size, size] and an fp32 output [1, d], such as CLIP's
 * image encoder with its projection (`image_embeds`), which `clipSimilarity` is for.
 *
 * Images are preprocessed as for CLIP: the shorter side is resized to `size` (bicubic), the longer side is cropped evenly,
 * and values become (value / 255 − mean) / std.
 *
 * @example
 * import { cosineSimilarity, OnnxImageEncoder } from 'harmonidiff/metrics';
 *
 * const clip = await OnnxImageEncoder.load('clip-vit-base-patch32-image.onnx');
 * const [result, paste] = [await clip.extract('result.png'), await clip.extract('paste.png')];
 * console.log(cosineSimilarity(result, paste));
 * await clip.close();
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
   * Loads the model, and runs it once on a black image to check that it works and to learn d.
   *
   * @param path of the `.onnx` file
   * @throws ModelFileError when the file is missing or unreadable (`MODEL_NOT_FOUND`), or ONNX Runtime rejects it
   *   (`MODEL_FORMAT`)
   * @throws UnsupportedModelError for a model with other inputs or outputs
   * @throws OptionError for an argument of the wrong type or out of range, or one that does not fit the model
   * @throws EngineError when ONNX Runtime cannot be loaded, or fails
   * @example
   * const encoder = await OnnxImageEncoder.load('encoder.onnx', { size: 224, output: 'image_embeds' });
   */
  static async load(path: string, options: OnnxImageEncoderOptions = {}): Promise<OnnxImageEncoder> {
    check(aPath('<file>'), path, 'path');
    const asked = readOptions(ENCODER, options, 'OnnxImageEncoder.load');
    const { mean = CLIP.mean, std = CLIP.std, threads = availableParallelism() } = asked;
    const session = await open(path, threads);
    try {
      const input = findInput(session.inputs, path);
      const output = findOutput(session.outputs, asked.output, path);
      const size = findSize(input.shape, asked.size, path);
      const format: InputFormat = { size, fit: 'cover', mean, std };
      const dims = [1, 3, size, size];
      const black = await session.run(input.name, new Float32Array(3 * size * size), dims, output);
      if (black.type !== 'float32' || black.dims.length !== 2 || black.dims[0] !== 1) {
        throw new UnsupportedModelError(
          `${path}: output ${output} is ${black.type} [${black.dims}] for one image; it must be one vector, float32 ` +
            '[1, d]. Export the model with its pooling, or name another output.',
        );
      }
      return new OnnxImageEncoder(basename(path), session, format, input.name, output, black.dims[1]!);
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /**
   * The embedding of one image, as the model returns it: CLIP's embeddings do not have length 1.
   *
   * @returns `width` numbers
   * @throws ImageError, OptionError as `loadRgb`
   * @throws EngineError when the network fails, ClosedError after `close`
   * @example
   * const embedding = await encoder.extract('result.png');
   */
  async extract(image: ImageInput): Promise<Float32Array> {
    const { size } = this.format;
    const values = await networkInput(image, this.format);
    return (await this.session.run(this.input, values, [1, 3, size, size], this.output)).data;
  }

  /**
   * Frees the model's memory.
   *
   * @example
   * await encoder.close();
   */
  close(): Promise<void> {
    return this.session.close();
  }
}

async function open(path: string, threads: number): Promise<OnnxSession> {
  try {
    await (await openRegular(path)).close();
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const what = missing ? `No such file: ${path}` : `${path} cannot be read (${(cause as Error).message})`;
    throw new ModelFileError(
      'MODEL_NOT_FOUND',
      `${what}. Pass the path of an image encoder in an .onnx file.`,
      {
        cause,
      },
    );
  }
  try {
    return await OnnxSession.open(path, threads);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    const why = (cause as Error).message;
    throw new ModelFileError(
      'MODEL_FORMAT',
      `ONNX Runtime cannot read ${path} (${why}); export the model again.`,
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

/** The only input, which must be an RGB image in channels-first order. */
function findInput(inputs: readonly ValueMetadata[], path: string): TensorMetadata {
  const [input, ...others] = inputs;
  const takes = (side: number | string | undefined, wanted: number) =>
    typeof side === 'string' || side === wanted;
  if (input?.isTensor && others.length === 0 && input.type === 'float32' && input.shape.length === 4) {
    if (takes(input.shape[0], 1) && takes(input.shape[1], 3)) return input;
  }
  throw new UnsupportedModelError(
    `${path} takes ${describe(inputs)}; it must take one input, float32 [1, 3, size, size]. Export the image encoder alone.`,
  );
}

/** The output called `name`; without a name the only one, or the only one of two dimensions. */
function findOutput(outputs: readonly ValueMetadata[], name: string | undefined, path: string): string {
  if (name !== undefined) {
    const named = outputs.find((output) => output.name === name);
    if (named) return named.name;
    throw new OptionError(`output is ${show(name)}; ${path} gives ${describe(outputs)}.`);
  }
  const flat = outputs.filter((output) => output.isTensor && output.shape.length === 2);
  const [output, ...others] = outputs.length === 1 ? outputs : flat;
  if (output && others.length === 0) return output.name;
  throw new UnsupportedModelError(
    `${path} gives ${describe(outputs)}; name one that is [1, d] with the option output, or export the model with its pooling.`,
  );
}

/** The side of the input: of the model, if it is fixed. */
function findSize(shape: readonly (number | string)[], asked: number | undefined, path: string): number {
  const [, , height, width] = shape;
  const fixed = [height, width].filter((side) => typeof side === 'number');
  const size = asked ?? fixed[0] ?? CLIP.size;
  if (size <= MAX_SIZE && fixed.every((side) => side === size)) return size;
  if (asked !== undefined)
    throw new OptionError(`size is ${size}; ${path} only takes ${height} x ${width} px.`);
  throw new UnsupportedModelError(
    `${path} takes ${height} x ${width} px; only square inputs of up to ${MAX_SIZE} px are supported. Export it with such an input.`,
  );
}

function triple(above: number): Kind<readonly number[]> {
  const expected = `three numbers${above === 0 ? ' above 0' : ''}`;
  return {
    schema: copied((value) => {
      if (!(Array.isArray(value) || types.isTypedArray(value)) || value.length !== 3) return undefined;
      const numbers = [value[0], value[1], value[2]];
      return numbers.every((number) => Number.isFinite(number) && number > above) ? numbers : undefined;
    }, expected),
    expected,
  };
}
