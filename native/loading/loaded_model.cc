#include "loading/loaded_model.h"

#include "pipeline/harmonize.h"

namespace harmonidiff {
namespace {

double millisecondsOf(std::chrono::duration<double, std::milli> duration) { return duration.count(); }

}  // namespace

void LoadedModel::load(const ModelDescription& description, Cancellation& cancellation) {
  close();
  cancellation.throwIfCancelled();
  auto device = openDevice(description.target.cuda);
  model_ = std::make_unique<Model>(loadModel(description, *device, cancellation));
  turns_ = std::make_unique<Turns>(*device, description.batching);
  device_ = std::move(device);
}

Turns& LoadedModel::turns() const {
  if (!turns_) throw Error("CLOSED", "This harmonizer is closed; load the model again.");
  return *turns_;
}

std::shared_ptr<const PreparedTarget> LoadedModel::find(PreparedId id) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = prepared_.find(id);
  if (found == prepared_.end()) throw Error("CLOSED", "The prepared target is closed; prepare it again.");
  return found->second;
}

Result LoadedModel::harmonize(const Request& request, Cancellation& cancellation,
                              std::function<void(const Progress&)> onProgress, std::optional<PreparedId> prepared) {
  const std::shared_ptr<const PreparedTarget> target = prepared ? find(*prepared) : nullptr;
  Turn turn(turns(), cancellation);
  Result result = harmonidiff::harmonize(*model_, turn, request, std::move(onProgress), target.get());
  result.waited = millisecondsOf(turn.waited());
  return result;
}

Result LoadedModel::prepareTarget(PreparedId id, const Request& request, Cancellation& cancellation,
                                  std::function<void(const Progress&)> onProgress) {
  Turn turn(turns(), cancellation);
  Preparation preparation = harmonidiff::prepareTarget(*model_, turn, request, std::move(onProgress));
  const auto target = std::make_shared<const PreparedTarget>(std::move(preparation.target));
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    prepared_.insert_or_assign(id, target);
  }
  Result result;
  result.stages = std::move(preparation.stages);
  result.predictions = preparation.predictions;
  result.waited = millisecondsOf(turn.waited());
  return result;
}

void LoadedModel::releaseTarget(PreparedId id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  prepared_.erase(id);
}

std::pair<Scores, double> LoadedModel::score(const ScoreRequest& request, Cancellation& cancellation) {
  Turn turn(turns(), cancellation);
  const Scores scores = harmonidiff::score(*model_, turn, request);
  return {scores, millisecondsOf(turn.waited())};
}

void LoadedModel::close() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    prepared_.clear();
  }
  model_.reset();
  turns_.reset();
  device_.reset();
  releaseFreedMemory();
}

}  // namespace harmonidiff
