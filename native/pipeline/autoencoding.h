#pragma once

#include "pipeline/run.h"

namespace harmonidiff {

/// Of one image, all of one shape [1, C, h, w].
struct EncodedImage {
  Tensor mean, logVariance;  ///< the VAE's posterior
  Tensor latent;             ///< clean: the posterior's mean (or a sample of it) × scaling factor
};

/// Clean latents of the two images, scaled: [1, C, H, W] and [1, C, h, w].
struct Encoded {
  Tensor target, source;
};

/// Encodes both images. The source is first resized to whole latent pixels. A prepared target is not encoded again.
Encoded encodeImages(Run& run);

/// The target alone, before anything else of the request is drawn.
EncodedImage encodeTarget(Run& run);

/// The same for one composed image, given as a sample [1, 3, f·H, f·W].
Tensor encodeComposite(Run& run, const Tensor& sample);

/// Decodes latents of one shape, one after another in the same memory.
class Decoder {
 public:
  /// `shape` is that of a latent, [1, C, H, W].
  Decoder(Run& run, const Shape& shape);

  /// A scaled latent → 8-bit RGB [f·H, f·W, 3], into `image`. The byte `notFinite` becomes 1 if the network gave values
  /// that are infinite or not a number, which shows earlier failures too: as 8-bit RGB they would be a black image.
  void operator()(const Tensor& latent, const Tensor& image, const Tensor& notFinite) const;

 private:
  Run& run_;
  Tensor unscaled_;
  Tensor sample_;  ///< [1, 3, f·H, f·W]
};

/// Throws Error NUMBERS_INVALID for such values of a model that computes in `precision`.
[[noreturn]] void throwNotFinite(const std::string& precision);

}  // namespace harmonidiff
