#pragma once

#include "pipeline/placement.h"
#include "pipeline/run.h"

namespace harmonidiff {

/// FreeCompose's harmonisation (arXiv 2407.04947): moves the latent of the plain paste step by step along the delta
/// denoising score (DDS, arXiv 2304.07090): the difference between the noise estimated for it under the target's prompt
/// and that estimated for the original paste under the empty prompt. Timesteps are drawn from 2 % to 98 % of the
/// training schedule; guidance acts on the moving latent. Only the placement and the edge band around it move. `paste`
/// is 8-bit RGB. → the clean latent [1, C, H, W].
Tensor composeFreely(Run& run, const Tensor& paste, const LatentPlacement& placement);

/// How many rows the UNet processes for this.
int composingWork(const Request& request);

}  // namespace harmonidiff
