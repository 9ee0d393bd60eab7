#pragma once

#include "pipeline/run.h"

namespace harmonidiff {

/// Clean latents of the two images, scaled: [1, C, H, W] and [1, C, h, w].
struct Encoded {
  Tensor target, source;
};

/// The VAE posterior's mean (or a sample of it) × scaling factor. The source is first resized to whole latent pixels.
Encoded encodeImages(Run& run);

/// The same for one composed image, given as a sample [1, 3, f·H, f·W].
Tensor encodeComposite(Run& run, const Tensor& sample);

/// A scaled latent [1, C, H, W] → 8-bit RGB [f·H, f·W, 3].
Tensor decodeLatent(Run& run, const Tensor& latent);

}  // namespace harmonidiff
