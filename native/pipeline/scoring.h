#pragma once

#include <vector>

#include "batching/turns.h"
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
Scores score(const Model& model, Turn& turn, const ScoreRequest& request);

/// Classifies images of one size with one mask, several in one call, in the same memory.
class Classifier {
 public:
  /// Rows of the network's input for each image: one for each form of the mask.
  static constexpr int64_t kMasks = 3;

  /// `mask` [height, width] is `pixels` on the device. Images are classified with it as placed, and eroded and dilated
  /// by `margin` px. One call takes up to `images` images.
  Classifier(const Model& model, Turn& turn, Latents& latents, const Tensor& mask, const std::vector<uint8_t>& pixels,
             int64_t margin, int64_t images);

  /// Makes an image, 8-bit RGB of the mask's size, the next call's input at `index`.
  void prepare(const Tensor& image, int64_t index) const;

  /// The first images that were prepared → the classifier's logits, [3 · images, 1], into `logits`.
  void operator()(const Tensor& logits) const;

  /// What the images became: [3 · images, 4, size, size].
  const Tensor& input() const { return input_; }

 private:
  const Model& model_;
  Turn& turn_;
  Latents& latents_;
  std::vector<Tensor> masks_;
  Resizing resizing_;
  Tensor input_;
};

/// The scores of an image's three logits. Throws Error NUMBERS_INVALID if a logit is infinite or not a number.
Scores scoresOf(const float* logits);

}  // namespace harmonidiff
