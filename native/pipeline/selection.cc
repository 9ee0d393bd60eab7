#include "pipeline/selection.h"

#include <cstddef>

#include "pipeline/autoencoding.h"
#include "pipeline/scoring.h"

namespace harmonidiff {
namespace {

/// What the host must know of a candidate. The networks write it on the device.
struct Verdict {
  float logits[3];
  uint32_t notFinite;  ///< not 0 if the decoder gave values that are infinite or not a number
};

/// The verdicts of all candidates, in one piece of the device's memory.
class Verdicts {
 public:
  Verdicts(Latents& latents, size_t count) : latents_(latents), verdicts_(count) {
    const Shape shape{static_cast<int64_t>(count), sizeof(Verdict)};
    memory_ = latents.upload(DataType::UInt8, shape, verdicts_.data());
  }

  Tensor logitsOf(size_t k) const { return part(k, offsetof(Verdict, logits), DataType::Float32, {3, 1}); }
  Tensor notFiniteOf(size_t k) const { return part(k, offsetof(Verdict, notFinite), DataType::UInt8, {1}); }

  /// Waits for the device.
  const std::vector<Verdict>& download() {
    latents_.download(memory_, verdicts_.data());
    return verdicts_;
  }

 private:
  Tensor part(size_t k, size_t offset, DataType type, const Shape& shape) const {
    char* start = memory_.data<char>() + k * sizeof(Verdict) + offset;
    return {type, shape, std::shared_ptr<void>(memory_.memory, start)};
  }

  Latents& latents_;
  std::vector<Verdict> verdicts_;
  Tensor memory_;
};

/// The images of all contenders: those that exist, and memory for those to be decoded, allocated at once.
std::vector<Tensor> imagesOf(Run& run, const std::vector<Contender>& contenders) {
  const Shape shape{run.request.target.height, run.request.target.width, 3};
  const auto count = static_cast<int64_t>(contenders.size());
  const bool decodes = contenders.front().latent.memory != nullptr;
  const Tensor all = decodes ? run.latents.allocate(DataType::UInt8, {count, shape[0], shape[1], shape[2]}) : Tensor{};
  std::vector<Tensor> images;
  for (int64_t k = 0; k < count; k++) {
    Tensor image = decodes ? all.rows(k, 1) : contenders[static_cast<size_t>(k)].image;
    image.shape = shape;
    images.push_back(std::move(image));
  }
  return images;
}

}  // namespace

void selectCandidate(Run& run, const std::vector<Contender>& contenders, const Tensor& mask, int64_t margin,
                     const DetailRestoration* restore) {
  Latents& latents = run.latents;
  Result& result = run.result;
  run.beginStage("select", static_cast<int>(contenders.size()));
  const std::vector<Tensor> images = imagesOf(run, contenders);
  Verdicts verdicts(latents, contenders.size());
  std::optional<Decoder> decode;
  if (contenders.front().latent.memory) decode.emplace(run, contenders.front().latent.shape);
  std::optional<Classifier> classify;
  Tensor logits;
  if (run.model.classifier) {
    classify.emplace(run.model, latents, mask, run.request.mask, margin);
    logits = latents.allocate(DataType::Float32, {3, 1});
  }

  for (size_t k = 0; k < contenders.size(); k++) {
    if (decode) (*decode)(contenders[k].latent, images[k], verdicts.notFiniteOf(k));
    if (restore) (*restore)(images[k]);
    if (classify) {
      (*classify)(images[k], logits, run.cancellation);
      latents.copy(logits, verdicts.logitsOf(k));
      if (k == 0) {
        run.trace("classifier.input", classify->input().rows(0, 1));
        run.trace("classifier.logit", logits.rows(0, 1), {1});
      }
    }
    run.advance(1);
  }

  const std::vector<Verdict>& known = verdicts.download();
  double best = 0;
  for (size_t k = 0; k < contenders.size(); k++) {
    if (known[k].notFinite) throwNotFinite(run.model.shape.precision);
    Candidate candidate;
    candidate.timestep = contenders[k].timestep;
    if (classify) {
      const Scores scores = scoresOf(known[k].logits);
      candidate.scores = scores;
      if (!result.winner || scores.mean() > best) {
        result.winner = k;
        best = scores.mean();
      }
    }
    result.candidates.push_back(std::move(candidate));
  }
  for (size_t k = 0; k < images.size(); k++) {
    if (classify && !run.request.images && result.winner != k) continue;
    result.candidates[k].pixels.resize(images[k].bytes());
    latents.download(images[k], result.candidates[k].pixels.data());
  }
}

}  // namespace harmonidiff
