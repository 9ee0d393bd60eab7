#pragma once

#include <cstdint>

// How tests count what the simulated device does, and make it fail. Settings hold for the process.

namespace harmonidiff::simulated {

/// Counted since the library was opened. The work of a graph is not counted again when the graph is launched.
struct Counters {
  int64_t kernels;           ///< launched or captured
  int64_t copies;            ///< of all kinds
  int64_t transfers;         ///< copies from or to the host
  int64_t graphLaunches;     ///< replays of captured work
  int64_t captures;          ///< graphs that were captured
  int64_t failedCaptures;    ///< captures that were invalidated
  int64_t synchronisations;  ///< calls that wait for the device
  int64_t allocations;
  int64_t blocks;        ///< live now
  int64_t bytes;         ///< in use now
  int64_t mostBytes;     ///< in use at once
  int64_t networkCalls;  ///< queued by an engine outside a graph
};

}  // namespace harmonidiff::simulated

extern "C" {
void harmonidiff_simulated_counters(harmonidiff::simulated::Counters* counters);
/// Leaves so many bytes free, as if other programs took the rest; UINT64_MAX: all that this process does not use.
void harmonidiff_simulated_leave_free(uint64_t bytes);
/// After this many further calls, every call fails as after an illegal access; −1: never.
void harmonidiff_simulated_fail_after(int64_t calls);
/// As if another thread made a synchronous call during each of the next `count` captures.
void harmonidiff_simulated_invalidate_captures(int64_t count);
/// The next `count` captures cannot begin.
void harmonidiff_simulated_refuse_captures(int64_t count);
}
