#pragma once

#include <cuda_runtime_api.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

using Work = std::function<void()>;

/// Captured work. Null where the capture was invalidated.
struct CUgraph_st {
  std::vector<Work> nodes;
};
struct CUgraphExec_st {
  std::shared_ptr<const std::vector<Work>> nodes;
};

/// Work in order. It runs as late as CUDA allows, in the thread that waits for it; or with the environment variable
/// HARMONIDIFF_SIMULATED=eager at any time, on a thread of its own.
struct CUstream_st {
 public:
  CUstream_st();
  ~CUstream_st();
  CUstream_st(const CUstream_st&) = delete;
  CUstream_st& operator=(const CUstream_st&) = delete;

  /// Queues work, or adds it to the capture.
  void add(Work work);
  /// Waits for all work, or until `done`.
  void wait(const std::shared_ptr<const std::atomic<bool>>& done = nullptr);

  cudaError_t beginCapture();
  /// The captured work, unless the capture was invalidated.
  cudaError_t endCapture(cudaGraph_t* graph);
  bool capturing();
  bool captureIsValid();
  void invalidateCapture();

 private:
  struct Capture {
    std::vector<Work> nodes;
    std::thread::id thread;
    bool valid = true;
  };

  void runNext(std::unique_lock<std::mutex>& lock);
  void runEagerly();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work> queue_;
  bool running_ = false, ended_ = false;
  std::optional<Capture> capture_;
  std::thread thread_;  ///< only when eager
};

struct CUevent_st {
  std::mutex mutex;
  cudaStream_t stream = nullptr;
  std::shared_ptr<std::atomic<bool>> done;
};

namespace harmonidiff::simulated {

/// Called for calls that wait for the whole device, which must not be made while any stream is capturing: they
/// invalidate the captures.
void invalidateCaptures();

}  // namespace harmonidiff::simulated
