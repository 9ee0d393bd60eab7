#include "pipeline/selection.h"

#include <algorithm>
#include <cstring>

#include "pipeline/autoencoding.h"
#include "pipeline/scoring.h"

namespace harmonidiff {
namespace {

/// Candidates that are classified in one call. Each has three rows; on two threads, 12 rows take 15 % less time than
/// four times 3 rows, and more rows mostly take more memory.
constexpr size_t kClassified = 4;

/// What the host must know of the candidates, in one piece of the device's memory. The networks write it there.
class Verdicts {
 public:
  Verdicts(Latents& latents, size_t count) : latents_(latents), count_(count), bytes_(count * kBytes) {
    memory_ = latents.upload(DataType::UInt8, {static_cast<int64_t>(bytes_.size())}, bytes_.data());
  }

  /// The logits of `count` candidates from `first` on, [3 · count, 1].
  Tensor logitsOf(size_t first, size_t count) const {
    const Shape shape{Classifier::kMasks * static_cast<int64_t>(count), 1};
    return {DataType::Float32, shape, at(first * kLogits)};
  }

  /// Not 0 if the decoder gave values that are infinite or not a number.
  Tensor notFiniteOf(size_t k) const { return {DataType::UInt8, {1}, at(count_ * kLogits + k)}; }

  /// Waits for the device.
  void download() { latents_.download(memory_, bytes_.data()); }

  bool isFinite(size_t k) const { return bytes_[count_ * kLogits + k] == 0; }

  Scores scores(size_t k) const {
    float logits[Classifier::kMasks];
    std::memcpy(logits, &bytes_[k * kLogits], kLogits);
    return scoresOf(logits);
  }

 private:
  static constexpr size_t kLogits = Classifier::kMasks * sizeof(float);
  static constexpr size_t kBytes = kLogits + 1;

  std::shared_ptr<void> at(size_t offset) const { return {memory_.memory, memory_.data<char>() + offset}; }

  Latents& latents_;
  size_t count_;
  std::vector<uint8_t> bytes_;  ///< all logits, and then a byte for each candidate
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
  if (run.model.classifier) {
    const size_t together = std::min(contenders.size(), kClassified);
    classify.emplace(run.model, run.turn, latents, mask, run.request.mask, margin, static_cast<int64_t>(together));
  }

  size_t prepared = 0;  // images that wait for the classifier
  for (size_t k = 0; k < contenders.size(); k++) {
    if (decode) (*decode)(contenders[k].latent, images[k], verdicts.notFiniteOf(k));
    if (restore) (*restore)(images[k]);
    if (classify) {
      classify->prepare(images[k], static_cast<int64_t>(prepared++));
      if (prepared == kClassified || k + 1 == contenders.size()) {
        const size_t first = k + 1 - prepared;
        (*classify)(verdicts.logitsOf(first, prepared));
        if (first == 0) {
          run.trace("classifier.input", classify->input().rows(0, 1));
          run.trace("classifier.logit", verdicts.logitsOf(0, 1).rows(0, 1), {1});
        }
        prepared = 0;
      }
    }
    run.advance(1);
  }

  verdicts.download();
  double best = 0;
  for (size_t k = 0; k < contenders.size(); k++) {
    if (!verdicts.isFinite(k)) throwNotFinite(run.model.shape.precision);
    Candidate candidate;
    candidate.timestep = contenders[k].timestep;
    if (classify) {
      const Scores scores = verdicts.scores(k);
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
