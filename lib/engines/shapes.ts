import type { ModelFolder } from '../model/folder.js';
import type { BuiltGraphs, NetworkName } from '../model/graphs.js';
import { countWeights } from '../model/onnx/memory.js';
import type { NativeShapes, Profile, ShapeRange } from '../native/addon.js';
import { type CoreMethod, DIFFUSING, ENCODING } from '../request/methods.js';

const FLOAT_BYTES = 4;
/** Prompts in one pass of the text encoder: source, target, empty. */
const PROMPTS = 3;
/** Masks that a candidate is scored with: as placed, eroded, dilated. */
const MASKS = 3;
/** The most candidates in one call of the classifier (native/pipeline/selection.cc). */
const CLASSIFIED = 4;
/** Rows of a UNet call for the default eight candidates, each with both halves of guidance. */
const LOCKSTEP = 16;

/** A number of rows for each network. */
export type Rows = Readonly<Record<NetworkName, number>>;

/** The rows that a request's calls have at least. */
export const LEAST_ROWS: Rows = {
  textEncoder: PROMPTS,
  unet: 1,
  vaeEncoder: 1,
  vaeDecoder: 1,
  classifier: MASKS,
};

/**
 * The most rows of each network's call when requests share it: as many as four requests or a full lockstep call have. More
 * are not faster, once they fill the device. An engine may take fewer at once.
 */
export const SHARED_ROWS: Rows = {
  textEncoder: 4 * PROMPTS,
  unet: LOCKSTEP,
  vaeEncoder: 4,
  vaeDecoder: 4,
  classifier: CLASSIFIED * MASKS,
};

/**
 * The optimisation profiles of every network: the sizes that the pipeline calls it with. Static profiles come first,
 * because the first one that fits is used. A call with more rows than any profile has is split.
 *
 * A request encodes its three prompts and decodes one image at a time, so these calls have a static profile. Another one
 * serves requests that share a call, and a classifier's several candidates.
 *
 * Of the UNet, at the default 20 steps, a request makes 40 UNet calls with 194 rows. TensorRT compiles the network for each profile anew:
 * TensorRT-RTX takes 86 s for SD 2.1's UNet with one and 369 s with four. So each must be worth it:
 *
 * - 7 full lockstep calls have 112 of the rows, and a static profile, whose kernels need not support other sizes.
 * - 13 calls invert the target, one row of the canvas. With so little work per call they depend most on kernels that were
 *   chosen for their size, so they have a static profile, too.
 * - 7 calls with smaller batches, while candidates start one after the other, and FreeCompose's 3 rows share a profile. A
 *   static one for each would serve one call per request. That includes 2 rows, which inversion has only if the source
 *   covers the whole canvas.
 * - 13 calls invert the source, one row of any size, in the last profile. Its kernels are chosen for one row; requests that
 *   share a call have up to four.
 *
 * @param most the most rows of each network's call
 */
export function profilesOf(
  { unet, vae, tokenizer, classifier }: ModelFolder,
  most: Rows = SHARED_ROWS,
): Record<NetworkName, Profile[]> {
  const { latentChannels, factor } = vae.shape;
  const side = unet.shape.sampleSize;
  const half = Math.ceil(side / 2);
  const { metadata, projection, textWidth } = unet.shape;

  const unetProfile = (batch: ShapeRange, sides = fixed(side)): Profile => ({
    sample: combine(batch, fixed(unet.shape.inputs), sides, sides),
    timestep_projection: combine(batch, fixed(projection.width)),
    encoder_hidden_states: combine(batch, fixed(tokenizer.length, textWidth)),
    ...(metadata > 0 && { metadata_projection: combine(batch, fixed(metadata, projection.width)) }),
  });
  const pixels = (batch: ShapeRange, sides: ShapeRange): Profile => ({
    image: combine(batch, fixed(3), sides, sides),
  });
  /** For the calls of one request, and for those that requests share. */
  const both = (name: NetworkName, profile: (batch: ShapeRange) => Profile): Profile[] => {
    const [least, rows] = [LEAST_ROWS[name], most[name]];
    const shared = rows > least ? [profile(range(2 * least, 2 * least, rows))] : [];
    return [profile(fixed(least)), ...shared];
  };
  const rows = most.unet;
  // One image, both halves of guidance.
  const inpainting = [unetProfile(fixed(Math.min(2, rows)))];
  const harmonising = [
    ...(rows > 1 ? [unetProfile(fixed(rows))] : []),
    unetProfile(fixed(1)),
    ...(rows > 2 ? [unetProfile(range(2, rows / 2, rows))] : []),
    unetProfile(range(1, 1, Math.min(4, rows)), range(1, half, side)),
  ];
  const size = classifier?.shape.imageSize ?? 0;
  return {
    textEncoder: both('textEncoder', (batch) => ({ input_ids: combine(batch, fixed(tokenizer.length)) })),
    unet: unet.shape.inputs === latentChannels ? harmonising : inpainting,
    vaeEncoder: [
      pixels(fixed(1), fixed(side * factor)),
      pixels(range(1, 1, most.vaeEncoder), range(factor, half * factor, side * factor)),
    ],
    vaeDecoder: both('vaeDecoder', (batch) => ({
      latent: combine(batch, fixed(latentChannels, side, side)),
    })),
    classifier: both('classifier', (batch) => ({ input: combine(batch, fixed(4, size, size)) })),
  };
}

/** Shapes of a network's inputs. */
type Inputs = Record<string, number[]>;
/** Input shapes of each network that is called. */
export type CallShapes = Partial<Record<NetworkName, Inputs>>;

/** The same inputs with another number of rows. */
export function withRows(inputs: Inputs, rows: number): Inputs {
  return Object.fromEntries(Object.entries(inputs).map(([name, [, ...sides]]) => [name, [rows, ...sides]]));
}

/** What OpenVINO compiles each network for: the shapes of its inputs, or `undefined` for any. */
export type CompiledSizes = Readonly<Partial<Record<NetworkName, readonly (NativeShapes | undefined)[]>>>;

/** Rows of a UNet call in OpenVINO. More are not faster for each row, and take more memory. */
const COMPILED_ROWS = 8;
/** Bytes of weights in fp32 up to which a network may be held in several sizes. */
const MOST_COPIED = 1e9;

/**
 * The sizes that OpenVINO compiles the networks for, in the order in which they are tried; a call with more rows is split.
 * Calls of a fixed size take less time than those of a plan for any size: a tenth less with eight rows, and a quarter to two
 * fifths less with one. But every size keeps its own copy of the weights, so only those that repeat are fixed:
 *
 * - the three prompts.
 * - eight rows of the UNet, for candidates in lockstep, and one for the rest of their rows and to invert the target. The
 *   source, of any size, is inverted with the plan for any. A large UNet has that plan only, which takes one row at a time.
 * - one image of the canvas's size that the VAE decodes. It encodes one of that size and one of any.
 */
export function compiledSizes(model: ModelFolder, { unet: graph }: Pick<BuiltGraphs, 'unet'>): CompiledSizes {
  const { textEncoder, unet, vaeDecoder, classifier } = callShapes(model, 'ltf', { rows: 1, candidates: 1 });
  const repeats = FLOAT_BYTES * countWeights(graph) <= MOST_COPIED;
  return {
    textEncoder: [textEncoder],
    unet: repeats ? [withRows(unet!, COMPILED_ROWS), unet!, undefined] : [undefined],
    vaeEncoder: [undefined],
    vaeDecoder: [vaeDecoder],
    ...(model.classifier && { classifier: [classifier] }),
  };
}

/**
 * Input shapes of each network's largest call in a request. Networks that the method does not use are left out.
 *
 * @param rows of the UNet's call
 */
export function callShapes(
  { unet, vae, tokenizer, classifier }: ModelFolder,
  method: CoreMethod,
  { rows, candidates }: { rows: number; candidates: number },
): CallShapes {
  const { latentChannels, factor } = vae.shape;
  const side = unet.shape.sampleSize;
  const size = classifier?.shape.imageSize ?? 0;
  const { metadata, projection, textWidth } = unet.shape;
  return {
    ...(DIFFUSING.includes(method) && {
      textEncoder: { input_ids: [PROMPTS, tokenizer.length] },
      unet: {
        sample: [rows, unet.shape.inputs, side, side],
        timestep_projection: [rows, projection.width],
        encoder_hidden_states: [rows, tokenizer.length, textWidth],
        ...(metadata > 0 && { metadata_projection: [rows, metadata, projection.width] }),
      },
    }),
    ...(ENCODING.includes(method) && {
      vaeEncoder: { image: [1, 3, side * factor, side * factor] },
      vaeDecoder: { latent: [1, latentChannels, side, side] },
    }),
    classifier: { input: [MASKS * Math.min(candidates, CLASSIFIED), 4, size, size] },
  };
}

function fixed(...sides: number[]): ShapeRange {
  return { least: sides, best: sides, most: sides };
}

function range(least: number, best: number, most: number): ShapeRange {
  return { least: [least], best: [best], most: [most] };
}

/** Concatenates the sides of all parts. */
function combine(...parts: ShapeRange[]): ShapeRange {
  return {
    least: parts.flatMap(({ least }) => least),
    best: parts.flatMap(({ best }) => best),
    most: parts.flatMap(({ most }) => most),
  };
}
