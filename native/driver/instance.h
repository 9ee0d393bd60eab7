#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "loading/loaded_model.h"
#include "workers.h"

namespace harmonidiff::driver {

/// How a task ended: with a value, or with an error's code and message.
template <typename T>
struct Outcome {
  bool succeeded = false;
  T value{};
  std::string code, message;
};

struct Done {};

/// A task that was started on an instance. Copies share it.
template <typename T>
class Pending {
 public:
  Outcome<T> wait() const {
    std::unique_lock<std::mutex> lock(state_->mutex);
    state_->ended.wait(lock, [&] { return state_->done; });
    return state_->outcome;
  }

  void cancel() const { state_->cancellation.cancel(); }

 private:
  friend class Instance;
  struct State {
    Cancellation cancellation;
    std::mutex mutex;
    std::condition_variable ended;
    bool done = false;
    Outcome<T> outcome;
  };
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

/// A model and the threads that work on it, as native/addon/core.h has them. Its methods are called by one thread, and
/// what they are given must live until the task has ended.
class Instance {
 public:
  Instance() { workers_.setLimit(kInFlight); }
  ~Instance() { cancelAll(); }

  /// The most requests that run at the same time.
  static constexpr size_t kInFlight = 4;

  Pending<Done> load(const ModelDescription& description) {
    return startAlone<Done>([this, &description](Cancellation& cancellation) {
      model_.load(description, cancellation);
      return Done{};
    });
  }

  Pending<Result> harmonize(const Request& request, std::function<void(const Progress&)> onProgress = {}) {
    return start<Result>([this, &request, onProgress = std::move(onProgress)](Cancellation& cancellation) {
      return model_.harmonize(request, cancellation, [&](const Progress& progress) {
        if (onProgress) onProgress(progress);
      });
    });
  }

  Pending<Done> prepareTarget(PreparedId id, const Request& request) {
    return start<Done>([this, id, &request](Cancellation& cancellation) {
      model_.prepareTarget(id, request, cancellation, [](const Progress&) {});
      return Done{};
    });
  }

  Pending<Done> releaseTarget(PreparedId id) {
    return start<Done>([this, id](Cancellation&) {
      model_.releaseTarget(id);
      return Done{};
    });
  }

  /// With a prepared target.
  Pending<Result> harmonize(const Request& request, PreparedId prepared) {
    return start<Result>([this, &request, prepared](Cancellation& cancellation) {
      return model_.harmonize(request, cancellation, [](const Progress&) {}, prepared);
    });
  }

  Pending<Scores> score(const ScoreRequest& request) {
    return start<Scores>(
        [this, &request](Cancellation& cancellation) { return model_.score(request, cancellation).first; });
  }

  Pending<Done> close() {
    cancelAll();
    return startAlone<Done>([this](Cancellation&) {
      model_.close();
      return Done{};
    });
  }

  /// Any other work.
  template <typename T>
  Pending<T> start(std::function<T(Cancellation&)> work) {
    Pending<T> pending;
    workers_.post(taskOf(pending, std::move(work)));
    return pending;
  }

 private:
  template <typename T>
  Pending<T> startAlone(std::function<T(Cancellation&)> work) {
    Pending<T> pending;
    workers_.postAlone(taskOf(pending, std::move(work)));
    return pending;
  }

  template <typename T>
  std::function<void()> taskOf(const Pending<T>& pending, std::function<T(Cancellation&)> work) {
    cancels_.push_back([weak = std::weak_ptr(pending.state_)] {
      if (const auto state = weak.lock()) state->cancellation.cancel();
    });
    return [state = pending.state_, work = std::move(work)] {
      Outcome<T> outcome;
      try {
        outcome.value = work(state->cancellation);
        outcome.succeeded = true;
      } catch (const Error& error) {
        outcome = {false, {}, error.code(), error.what()};
      } catch (const std::exception& error) {
        outcome = {false, {}, "exception", error.what()};
      }
      const std::lock_guard<std::mutex> lock(state->mutex);
      state->outcome = std::move(outcome);
      state->done = true;
      state->ended.notify_all();
    };
  }

  void cancelAll() {
    for (const auto& cancel : cancels_) cancel();
    cancels_.clear();
  }

  LoadedModel model_;
  std::vector<std::function<void()>>
      cancels_;      ///< of the tasks since the last close; does nothing to one that has ended
  Workers workers_;  // last, so that it ends before the model goes
};

}  // namespace harmonidiff::driver
