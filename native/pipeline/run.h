#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <random>
#include <string>

#include "batching/turns.h"
#include "cancellation.h"
#include "pipeline/model.h"
#include "pipeline/request.h"

namespace harmonidiff {

struct PreparedTarget;

/// `step` of `steps` of the named stage is done, and `fraction` of the whole request.
struct Progress {
  const char* stage;
  int step, steps;
  double fraction;
};

/// What the stages of one request share: the model, its latents, its turn among other requests, and the way to report
/// back.
class Run {
 public:
  Run(const Model& model, Turn& turn, const Request& request, std::function<void(const Progress&)> onProgress)
      : model(model),
        turn(turn),
        latents(turn.device()),
        request(request),
        cancellation(turn.cancellation()),
        onProgress_(std::move(onProgress)) {}

  const Model& model;
  Turn& turn;
  Latents latents;
  const Request& request;
  Cancellation& cancellation;
  Result result;

  /// Everything that the request draws comes from this generator, in order.
  std::mt19937_64 random{request.seed};

  /// The target, if it is already encoded and inverted.
  const PreparedTarget* prepared = nullptr;

  /// Units of work in the whole request; one is about one image through the UNet.
  double totalWork = 1;

  /// Starts timing a stage of `steps` steps, and ends the previous one. Waiting for other requests does not count.
  void beginStage(const char* stage, int steps) {
    endStage();
    stage_ = stage;
    steps_ = steps;
    step_ = 0;
    began_ = Clock::now() - turn.waited();
    transfers_ = latents.transfers();
  }

  void endStage() {
    if (!stage_) return;
    latents.device().finish();
    const std::chrono::duration<double, std::milli> elapsed = Clock::now() - turn.waited() - began_;
    const Transfers& now = latents.transfers();
    result.stages.push_back(
        {stage_, elapsed.count(), {now.uploads - transfers_.uploads, now.downloads - transfers_.downloads}});
    stage_ = nullptr;
  }

  /// Reports that one more step of the stage is done. Throws Error ABORT_ERR if the request was cancelled.
  void advance(double work) {
    cancellation.throwIfCancelled();
    latents.device().pace();
    doneWork_ += work;
    onProgress_({stage_, ++step_, steps_, std::min(doneWork_ / totalWork, 1.0)});
  }

  /// Keeps a copy of `tensor` as `shape` (its own by default) if the caller asked for a trace.
  void trace(const std::string& name, const Tensor& tensor, const Shape& shape = {}) {
    if (!request.trace) return;
    TracedTensor& traced = result.trace[name];
    traced.shape = shape.empty() ? tensor.shape : shape;
    traced.values.resize(static_cast<size_t>(tensor.size()));
    if (tensor.type == DataType::UInt8) {
      std::vector<uint8_t> bytes(traced.values.size());
      latents.download(tensor, bytes.data());
      traced.values.assign(bytes.begin(), bytes.end());
    } else {
      latents.download(tensor, traced.values.data());
    }
  }

  /// The same for values of the host.
  void trace(const std::string& name, const Shape& shape, const std::vector<float>& values) {
    if (request.trace) result.trace[name] = {shape, values};
  }

 private:
  using Clock = std::chrono::steady_clock;

  std::function<void(const Progress&)> onProgress_;
  const char* stage_ = nullptr;
  int step_ = 0, steps_ = 0;
  Clock::time_point began_;  ///< less the time that the request had waited for others until then
  Transfers transfers_;      ///< before the stage
  double doneWork_ = 0;
};

}  // namespace harmonidiff
