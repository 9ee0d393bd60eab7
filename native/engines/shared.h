#pragma once

#include <chrono>
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
  /// own. Throws Error ABORT_ERR soon after `cancellation` was cancelled.
  std::shared_ptr<T> get(const std::string& key, Cancellation& cancellation,
                         const std::function<std::shared_ptr<T>()>& make) {
    const std::shared_ptr<Slot> slot = slotOf(key);
    std::unique_lock<std::timed_mutex> lock(slot->making, std::defer_lock);
    while (!lock.try_lock_for(std::chrono::milliseconds(10))) cancellation.throwIfCancelled();
    if (std::shared_ptr<T> found = slot->value.lock()) return found;
    std::shared_ptr<T> made = make();
    slot->value = made;
    return made;
  }

 private:
  struct Slot {
    std::timed_mutex making;
    std::weak_ptr<T> value;
  };

  /// Nobody else has the slot, or can get it, because `mutex_` is held.
  static bool isUnused(const std::shared_ptr<Slot>& slot) {
    if (slot.use_count() != 1) return false;
    const std::unique_lock<std::timed_mutex> lock(slot->making, std::try_to_lock);
    return lock.owns_lock() && slot->value.expired();
  }

  std::shared_ptr<Slot> slotOf(const std::string& key) {
    const std::lock_guard<std::mutex> lock(mutex_);
    // Slots of values that are gone, and that nobody is making, go too.
    for (auto slot = slots_.begin(); slot != slots_.end();) {
      slot = isUnused(slot->second) ? slots_.erase(slot) : std::next(slot);
    }
    std::shared_ptr<Slot>& slot = slots_[key];
    if (!slot) slot = std::make_shared<Slot>();
    return slot;
  }

  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Slot>> slots_;
};

}  // namespace harmonidiff
