#include "simulated/cuda/failure.h"

#include <mutex>

#include "simulated/cuda/controls.h"

namespace harmonidiff::simulated {
namespace {

struct Failure {
  std::mutex mutex;
  int64_t callsLeft = -1;
  bool lost = false;
};

Failure& failure() {
  static auto* instance = new Failure;
  return *instance;
}

thread_local cudaError_t lastError = cudaSuccess;

}  // namespace

cudaError_t begin() {
  Failure& f = failure();
  const std::lock_guard<std::mutex> lock(f.mutex);
  if (f.callsLeft == 0) f.lost = true;
  if (f.callsLeft > 0) f.callsLeft--;
  return f.lost ? cudaErrorIllegalAddress : cudaSuccess;
}

bool isLost() {
  const std::lock_guard<std::mutex> lock(failure().mutex);
  return failure().lost;
}

cudaError_t keep(cudaError_t error) {
  if (error != cudaSuccess) lastError = error;
  return error;
}

}  // namespace harmonidiff::simulated

using namespace harmonidiff::simulated;

extern "C" void harmonidiff_simulated_fail_after(int64_t calls) {
  const std::lock_guard<std::mutex> lock(failure().mutex);
  failure().callsLeft = calls;
  failure().lost = false;
}

cudaError_t cudaGetLastError() {
  const cudaError_t error = lastError;
  lastError = cudaSuccess;
  return error;
}
