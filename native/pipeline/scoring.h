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

/// The three masks that images are scored with: `mask` [height, width] as placed, eroded and dilated by `margin` px.
std::vector<Tensor> scoringMasks(Latents& latents, const Tensor& mask, int64_t margin);

/// One call of the classifier.
struct Classified {
  Scores scores;
  Tensor input;  ///< [3, 4, size, size]
  Tensor logit;  ///< [3, 1]
};

/// `image` is 8-bit RGB of the masks' size. Throws as `score` does.
Classified classify(const Model& model, Latents& latents, const Tensor& image, const std::vector<Tensor>& masks,
                    Cancellation& cancellation);

}  // namespace harmonidiff
