#pragma once

#include "pipeline/placement.h"
#include "pipeline/run.h"

namespace harmonidiff {

/// Stable Diffusion inpainting of the seam: the edge band of the plain paste is repainted from noise under the target's
/// prompt by a UNet that also sees the mask and the surroundings (9 channels: latent, mask, masked image), as in
/// diffusers' StableDiffusionInpaintPipeline at full strength. The band is LTF's, at least one latent pixel to each
/// side. `paste` is 8-bit RGB. → the clean latent [1, C, H, W].
Tensor inpaintSeam(Run& run, const Tensor& paste, const LatentPlacement& placement);

/// How many rows the UNet processes for this.
int inpaintingWork(const Request& request);

}  // namespace harmonidiff
