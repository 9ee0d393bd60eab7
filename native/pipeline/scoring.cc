#include "pipeline/scoring.h"

#include <cmath>

#include "pipeline/placement.h"

namespace harmonidiff {
namespace {

float sigmoid(float logit) { return 1 / (1 + std::exp(-logit)); }

}  // namespace

Classifier::Classifier(const Model& model, Turn& turn, Latents& latents, const Tensor& mask,
                       const std::vector<uint8_t>& pixels, int64_t margin, int64_t images)
    : model_(model), turn_(turn), latents_(latents) {
  const int64_t height = mask.shape[0], width = mask.shape[1], size = model.shape.classifierFormat.size;
  masks_ = {mask, erodeKeepingSome(latents, mask, largestSquare(pixels, width), margin), latents.dilate(mask, margin)};
  resizing_ = latents.prepareResize(height, width, size, size);
  input_ = latents.allocate(DataType::Float32, {kMasks * images, 4, size, size});
}

void Classifier::prepare(const Tensor& image, int64_t index) const {
  const Tensor resized = latents_.resizeImage(image, resizing_);
  latents_.classifierInput(resized, masks_, model_.shape.classifierFormat, input_.rows(kMasks * index, kMasks));
}

void Classifier::operator()(const Tensor& logits) const {
  const Tensor input = input_.rows(0, logits.shape[0]);
  turn_.call(*model_.classifier, {{"input", input}}, {{"logit", logits}});
}

Scores scoresOf(const float* logits) {
  // Infinite logits would look like scores of 0 and 1.
  for (int64_t k = 0; k < Classifier::kMasks; k++) {
    if (!std::isfinite(logits[k])) {
      throw Error("NUMBERS_INVALID",
                  "The classifier gave values that are infinite or not a number: its weights are damaged.");
    }
  }
  return {sigmoid(logits[0]), sigmoid(logits[1]), sigmoid(logits[2])};
}

Scores score(const Model& model, Turn& turn, const ScoreRequest& request) {
  Latents latents(turn.device());
  const Image& image = request.image;
  const Tensor pixels = latents.upload(DataType::UInt8, {image.height, image.width, 3}, image.pixels.data());
  const Tensor mask = latents.upload(DataType::UInt8, {image.height, image.width}, request.mask.data());
  const int64_t factor = model.shape.factor;
  const int64_t margin = edgeWidth(request.box, request.edgeWidthRatio, factor) * factor;
  const Classifier classify(model, turn, latents, mask, request.mask, margin, 1);
  classify.prepare(pixels, 0);
  const Tensor logits = latents.allocate(DataType::Float32, {Classifier::kMasks, 1});
  classify(logits);
  float values[Classifier::kMasks];
  latents.download(logits, values);
  return scoresOf(values);
}

}  // namespace harmonidiff
