#pragma once

#include "pipeline/placement.h"
#include "pipeline/run.h"

namespace harmonidiff {

/// Stable Diffusion inpainting of the seam: the plain paste, its edge band painted anew from noise under the target's
/// prompt by a UNet that also sees the mask and what is around it (9 channels: latent, mask, masked image), as
/// diffusers' StableDiffusionInpaintPipeline does it at full strength. The band is LTF's, at least one latent pixel to
/// each side. `paste` is 8-bit RGB. → the clean latent [1, C, H, W].
Tensor inpaintSeam(Run& run, const Tensor& paste, const LatentPlacement& placement);

/// Rows through the UNet that it takes.
int inpaintingWork(const Request& request);

}  // namespace harmonidiff
