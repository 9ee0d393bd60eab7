import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-node';
import { ClosedError, EngineError } from '../errors.js';
import { loadAddon } from '../native/addon.js';

/** ONNX Runtime's description of an input or output. */
export type ValueMetadata = InferenceSession.ValueMetadata;

/** Values of an output, and its shape. */
export interface Output {
  type: Tensor.Type;
  dims: readonly number[];
  data: Float32Array;
}

/**
 * A network in a session of onnxruntime-node, on the CPU. It loads the same libonnxruntime as the addon, so the library is
 * in memory once. A call blocks the event loop until it is done.
 */
export class OnnxSession {
  private constructor(
    private session: InferenceSession | undefined,
    private readonly TensorType: TensorConstructor,
    readonly inputs: readonly ValueMetadata[],
    readonly outputs: readonly ValueMetadata[],
  ) {}

  /**
   * @param model path of a file, or the bytes of a graph
   * @param weightsFolder with the files that a graph in memory refers to
   * @throws whatever ONNX Runtime throws for a model that it cannot read
   * @throws EngineError when onnxruntime-node or the addon cannot be loaded
   */
  static async open(
    model: string | Uint8Array,
    threads: number,
    weightsFolder?: string,
  ): Promise<OnnxSession> {
    // The addon switches off telemetry, so it has to be loaded before ONNX Runtime.
    loadAddon();
    // Imported here, because only metrics need it.
    const { InferenceSession, Tensor } = await import('onnxruntime-node').catch((cause) => {
      throw new EngineError(
        'ENGINE_NOT_FOUND',
        `onnxruntime-node cannot be loaded (${cause.message}); install it again.`,
        { cause },
      );
    });
    const options: InferenceSession.SessionOptions = {
      intraOpNumThreads: threads,
      logSeverityLevel: 4,
      ...(weightsFolder !== undefined && {
        extra: { session: { model_external_initializers_file_folder_path: weightsFolder } },
      }),
    };
    const session = await (typeof model === 'string'
      ? InferenceSession.create(model, options)
      : InferenceSession.create(model, options));
    return new OnnxSession(session, Tensor, session.inputMetadata, session.outputMetadata);
  }

  /**
   * Runs the network on one fp32 input.
   *
   * @throws EngineError when it fails (`ENGINE_FAILED`) or returns infinite values or NaN (`NUMBERS_INVALID`)
   * @throws ClosedError after `close`
   */
  async run(input: string, values: Float32Array, dims: readonly number[], output: string): Promise<Output> {
    if (!this.session) throw new ClosedError('This feature extractor is closed; load it again.');
    const feeds = { [input]: new this.TensorType('float32', values, dims) };
    const { [output]: tensor } = await this.session.run(feeds, [output]).catch((cause) => {
      throw new EngineError('ENGINE_FAILED', `ONNX Runtime could not run the network: ${cause.message}`, {
        cause,
      });
    });
    const { type, data } = tensor!;
    if (data instanceof Float32Array && !data.every(Number.isFinite)) {
      throw new EngineError(
        'NUMBERS_INVALID',
        'The network gave values that are infinite or not a number: its weights are damaged.',
      );
    }
    return { type, dims: tensor!.dims, data: data as Float32Array };
  }

  async close(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    await session?.release();
  }
}
