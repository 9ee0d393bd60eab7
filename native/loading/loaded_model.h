#pragma once

#include <functional>
#include <memory>

#include "cancellation.h"
#include "latents/latents.h"
#include "loading/loading.h"
#include "pipeline/run.h"

namespace harmonidiff {

/// A model on its device. Only one thread at a time may call its methods; what runs needs a model that was loaded.
class LoadedModel {
 public:
  /// Frees the model that was loaded before, and its device. Throws Error ABORT_ERR soon after a cancellation, and as
  /// the device and the engine do. Nothing is loaded then.
  void load(const ModelDescription& description, Cancellation& cancellation);

  /// As pipeline/harmonize.h.
  Result harmonize(const Request& request, Cancellation& cancellation, std::function<void(const Progress&)> onProgress);
  /// As pipeline/scoring.h.
  Scores score(const ScoreRequest& request, Cancellation& cancellation);

  /// Frees the model and its device.
  void close();

 private:
  // In this order: the networks use the device.
  std::unique_ptr<Latents> latents_;
  std::unique_ptr<Model> model_;
};

}  // namespace harmonidiff
