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
                              std::function<void(const Progress&)> onProgress) {
  return harmonidiff::harmonize(*model_, *latents_, request, cancellation, std::move(onProgress));
}

Scores LoadedModel::score(const ScoreRequest& request, Cancellation& cancellation) {
  return harmonidiff::score(*model_, *latents_, request, cancellation);
}

void LoadedModel::close() {
  model_.reset();
  latents_.reset();
  releaseFreedMemory();
}

}  // namespace harmonidiff
