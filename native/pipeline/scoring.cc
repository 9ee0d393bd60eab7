#include "pipeline/scoring.h"

#include <cmath>

#include "pipeline/placement.h"

namespace harmonidiff {
namespace {

float sigmoid(float logit) { return 1 / (1 + std::exp(-logit)); }

}  // namespace

Classifier::Classifier(const Model& model, Latents& latents, const Tensor& mask, const std::vector<uint8_t>& pixels,
                       int64_t margin)
    : model_(model), latents_(latents) {
  const int64_t height = mask.shape[0], width = mask.shape[1], size = model.shape.classifierFormat.size;
  masks_ = {mask, erodeKeepingSome(latents, mask, largestSquare(pixels, width), margin), latents.dilate(mask, margin)};
  resizing_ = latents.prepareResize(height, width, size, size);
  input_ = latents.allocate(DataType::Float32, {static_cast<int64_t>(masks_.size()), 4, size, size});
}

void Classifier::operator()(const Tensor& image, const Tensor& logits, Cancellation& cancellation) const {
  const Tensor resized = latents_.resizeImage(image, resizing_);
  latents_.classifierInput(resized, masks_, model_.shape.classifierFormat, input_);
  model_.classifier->run({{"input", input_}}, {{"logit", logits}}, cancellation);
}

Scores scoresOf(const float (&logits)[3]) {
  // Infinite logits would look like scores of 0 and 1.
  for (const float value : logits) {
    if (!std::isfinite(value)) {
      throw Error("NUMBERS_INVALID",
                  "The classifier gave values that are infinite or not a number: its weights are damaged.");
    }
  }
  return {sigmoid(logits[0]), sigmoid(logits[1]), sigmoid(logits[2])};
}

Scores score(const Model& model, Latents& latents, const ScoreRequest& request, Cancellation& cancellation) {
  cancellation.throwIfCancelled();
  const Image& image = request.image;
  const Tensor pixels = latents.upload(DataType::UInt8, {image.height, image.width, 3}, image.pixels.data());
  const Tensor mask = latents.upload(DataType::UInt8, {image.height, image.width}, request.mask.data());
  const int64_t factor = model.shape.factor;
  const int64_t margin = edgeWidth(request.box, request.edgeWidthRatio, factor) * factor;
  const Tensor logits = latents.allocate(DataType::Float32, {3, 1});
  Classifier(model, latents, mask, request.mask, margin)(pixels, logits, cancellation);
  float values[3];
  latents.download(logits, values);
  return scoresOf(values);
}

}  // namespace harmonidiff
