import { availableParallelism } from 'node:os';
import type { ImageInput } from '../image/load.js';
import { readClassifier } from '../model/folder.js';
import { classifierFeaturesGraph } from '../model/networks/classifier.js';
import { inRange } from '../request/checks.js';
import { type FeatureExtractor, type InputFormat, networkInput } from './feature-extractor.js';
import { OnnxSession } from './onnx-session.js';

/**
 * The harmony classifier's own features: what its last stage gives, averaged over the image, before `fc`. It has seen
 * aerial scenes, where Inception and CLIP have hardly; but it was trained to tell pastes from scenes, so judge no method
 * by it that chooses its results with the same weights.
 *
 * The whole scene is looked at: the classifier's fourth channel, the mask, is all 0.
 */
export class ClassifierFeatures implements FeatureExtractor {
  readonly name = 'harmony classifier';

  private constructor(
    private readonly session: OnnxSession,
    private readonly format: InputFormat,
    readonly width: number,
  ) {}

  /**
   * @param folder of the classifier: weights as `.safetensors`, and a `config.json` where it has one
   * @param options `threads` of each call, 1…1024; as many as the machine has cores by default
   * @throws ModelFileError, SafetensorsError, TensorError, UnsupportedModelError for a folder that holds no such network
   * @throws EngineError when ONNX Runtime is not there
   */
  static async load(
    folder: string,
    options: { threads?: number | undefined } = {},
  ): Promise<ClassifierFeatures> {
    const threads = inRange('threads', options.threads ?? availableParallelism(), 1, 1024, true);
    const { shape, weights } = await readClassifier(folder);
    const form = { attention: 'fused', precision: 'fp32' } as const;
    const { graph, width } = classifierFeaturesGraph(shape, weights, form);
    const session = await OnnxSession.open(graph, threads, weights.folder);
    const { imageSize: size, mean, std } = shape;
    return new ClassifierFeatures(session, { size, fit: 'fill', mean, std }, width);
  }

  /**
   * The features of one image, resized to the classifier's square (bicubic).
   *
   * @returns `width` numbers, 0 and above
   */
  async extract(image: ImageInput): Promise<Float32Array> {
    const { size } = this.format;
    const input = new Float32Array(4 * size * size);
    input.set(await networkInput(image, this.format));
    return (await this.session.run('input', input, [1, 4, size, size], 'features')).data;
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
