#pragma once

#include "pipeline/placement.h"
#include "pipeline/run.h"

namespace harmonidiff {

/// Restores what the VAE removed from a composite: outside the edge band the target's own pixels, unchanged; inside the
/// source its own fine detail on the harmonised tones; in the band a blend that equals the composite at the seam. Not
/// in the paper, whose authors name the VAE as the cause of their FID.
class DetailRestoration {
 public:
  /// `mask` is the canvas'. The band has LTF's width, at least one latent pixel to each side.
  DetailRestoration(Run& run, const Tensor& mask, const LatentPlacement& placement);

  /// Takes and returns 8-bit RGB of the canvas' size.
  Tensor operator()(const Tensor& image) const;

 private:
  Latents& latents_;
  Tensor paste_, mask_, weight_, gaussian_;
};

}  // namespace harmonidiff
