#include "pipeline/selection.h"

#include "pipeline/scoring.h"

namespace harmonidiff {
namespace {

Scores scoreCandidate(Run& run, const Tensor& image, const std::vector<Tensor>& masks) {
  const Classified classified = classify(run.model, run.latents, image, masks, run.cancellation);
  if (run.result.candidates.empty()) {
    run.trace("classifier.input", classified.input.rows(0, 1));
    run.trace("classifier.logit", classified.logit.rows(0, 1), {1});
  }
  return classified.scores;
}

}  // namespace

void selectCandidate(Run& run, const std::vector<Contender>& contenders, const Tensor& mask, int64_t margin) {
  Latents& latents = run.latents;
  Result& result = run.result;
  const bool scored = run.model.classifier != nullptr;
  std::vector<Tensor> masks;
  if (scored) masks = scoringMasks(latents, mask, margin);

  const auto pixelsOf = [&](const Tensor& image) {
    std::vector<uint8_t> pixels(image.bytes());
    latents.download(image, pixels.data());
    return pixels;
  };

  run.beginStage("select", static_cast<int>(contenders.size()));
  Tensor best;
  double bestMean = 0;
  for (const Contender& contender : contenders) {
    const Tensor image = contender.image();
    Candidate candidate;
    candidate.timestep = contender.timestep;
    if (!scored || run.request.images) candidate.pixels = pixelsOf(image);
    if (scored) {
      const Scores scores = scoreCandidate(run, image, masks);
      candidate.scores = scores;
      if (!result.winner || scores.mean() > bestMean) {
        result.winner = result.candidates.size();
        bestMean = scores.mean();
        best = image;
      }
    }
    result.candidates.push_back(std::move(candidate));
    run.advance(1);
  }
  if (result.winner) {
    Candidate& winner = result.candidates[*result.winner];
    if (winner.pixels.empty()) winner.pixels = pixelsOf(best);
  }
}

}  // namespace harmonidiff
