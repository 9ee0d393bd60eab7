import type { ModelFolder, NetworkName } from '../model/folder.js';
import type { Profile, ShapeRange } from '../native/addon.js';

/** Prompts that one pass of the text encoder takes: source, target, empty. */
const PROMPTS = 3;
/** Masks that a candidate is scored with: as placed, eroded, dilated. */
const MASKS = 3;
/** Rows of a UNet call over the default eight candidates, both halves of guidance counted. */
const LOCKSTEP = 16;

/**
 * The optimisation profiles of every network: the sizes that the pipeline calls it with, the static ones first, since
 * the first that fits is taken.
 *
 * Of the UNet's work at the default 20 steps two thirds are full lockstep calls, and those have a profile of their
 * own, static, as kernels then need not be ready for other sizes. A static one for each smaller batch would multiply
 * the time that building takes, for a seventh of a third of the work; they share one. A third is for the inversion of
 * a source of any size.
 */
export function profilesOf({
  unet,
  vae,
  textEncoder,
  tokenizer,
  classifier,
}: ModelFolder): Record<NetworkName, Profile[]> {
  const { latentChannels, factor } = vae.shape;
  const side = unet.shape.sampleSize;
  const half = Math.ceil(side / 2);
  const { width } = textEncoder.shape;

  const unetProfile = (batch: ShapeRange, sides: ShapeRange): Profile => ({
    sample: combine(batch, fixed(unet.shape.inputs), sides, sides),
    timestep: batch,
    encoder_hidden_states: combine(batch, fixed(tokenizer.length, width)),
    ...(unet.shape.metadata > 0 && { metadata: combine(batch, fixed(unet.shape.metadata)) }),
  });
  const pixels = (sides: ShapeRange): Profile => ({ image: combine(fixed(1, 3), sides, sides) });
  // One image, both halves of guidance.
  const inpainting = [unetProfile(fixed(2), fixed(side))];
  const harmonising = [
    unetProfile(fixed(LOCKSTEP), fixed(side)),
    unetProfile(range(1, LOCKSTEP / 2, LOCKSTEP), fixed(side)),
    unetProfile(fixed(1), range(1, half, side)),
  ];
  const size = classifier?.shape.imageSize ?? 0;
  return {
    textEncoder: [{ input_ids: fixed(PROMPTS, tokenizer.length) }],
    unet: unet.shape.inputs === latentChannels ? harmonising : inpainting,
    vaeEncoder: [pixels(fixed(side * factor)), pixels(range(factor, half * factor, side * factor))],
    vaeDecoder: [{ latent: fixed(1, latentChannels, side, side) }],
    classifier: [{ input: fixed(MASKS, 4, size, size) }],
  };
}

function fixed(...sides: number[]): ShapeRange {
  return { least: sides, best: sides, most: sides };
}

function range(least: number, best: number, most: number): ShapeRange {
  return { least: [least], best: [best], most: [most] };
}

/** The sides of all parts, one after the other. */
function combine(...parts: ShapeRange[]): ShapeRange {
  return {
    least: parts.flatMap(({ least }) => least),
    best: parts.flatMap(({ best }) => best),
    most: parts.flatMap(({ most }) => most),
  };
}
