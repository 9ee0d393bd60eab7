#include "pipeline/candidates.h"

#include <algorithm>

namespace harmonidiff {
namespace {

/// Rows of step i's UNet call: two for each candidate that has started.
int64_t rowsAt(const Request& request, int i) {
  const int started = std::min(i + 1, request.candidateRange.end) - request.candidateRange.first;
  return int64_t{2} * started;
}

}  // namespace

int64_t denoisingWork(const Request& request) {
  int64_t rows = 0;
  for (int i = request.candidateRange.first; i < request.schedule.steps(); i++) rows += rowsAt(request, i);
  return rows;
}

std::vector<Tensor> denoiseCandidates(Run& run, const Inverted& inverted, const LatentPlacement& placement,
                                      const Conditioning& conditioning) {
  Latents& latents = run.latents;
  const Request& request = run.request;
  const Schedule& schedule = request.schedule;
  const int steps = schedule.steps(), first = request.candidateRange.first;
  const int64_t allRows = rowsAt(request, steps - 1);

  // LMS at every timestep that was inverted; step i's is at index steps − 1 − i of the ascending timesteps.
  const Tensor shifted =
      latents.meanShift(inverted.source, inverted.target, placement.mask, placement.corner, placement.counted);
  const auto shiftedAt = [&](int i) { return shifted.rows(steps - 1 - i, 1); };
  for (size_t k = 0; k < inverted.timesteps.size(); k++) {
    run.trace("shifted." + std::to_string(inverted.timesteps[k]), shifted.rows(static_cast<int64_t>(k), 1));
  }

  // Two rows for each candidate, side by side, in the order in which they start: those that have started come first.
  Shape shape = inverted.target.shape;
  shape[0] = allRows;
  const Tensor sample = latents.allocate(DataType::Float32, shape);
  const Tensor output = latents.allocate(DataType::Float32, shape);
  std::vector<Tensor> texts, metadata;
  for (int64_t row = 0; row < allRows; row += 2) {
    texts.insert(texts.end(), {conditioning.empty, conditioning.source});
    metadata.insert(metadata.end(), {conditioning.noMetadata, conditioning.metadata});
  }
  const Tensor allTexts = stack(latents, texts), allMetadata = stack(latents, metadata);

  const Tensor timesteps = timestepTable(run, schedule.timesteps, allRows);

  run.beginStage("denoise", steps - first);
  for (int i = first; i < steps; i++) {
    const int64_t count = rowsAt(request, i);
    if (i < request.candidateRange.end) {
      latents.copy(shiftedAt(i), sample.rows(count - 2, 1));
      latents.copy(shiftedAt(i), sample.rows(count - 1, 1));
    }
    const Tensor rows = sample.rows(0, count), outputs = output.rows(0, count);
    predict(run, rows, timesteps, i, allTexts.rows(0, count),
            allMetadata.memory ? allMetadata.rows(0, count) : Tensor{}, outputs);

    // LTF comes before a step's UNet call; here it is done at the end of the step before. A candidate that starts later
    // starts from the shifted latent itself, which fusion leaves unchanged.
    const bool fuse = request.method == Method::Ltf && i + 1 < steps && i + 1 >= request.fusionStart;
    const Tensor next = fuse ? shiftedAt(i + 1) : Tensor{};
    latents.guidedStep(rows, outputs, request.guidanceScale, schedule.denoise(i), fuse ? &placement.edge : nullptr,
                       fuse ? &next : nullptr);
    run.advance(static_cast<double>(count));
  }
  run.endStage();

  std::vector<Tensor> candidates;
  for (int i = first; i < request.candidateRange.end; i++) {
    candidates.push_back(sample.rows(rowsAt(request, i) - 2, 1));
    run.trace("candidate." + std::to_string(schedule.timesteps[static_cast<size_t>(i)]), candidates.back());
  }
  return candidates;
}

}  // namespace harmonidiff
