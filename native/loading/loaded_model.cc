#include "loading/loaded_model.h"

#include "pipeline/harmonize.h"

namespace harmonidiff {

void LoadedModel::load(const ModelDescription& description, Cancellation& cancellation) {
  close();
  cancellation.throwIfCancelled();
  auto latents = std::make_unique<Latents>(openDevice(description.target.cuda));
  model_ = std::make_unique<Model>(loadModel(description, latents->device(), cancellation));
  latents_ = std::move(latents);
}

Result LoadedModel::harmonize(const Request& request, Cancellation& cancellation,
                              std::function<void(const Progress&)> onProgress, std::optional<PreparedId> prepared) {
  const PreparedTarget* target = nullptr;
  if (prepared) {
    const auto found = prepared_.find(*prepared);
    if (found == prepared_.end()) throw Error("CLOSED", "The prepared target is closed; prepare it again.");
    target = &found->second;
  }
  return harmonidiff::harmonize(*model_, *latents_, request, cancellation, std::move(onProgress), target);
}

std::vector<StageReport> LoadedModel::prepareTarget(PreparedId id, const Request& request, Cancellation& cancellation,
                                                    std::function<void(const Progress&)> onProgress) {
  Preparation preparation =
      harmonidiff::prepareTarget(*model_, *latents_, request, cancellation, std::move(onProgress));
  prepared_.insert_or_assign(id, std::move(preparation.target));
  return std::move(preparation.stages);
}

void LoadedModel::releaseTarget(PreparedId id) { prepared_.erase(id); }

Scores LoadedModel::score(const ScoreRequest& request, Cancellation& cancellation) {
  return harmonidiff::score(*model_, *latents_, request, cancellation);
}

void LoadedModel::close() {
  prepared_.clear();
  model_.reset();
  latents_.reset();
  releaseFreedMemory();
}

}  // namespace harmonidiff
