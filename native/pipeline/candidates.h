#pragma once

#include "pipeline/inversion.h"
#include "pipeline/placement.h"

namespace harmonidiff {

/// Denoises one candidate from each timestep of the request's range, all in lockstep: at step i every candidate already
/// started shares one UNet call. Returns their clean latents [1, C, H, W], the highest timestep first.
std::vector<Tensor> denoiseCandidates(Run& run, const Inverted& inverted, const LatentPlacement& placement,
                                      const Conditioning& conditioning);

/// How many rows the UNet processes for this, counting both halves of guidance.
int64_t denoisingWork(const Request& request);

}  // namespace harmonidiff
