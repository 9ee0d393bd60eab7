import { OptionError, UnsupportedModelError } from '../errors.js';
import type { SourceType } from '../image/provenance.js';
import type { ModelFolder } from '../model/folder.js';

/**
 * The method that makes the composite. `harmonidiff` is HarmoniDiff-RS, on a plain Stable Diffusion checkpoint or on one
 * with metadata. The paper compares it with the others:
 *
 * - `copy-paste`: the plain paste
 * - `poisson`: Poisson blending (Pérez et al. 2003), solved exactly
 * - `poisson-vae`: the same, encoded and decoded by the model's VAE
 * - `sd2-inpainting`: the paste with its seam repainted by a UNet with nine input channels
 * - `freecompose`: FreeCompose's harmonisation (arXiv 2407.04947), the delta denoising score on the paste's latent
 */
export type Method = (typeof METHODS)[number];
/** Every method, in the order in which tables list them. */
export const METHODS = [
  'copy-paste',
  'poisson',
  'poisson-vae',
  'sd2-inpainting',
  'freecompose',
  'harmonidiff',
] as const;

/**
 * The part of HarmoniDiff-RS that runs: `ltf` is all of it; the others are the paper's ablations. `init` is the plain
 * paste, `lms` the decoded mean-shifted clean latent, `twr` the candidates without latent fusion.
 */
export type Mode = (typeof MODES)[number];
export const MODES = ['init', 'lms', 'twr', 'ltf'] as const;

/** The methods that this model can run. An inpainting UNet can only inpaint, and no other UNet can inpaint. */
export function methodsOf({ unet }: Pick<ModelFolder, 'unet'>): Method[] {
  const inpaints = unet.shape.inputs !== unet.shape.outputs;
  return METHODS.filter((method) => {
    if (method === 'sd2-inpainting') return inpaints;
    return !inpaints || (method !== 'freecompose' && method !== 'harmonidiff');
  });
}

/** @throws UnsupportedModelError for a method that this model cannot run */
export function checkMethodRuns(method: Method, runs: readonly Method[]): void {
  if (runs.includes(method)) return;
  throw new UnsupportedModelError(
    `method is ${method}, which this model's UNet cannot run (${
      method === 'sd2-inpainting'
        ? 'inpainting needs one with nine input channels'
        : 'it takes nine input channels and is made for inpainting'
    }); this model can run: ${runs.join(', ')}.`,
  );
}

/** Method and mode in one, as the core names them. `init` is the plain paste. */
export type CoreMethod = Exclude<Method, 'copy-paste' | 'harmonidiff'> | Mode;

/** Methods that run the UNet, with prompts and metadata. */
export const DIFFUSING: readonly CoreMethod[] = ['sd2-inpainting', 'freecompose', 'twr', 'ltf'];
/** Methods that run the VAE. */
export const ENCODING: readonly CoreMethod[] = ['poisson-vae', 'lms', ...DIFFUSING];

/** @throws OptionError for a mode with a method other than `harmonidiff` */
export function coreMethod(method: Method = 'harmonidiff', mode?: Mode): CoreMethod {
  if (method === 'harmonidiff') return mode ?? 'ltf';
  if (mode !== undefined) {
    throw new OptionError(
      `mode is ${JSON.stringify(mode)}, which only method harmonidiff has; leave it out.`,
    );
  }
  return method === 'copy-paste' ? 'init' : method;
}

/** How the pictures that a method makes come about. A classifier that scores them changes no pixel. */
export function sourceTypeOf(method: CoreMethod): SourceType {
  return ENCODING.includes(method) ? 'compositeWithTrainedAlgorithmicMedia' : 'compositeCapture';
}
