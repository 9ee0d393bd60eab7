#pragma once

#include <vector>

#include "cancellation.h"
#include "image.h"
#include "latents/latents.h"
#include "pipeline/model.h"

namespace harmonidiff {

/// What the harmony classifier says with the mask as placed, eroded and dilated; each in 0…1.
struct Scores {
  float original, eroded, dilated;
  double mean() const { return (static_cast<double>(original) + eroded + dilated) / 3; }
};

/// One image to score. The caller has checked every value against its range.
struct ScoreRequest {
  Image image;                ///< of the canvas' size
  Box box;                    ///< where the source lies
  std::vector<uint8_t> mask;  ///< [canvas height, canvas width], 1 inside the source
  double edgeWidthRatio = 0.1;
};

/// Scores with the model's classifier. Throws Error ABORT_ERR soon after a cancellation, ENGINE_FAILED when the
/// classifier fails, and NUMBERS_INVALID when its values are infinite or not a number.
Scores score(const Model& model, Latents& latents, const ScoreRequest& request, Cancellation& cancellation);

/// Classifies images of one size with one mask, one after another in the same memory.
class Classifier {
 public:
  /// `mask` [height, width] is `pixels` on the device. Images are classified with it as placed, and eroded and dilated
  /// by `margin` px.
  Classifier(const Model& model, Latents& latents, const Tensor& mask, const std::vector<uint8_t>& pixels,
             int64_t margin);

  /// An image, 8-bit RGB of the mask's size → the classifier's three logits, [3, 1], into `logits`.
  void operator()(const Tensor& image, const Tensor& logits, Cancellation& cancellation) const;

  /// What the last image became: [3, 4, size, size].
  const Tensor& input() const { return input_; }

 private:
  const Model& model_;
  Latents& latents_;
  std::vector<Tensor> masks_;
  Resizing resizing_;
  Tensor input_;
};

/// Throws Error NUMBERS_INVALID if a logit is infinite or not a number.
Scores scoresOf(const float (&logits)[3]);

}  // namespace harmonidiff
