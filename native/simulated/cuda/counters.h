#pragma once

#include <atomic>
#include <cstdint>

namespace harmonidiff::simulated {

/// The parts of `Counters` (controls.h) that only grow.
struct Counts {
  std::atomic<int64_t> kernels{0}, copies{0}, transfers{0}, graphLaunches{0}, captures{0}, synchronisations{0},
      allocations{0}, networkCalls{0}, failedCaptures{0};
};

Counts& count();

}  // namespace harmonidiff::simulated
