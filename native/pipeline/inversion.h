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
/// timestep.
Inverted invert(Run& run, const Encoded& encoded, const Conditioning& conditioning);

}  // namespace harmonidiff
