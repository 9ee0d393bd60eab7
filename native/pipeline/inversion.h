#pragma once

#include "pipeline/autoencoding.h"
#include "pipeline/conditioning.h"

namespace harmonidiff {

/// The latents of both images at the D lowest timesteps, ascending; entry k is the latent before the inversion step
/// at that timestep, so entry 0 is the clean one.
struct Inverted {
  std::vector<int> timesteps;
  Tensor target;  ///< [D, C, H, W]
  Tensor source;  ///< [D, C, h, w]
};

/// Deterministic DDIM inversion without guidance, each image with its own prompt, up to the highest candidate's
/// timestep. A prepared target is not inverted again.
Inverted invert(Run& run, const Encoded& encoded, const Conditioning& conditioning);

/// The same of the target alone, whose clean latent is given. → [D, C, H, W]
Tensor invertTarget(Run& run, const Tensor& clean, const Conditioning& conditioning);

/// How many steps the inversion of one image takes.
int inversionsOf(const Request& request);

}  // namespace harmonidiff
