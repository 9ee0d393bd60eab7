#pragma once

#include <cuda_runtime_api.h>

// How functions of the CUDA runtime fail: once the device has failed, all of them do.

namespace harmonidiff::simulated {

/// Every function that can fail calls this once. Returns an error once the device has failed.
cudaError_t begin();

/// Whether the device has failed. It then runs no more work.
bool isLost();

/// Keeps an error for cudaGetLastError, and returns it.
cudaError_t keep(cudaError_t error);

/// The result of `work`, unless the device has failed.
template <typename Work>
cudaError_t guarded(Work work) {
  const cudaError_t error = begin();
  return keep(error == cudaSuccess ? work() : error);
}

}  // namespace harmonidiff::simulated
