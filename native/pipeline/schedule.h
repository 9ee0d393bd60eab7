#pragma once

#include <cstdint>
#include <vector>

#include "operations/latent_math.h"

namespace harmonidiff {

/// What the UNet's output means.
enum class Prediction { Epsilon, Velocity };

/// A DDIM schedule of N steps over T training timesteps, as in diffusers' DDIMScheduler and DDIMInverseScheduler.
struct Schedule {
  std::vector<float> alphasCumprod;  ///< ᾱ, one for each of the T training timesteps
  float finalAlphaCumprod = 1;       ///< ᾱ before the first timestep: 1, or ᾱ[0] without `set_alpha_to_one`
  Prediction prediction = Prediction::Epsilon;
  float clip = 0;              ///< `clip_sample_range`, or 0 without `clip_sample`
  std::vector<int> timesteps;  ///< t₀ > t₁ > … > t_{N−1}

  int steps() const { return static_cast<int>(timesteps.size()); }

  /// From the latent at `timesteps[i]` to the one at the next lower timestep.
  DdimStep denoise(int i) const;

  /// Stays at timestep t, for x₀ and ε there.
  DdimStep at(int t) const;

  /// From the latent that stands before timestep t to the one at t (DDIM inversion).
  DdimStep invert(int t) const;

 private:
  /// Δ = ⌊T / N⌋
  int stride() const { return static_cast<int>(alphasCumprod.size()) / steps(); }
  double alphaCumprod(int t) const;
  DdimStep between(double from, double to) const;
};

}  // namespace harmonidiff
