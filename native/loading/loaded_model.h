#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "cancellation.h"
#include "latents/latents.h"
#include "loading/loading.h"
#include "pipeline/preparation.h"

namespace harmonidiff {

/// A model on its device. Only one thread at a time may call its methods; what runs needs a model that was loaded.
class LoadedModel {
 public:
  /// Frees the model that was loaded before, and its device. Throws Error ABORT_ERR soon after a cancellation, and as
  /// the device and the engine do. Nothing is loaded then.
  void load(const ModelDescription& description, Cancellation& cancellation);

  /// As pipeline/harmonize.h, with the target that was prepared as `prepared`. Throws Error CLOSED if it was released.
  Result harmonize(const Request& request, Cancellation& cancellation, std::function<void(const Progress&)> onProgress,
                   std::optional<PreparedId> prepared = {});
  /// As pipeline/preparation.h. Keeps the target as `id` until it is released, and the reports of its stages come back.
  std::vector<StageReport> prepareTarget(PreparedId id, const Request& request, Cancellation& cancellation,
                                         std::function<void(const Progress&)> onProgress);
  /// Frees a prepared target, if it is there.
  void releaseTarget(PreparedId id);
  /// As pipeline/scoring.h.
  Scores score(const ScoreRequest& request, Cancellation& cancellation);

  /// Frees the model, all prepared targets and the device.
  void close();

 private:
  // In this order: the networks and the prepared targets use the device.
  std::unique_ptr<Latents> latents_;
  std::map<PreparedId, PreparedTarget> prepared_;
  std::unique_ptr<Model> model_;
};

}  // namespace harmonidiff
