#pragma once

#include "pipeline/placement.h"
#include "pipeline/run.h"

namespace harmonidiff {

/// FreeCompose's harmonisation (arXiv 2407.04947): the latent of the plain paste is moved, step after step, along the
/// delta denoising score (DDS, arXiv 2304.07090), from what the empty prompt sees in the paste as it was to what the
/// target's prompt wants of it. Timesteps are drawn from 2 % to 98 % of the training schedule; guidance acts on the
/// moving latent. Moves inside the placement and the edge band around it only. `paste` is 8-bit RGB. → the clean latent
/// [1, C, H, W].
Tensor composeFreely(Run& run, const Tensor& paste, const LatentPlacement& placement);

/// Rows through the UNet that it takes.
int composingWork(const Request& request);

}  // namespace harmonidiff
