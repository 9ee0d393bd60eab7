#include "pipeline/candidates.h"

#include <algorithm>

namespace harmonidiff {
namespace {

/// How many candidates take part in step i.
int active(const Request& request, int i) {
  return std::min(i + 1, request.candidateRange.end) - request.candidateRange.first;
}

}  // namespace

int denoisingWork(const Request& request) {
  int rows = 0;
  for (int i = request.candidateRange.first; i < request.schedule.steps(); i++) rows += 2 * active(request, i);
  return rows;
}

std::vector<Tensor> denoiseCandidates(Run& run, const Inverted& inverted, const LatentPlacement& placement,
                                      const Conditioning& conditioning) {
  Latents& latents = run.latents;
  const Request& request = run.request;
  const Schedule& schedule = request.schedule;
  const int steps = schedule.steps(), first = request.candidateRange.first, count = request.candidateRange.count();

  // LMS at every timestep that was inverted; step i's is at index steps − 1 − i of the ascending timesteps.
  const Tensor shifted = latents.meanShift(inverted.source, inverted.target, placement.mask, placement.corner);
  const auto shiftedAt = [&](int i) { return shifted.rows(steps - 1 - i, 1); };
  for (size_t k = 0; k < inverted.timesteps.size(); k++) {
    run.trace("shifted." + std::to_string(inverted.timesteps[k]), shifted.rows(static_cast<int64_t>(k), 1));
  }

  // Two rows for each candidate, side by side, in the order in which they start: those active are always a prefix.
  Shape shape = inverted.target.shape;
  shape[0] = 2 * count;
  const Tensor sample = latents.allocate(DataType::Float32, shape);
  const Tensor output = latents.allocate(DataType::Float32, shape);
  std::vector<Tensor> texts, metadata;
  for (int k = 0; k < count; k++) {
    texts.insert(texts.end(), {conditioning.empty, conditioning.source});
    metadata.insert(metadata.end(), {conditioning.noMetadata, conditioning.metadata});
  }
  const Tensor allTexts = stack(latents, texts), allMetadata = stack(latents, metadata);

  const Tensor timesteps = timestepTable(latents, schedule.timesteps, 2 * count);

  run.beginStage("denoise", steps - first);
  for (int i = first; i < steps; i++) {
    const int n = active(request, i), started = i < request.candidateRange.end ? n - 1 : n;
    if (started < n) {
      latents.copy(shiftedAt(i), sample.rows(2 * started, 1));
      latents.copy(shiftedAt(i), sample.rows(2 * started + 1, 1));
    }
    const Tensor rows = sample.rows(0, 2 * n), outputs = output.rows(0, 2 * n);
    predict(run, rows, timesteps, i, allTexts.rows(0, 2 * n),
            allMetadata.memory ? allMetadata.rows(0, 2 * n) : Tensor{}, outputs);

    // LTF comes before a step's UNet call; here it is done at the end of the step before. A candidate that starts
    // later starts from the shifted latent itself, which fusion leaves as it is.
    const bool fuse = request.method == Method::Ltf && i + 1 < steps && i + 1 >= request.fusionStart;
    const Tensor next = fuse ? shiftedAt(i + 1) : Tensor{};
    latents.guidedStep(rows, outputs, request.guidanceScale, schedule.denoise(i), fuse ? &placement.edge : nullptr,
                       fuse ? &next : nullptr);
    run.advance(2 * n);
  }
  run.endStage();

  std::vector<Tensor> candidates;
  for (int k = 0; k < count; k++) {
    candidates.push_back(sample.rows(2 * k, 1));
    run.trace("candidate." + std::to_string(schedule.timesteps[static_cast<size_t>(first + k)]), candidates.back());
  }
  return candidates;
}

}  // namespace harmonidiff
