import { availableParallelism } from 'node:os';
import type { ImageInput } from '../image/input.js';
import { readClassifier } from '../model/folder.js';
import { classifierFeaturesGraph } from '../model/networks/classifier.js';
import { encodeModel } from '../model/onnx/proto.js';
import type { Weights } from '../model/weights.js';
import { THREADS } from '../request/load.js';
import { path } from '../request/option.js';
import { check, readOptions } from '../request/read.js';
import { type FeatureExtractor, type InputFormat, networkInput } from './feature-extractor.js';
import { OnnxSession } from './onnx-session.js';

/**
 * The features of the harmony classifier: the output of its last stage, averaged over the image, before `fc`. Unlike
 * Inception and CLIP, it is trained on aerial scenes. But it is trained to tell pastes from scenes, so do not use it to
 * judge a method that selects its results with the same weights.
 *
 * It looks at the whole image: the fourth channel of its input, the mask, is all 0.
 *
 * @example
 * import { ClassifierFeatures } from 'harmonidiff/metrics';
 *
 * const extractor = await ClassifierFeatures.load('model/classifier');
 * const features = await extractor.extract('result.png');
 * console.log(features.length === extractor.width); // true
 * await extractor.close();
 */
export class ClassifierFeatures implements FeatureExtractor {
  readonly name = 'harmony classifier';

  private constructor(
    private readonly session: OnnxSession,
    private readonly weights: Weights,
    private readonly format: InputFormat,
    readonly width: number,
  ) {}

  /**
   * Loads the classifier.
   *
   * @param folder with the weights as `.safetensors`, and a `config.json` if there is one
   * @param options `threads` of each call, 1 to twice the number of cores. Default: one per core
   * @throws ModelFileError, SafetensorsError, TensorError, UnsupportedModelError for a folder without such a network
   * @throws OptionError for an argument of the wrong type or out of range
   * @throws EngineError when ONNX Runtime cannot be loaded
   * @example
   * const extractor = await ClassifierFeatures.load('model/classifier', { threads: 4 });
   */
  static async load(
    folder: string,
    options: { threads?: number | undefined } = {},
  ): Promise<ClassifierFeatures> {
    check(path('<folder>'), folder, 'folder');
    const asked = readOptions({ threads: THREADS }, options, 'ClassifierFeatures.load');
    const { threads = availableParallelism() } = asked;
    const { shape, weights } = await readClassifier(folder);
    const form = { attention: 'fused', precision: 'fp32' } as const;
    const { graph, width } = classifierFeaturesGraph(shape, weights, form);
    const session = await OnnxSession.open(encodeModel(graph), threads, weights.folder);
    try {
      await weights.checkUnchanged();
    } catch (error) {
      await session.close();
      throw error;
    }
    const { imageSize: size, mean, std } = shape;
    return new ClassifierFeatures(session, weights, { size, fit: 'fill', mean, std }, width);
  }

  /**
   * The features of one image, which is resized (bicubic) to the square that the classifier takes.
   *
   * @returns `width` numbers, 0 and above
   * @throws ImageError, OptionError as `loadRgb`
   * @throws ModelFileError when the file of weights has changed since it was loaded
   * @throws EngineError when the network fails, ClosedError after `close`
   * @example
   * const features = await extractor.extract('result.png');
   */
  async extract(image: ImageInput): Promise<Float32Array> {
    const { size } = this.format;
    const input = new Float32Array(4 * size * size);
    input.set(await networkInput(image, this.format));
    await this.weights.checkUnchanged();
    return (await this.session.run('input', input, [1, 4, size, size], 'features')).data;
  }

  /**
   * Frees the network's memory.
   *
   * @example
   * await extractor.close();
   */
  close(): Promise<void> {
    return this.session.close();
  }
}
