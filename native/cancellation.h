#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "error.h"

namespace harmonidiff {

/// Tells a running request to stop. `cancel` may be called from any thread. The request checks between its steps, and a
/// step that takes long registers a way to interrupt it; steps on several threads each do.
class Cancellation {
 public:
  void cancel() {
    cancelled_ = true;
    std::lock_guard<std::mutex> lock(mutex_);
    for (const Interruptible* step : steps_) step->interrupt_();
  }

  bool cancelled() const { return cancelled_; }

  void throwIfCancelled() const {
    if (cancelled_) throw Error("ABORT_ERR", "The request was aborted.");
  }

  /// While it lives, `cancel` also calls `interrupt`.
  class Interruptible {
   public:
    Interruptible(Cancellation& owner, std::function<void()> interrupt)
        : owner_(owner), interrupt_(std::move(interrupt)) {
      std::lock_guard<std::mutex> lock(owner_.mutex_);
      owner_.steps_.push_back(this);
      if (owner_.cancelled_) interrupt_();
    }
    ~Interruptible() {
      std::lock_guard<std::mutex> lock(owner_.mutex_);
      auto& steps = owner_.steps_;
      steps.erase(std::find(steps.begin(), steps.end(), this));
    }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

   private:
    friend class Cancellation;
    Cancellation& owner_;
    std::function<void()> interrupt_;
  };

 private:
  std::atomic<bool> cancelled_{false};
  std::mutex mutex_;
  std::vector<const Interruptible*> steps_;  ///< that run at the moment, on any thread
};

}  // namespace harmonidiff
