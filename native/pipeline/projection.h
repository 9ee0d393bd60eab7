#pragma once

#include <cstdint>
#include <vector>

namespace harmonidiff {

/// The sinusoidal projection of the UNet's timestep and metadata, which the network embeds (diffusers' Timesteps).
///
/// Computed here and not in the network, because an engine that computes a network in bf16 would round the numbers
/// first: 16,800, a scaled year, has steps of 64 in bf16, and the highest frequency is 1 rad per unit.
struct SinusoidalProjection {
  std::vector<float> frequencies;
  bool cosineFirst = true;  ///< diffusers' flip_sin_to_cos

  int64_t width() const { return static_cast<int64_t>(2 * frequencies.size()); }

  /// The cosines and sines of each number, one number after another: numbers × width.
  std::vector<float> of(const std::vector<float>& numbers) const;
};

}  // namespace harmonidiff
