#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "cancellation.h"

namespace harmonidiff {

/// Values that are made once for each key, used by several owners at the same time, and freed with the last owner. If
/// several threads ask for the same key, one makes the value and the others wait.
template <typename T>
class Shared {
 public:
  /// The value that somebody still uses, or else a new one. Throws as `make` does; then others that wait make their
  /// own. Throws Error ABORT_ERR once `cancellation` is cancelled.
  std::shared_ptr<T> get(const std::string& key, Cancellation& cancellation,
                         const std::function<std::shared_ptr<T>()>& make) {
    const Cancellation::Interruptible waiting(cancellation, [this] {
      const std::lock_guard<std::mutex> lock(mutex_);
      changed_.notify_all();
    });
    {
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait(lock, [&] { return cancellation.cancelled() || !slots_[key].making; });
      cancellation.throwIfCancelled();
      if (std::shared_ptr<T> found = slots_[key].value.lock()) return found;
      dropUnused();
      slots_[key].making = true;
    }
    std::shared_ptr<T> made;
    try {
      made = make();
    } catch (...) {
      keep(key, nullptr);
      throw;
    }
    keep(key, made);
    return made;
  }

 private:
  struct Slot {
    bool making = false;
    std::weak_ptr<T> value;
  };

  void keep(const std::string& key, const std::shared_ptr<T>& made) {
    const std::lock_guard<std::mutex> lock(mutex_);
    slots_[key] = {false, made};
    changed_.notify_all();
  }

  void dropUnused() {
    for (auto slot = slots_.begin(); slot != slots_.end();) {
      slot = !slot->second.making && slot->second.value.expired() ? slots_.erase(slot) : std::next(slot);
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;  ///< a value was made, could not be made, or somebody no longer waits
  std::map<std::string, Slot> slots_;
};

}  // namespace harmonidiff
