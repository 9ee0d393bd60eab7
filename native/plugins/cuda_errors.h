#pragma once

#include <cuda_runtime_api.h>

#include <string>

// What errors of the CUDA runtime mean to the caller. Shared by the plugins.

namespace harmonidiff::cuda {

/// After these, every call of the process fails until it ends.
inline bool isLost(cudaError_t error) {
  switch (error) {
    case cudaErrorIllegalAddress:
    case cudaErrorLaunchTimeout:
    case cudaErrorAssert:
    case cudaErrorHardwareStackError:
    case cudaErrorIllegalInstruction:
    case cudaErrorMisalignedAddress:
    case cudaErrorInvalidAddressSpace:
    case cudaErrorInvalidPc:
    case cudaErrorLaunchFailure:
    case cudaErrorECCUncorrectable:
    case cudaErrorNvlinkUncorrectable:
    case cudaErrorMpsClientTerminated:
    case cudaErrorExternalDevice:
#if CUDART_VERSION >= 13000
    case cudaErrorContained:
    case cudaErrorTensorMemoryLeak:
#endif
      return true;
    default: return false;
  }
}

inline const char* codeOf(cudaError_t error) {
  if (isLost(error)) return "DEVICE_LOST";
  return error == cudaErrorMemoryAllocation ? "OUT_OF_MEMORY" : "DEVICE_FAILED";
}

/// For a lack of memory on the current GPU, of `bytes` if they are known.
inline std::string shortageOf(size_t bytes = 0) {
  size_t free = 0, total = 0;
  cudaGetLastError();
  cudaMemGetInfo(&free, &total);
  return std::string("The GPU has too little memory: ") +
         (bytes ? std::to_string(bytes) + " more bytes are needed, and " : std::string()) + std::to_string(free) +
         " of " + std::to_string(total) + (bytes ? " are free." : " bytes are free.") +
         " End other programs that use it, or use fewer candidates, a smaller model or device \"cpu\".";
}

/// Clears the error, which the runtime would otherwise report again at the next launch.
inline std::string messageOf(cudaError_t error) {
  cudaGetLastError();
  if (error == cudaErrorMemoryAllocation) return shortageOf();
  const std::string said = cudaGetErrorString(error);
  if (!isLost(error)) return "CUDA: " + said + ".";
  return "The GPU failed (" + said + "), and this process can no longer use it: restart the process.";
}

}  // namespace harmonidiff::cuda
