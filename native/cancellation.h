#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <utility>

#include "error.h"

namespace harmonidiff {

/// Tells a running request to stop. `cancel` may be called from any thread. The request checks between its steps, and a
/// step that takes long registers a way to interrupt it.
class Cancellation {
 public:
  void cancel() {
    cancelled_ = true;
    std::lock_guard<std::mutex> lock(mutex_);
    if (interrupt_) interrupt_();
  }

  bool cancelled() const { return cancelled_; }

  void throwIfCancelled() const {
    if (cancelled_) throw Error("ABORT_ERR", "The request was aborted.");
  }

  /// While it lives, `cancel` also calls `interrupt`.
  class Interruptible {
   public:
    Interruptible(Cancellation& owner, std::function<void()> interrupt) : owner_(owner) {
      std::lock_guard<std::mutex> lock(owner_.mutex_);
      owner_.interrupt_ = std::move(interrupt);
      if (owner_.cancelled_) owner_.interrupt_();
    }
    ~Interruptible() {
      std::lock_guard<std::mutex> lock(owner_.mutex_);
      owner_.interrupt_ = nullptr;
    }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

   private:
    Cancellation& owner_;
  };

 private:
  std::atomic<bool> cancelled_{false};
  std::mutex mutex_;
  std::function<void()> interrupt_;
};

}  // namespace harmonidiff
