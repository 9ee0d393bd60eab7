#include "pipeline/scoring.h"

#include <cmath>

#include "pipeline/placement.h"

namespace harmonidiff {
namespace {

float sigmoid(float logit) { return 1 / (1 + std::exp(-logit)); }

}  // namespace

std::vector<Tensor> scoringMasks(Latents& latents, const Tensor& mask, int64_t margin) {
  return {mask, erodeKeepingSome(latents, mask, margin), latents.dilate(mask, margin)};
}

Classified classify(const Model& model, Latents& latents, const Tensor& image, const std::vector<Tensor>& masks,
                    Cancellation& cancellation) {
  const Tensor input = latents.classifierInput(image, masks, model.shape.classifierFormat);
  const Tensor logit = latents.allocate(DataType::Float32, {3, 1});
  model.classifier->run({{"input", input}}, {{"logit", logit}}, cancellation);
  float logits[3];
  latents.download(logit, logits);
  // Infinite logits would look like scores of 0 and 1.
  for (const float value : logits) {
    if (!std::isfinite(value)) {
      throw Error("NUMBERS_INVALID",
                  "The classifier gave values that are infinite or not a number: its weights are damaged.");
    }
  }
  return {{sigmoid(logits[0]), sigmoid(logits[1]), sigmoid(logits[2])}, input, logit};
}

Scores score(const Model& model, Latents& latents, const ScoreRequest& request, Cancellation& cancellation) {
  cancellation.throwIfCancelled();
  const Image& image = request.image;
  const Tensor pixels = latents.upload(DataType::UInt8, {image.height, image.width, 3}, image.pixels.data());
  const Tensor mask = latents.upload(DataType::UInt8, {image.height, image.width}, request.mask.data());
  const int64_t factor = model.shape.factor;
  const int64_t margin = edgeWidth(request.box, request.edgeWidthRatio, factor) * factor;
  return classify(model, latents, pixels, scoringMasks(latents, mask, margin), cancellation).scores;
}

}  // namespace harmonidiff
