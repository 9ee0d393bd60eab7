#pragma once

#include "pipeline/placement.h"
#include "pipeline/run.h"

namespace harmonidiff {

/// Restores what the VAE removed from a composite: see blending/detail.h. Solved on the host. Not in the paper, whose
/// authors name the VAE as the cause of their FID.
class DetailRestoration {
 public:
  /// The band has LTF's width, at least one latent pixel to each side.
  DetailRestoration(Run& run, const LatentPlacement& placement);

  /// Changes an image in place: 8-bit RGB of the canvas' size.
  void operator()(const Tensor& image) const;

 private:
  Run& run_;
  FloatImage paste_;
  Validity valid_;
  int64_t band_;
};

}  // namespace harmonidiff
