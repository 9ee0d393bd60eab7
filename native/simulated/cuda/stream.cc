#include "simulated/cuda/stream.h"

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <set>
#include <utility>

#include "simulated/cuda/controls.h"
#include "simulated/cuda/counters.h"
#include "simulated/cuda/device.h"
#include "simulated/cuda/failure.h"
#include "simulated/cuda/memory.h"

namespace {

using harmonidiff::simulated::Access;
using harmonidiff::simulated::count;
using harmonidiff::simulated::isLost;
using harmonidiff::simulated::reportBug;

/// Before the work of an idle stream starts, so that a host that should wait and does not comes first.
constexpr std::chrono::microseconds kDelay{100};

bool eager() {
  static const bool value = [] {
    const char* mode = std::getenv("HARMONIDIFF_SIMULATED");
    if (!mode || std::strcmp(mode, "lazy") == 0) return false;
    if (std::strcmp(mode, "eager") != 0) reportBug("HARMONIDIFF_SIMULATED is neither lazy nor eager");
    return true;
  }();
  return value;
}

struct Captures {
  std::mutex mutex;
  std::set<cudaStream_t> streams;
  int64_t toInvalidate = 0, toRefuse = 0;
};

Captures& captures() {
  static auto* instance = new Captures;
  return *instance;
}

}  // namespace

CUstream_st::CUstream_st() {
  if (eager()) thread_ = std::thread([this] { runEagerly(); });
}

CUstream_st::~CUstream_st() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void CUstream_st::add(Work work) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (capture_) {
      capture_->nodes.push_back(std::move(work));
      return;
    }
    queue_.push_back(std::move(work));
  }
  changed_.notify_all();
}

void CUstream_st::wait(const std::shared_ptr<const std::atomic<bool>>& done) {
  std::unique_lock<std::mutex> lock(mutex_);
  // Once the device has failed, its work is dropped, and `done` is never set.
  const auto finished = [&] { return (queue_.empty() && !running_) || (done && done->load()); };
  if (thread_.joinable()) {
    changed_.wait(lock, finished);
    return;
  }
  if (finished()) return;
  const Access access;
  while (!finished()) {
    if (running_) {
      changed_.wait(lock);
    } else {
      runNext(lock);
    }
  }
}

void CUstream_st::runNext(std::unique_lock<std::mutex>& lock) {
  const Work work = std::move(queue_.front());
  queue_.pop_front();
  running_ = true;
  lock.unlock();
  if (!isLost()) work();
  lock.lock();
  running_ = false;
  changed_.notify_all();
}

void CUstream_st::runEagerly() {
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return ended_ || !queue_.empty(); });
    if (queue_.empty()) return;
    running_ = true;
    lock.unlock();
    std::this_thread::sleep_for(kDelay);
    const Access access;
    lock.lock();
    while (!queue_.empty()) runNext(lock);
  }
}

cudaError_t CUstream_st::beginCapture() {
  Captures& all = captures();
  const std::lock_guard<std::mutex> lock(all.mutex);
  const std::lock_guard<std::mutex> own(mutex_);
  if (capture_) return cudaErrorIllegalState;
  if (all.toRefuse > 0) {
    all.toRefuse--;
    return cudaErrorStreamCaptureUnsupported;
  }
  capture_.emplace();
  capture_->thread = std::this_thread::get_id();
  if (all.toInvalidate > 0) {
    all.toInvalidate--;
    capture_->valid = false;
  }
  all.streams.insert(this);
  return cudaSuccess;
}

cudaError_t CUstream_st::endCapture(cudaGraph_t* graph) {
  Captures& all = captures();
  const std::lock_guard<std::mutex> lock(all.mutex);
  const std::lock_guard<std::mutex> own(mutex_);
  *graph = nullptr;
  if (!capture_) return cudaErrorIllegalState;
  if (capture_->thread != std::this_thread::get_id()) reportBug("a capture is ended by another thread");
  all.streams.erase(this);
  Capture capture = std::move(*capture_);
  capture_.reset();
  if (!capture.valid) {
    count().failedCaptures++;
    return cudaErrorStreamCaptureInvalidated;
  }
  count().captures++;
  *graph = new CUgraph_st{std::move(capture.nodes)};
  return cudaSuccess;
}

bool CUstream_st::capturing() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return capture_.has_value();
}

bool CUstream_st::captureIsValid() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return capture_ && capture_->valid;
}

void CUstream_st::invalidateCapture() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (capture_) capture_->valid = false;
}

namespace harmonidiff::simulated {

void enqueue(cudaStream_t stream, Work work) {
  if (!stream) reportBug("work is queued on the default stream");
  stream->add(std::move(work));
}

bool isCapturing(cudaStream_t stream) { return stream->capturing(); }

bool captureIsValid(cudaStream_t stream) { return stream->captureIsValid(); }

void invalidateCaptures() {
  const std::lock_guard<std::mutex> lock(captures().mutex);
  for (const cudaStream_t stream : captures().streams) stream->invalidateCapture();
}

}  // namespace harmonidiff::simulated

extern "C" void harmonidiff_simulated_invalidate_captures(int64_t count) {
  const std::lock_guard<std::mutex> lock(captures().mutex);
  captures().toInvalidate = count;
}

extern "C" void harmonidiff_simulated_refuse_captures(int64_t count) {
  const std::lock_guard<std::mutex> lock(captures().mutex);
  captures().toRefuse = count;
}
