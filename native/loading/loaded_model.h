#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "batching/turns.h"
#include "cancellation.h"
#include "loading/loading.h"
#include "pipeline/preparation.h"

namespace harmonidiff {

/// A model on its device. Requests may run on several threads at the same time: they take turns. What runs needs a
/// model that was loaded. `load` and `close` need the model for themselves.
class LoadedModel {
 public:
  /// Frees the model that was loaded before, and its device. Throws Error ABORT_ERR soon after a cancellation, and as
  /// the device and the engine do. Nothing is loaded then.
  void load(const ModelDescription& description, Cancellation& cancellation);

  /// As pipeline/harmonize.h, with the target that was prepared as `prepared`. Throws Error CLOSED if it was released.
  Result harmonize(const Request& request, Cancellation& cancellation, std::function<void(const Progress&)> onProgress,
                   std::optional<PreparedId> prepared = {});
  /// As pipeline/preparation.h. Keeps the target as `id` until it is released. What it returns has no candidates.
  Result prepareTarget(PreparedId id, const Request& request, Cancellation& cancellation,
                       std::function<void(const Progress&)> onProgress);
  /// Frees a prepared target, if it is there, once no request uses it any more. Any thread may call it at any time.
  void releaseTarget(PreparedId id);
  /// As pipeline/scoring.h. Also returns the milliseconds that it waited for the turns of other requests.
  std::pair<Scores, double> score(const ScoreRequest& request, Cancellation& cancellation);

  /// Frees the model, all prepared targets and the device.
  void close();

 private:
  /// Throws Error CLOSED if no model is loaded.
  Turns& turns() const;
  std::shared_ptr<const PreparedTarget> find(PreparedId id) const;

  // In this order: the networks and the prepared targets use the device.
  std::unique_ptr<Device> device_;
  std::unique_ptr<Turns> turns_;
  mutable std::mutex mutex_;  ///< of the prepared targets
  std::map<PreparedId, std::shared_ptr<const PreparedTarget>> prepared_;
  std::unique_ptr<Model> model_;
};

}  // namespace harmonidiff
