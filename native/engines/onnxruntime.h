#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engines/engine.h"

namespace harmonidiff {

/// The GPU whose memory the tensors are in, and the cudaStream_t that everything is queued on.
struct CudaTarget {
  int number;
  void* stream;
};

/// Keeps ONNX Runtime from reporting its use to Microsoft, which recent versions do by default. If the environment
/// variable ORT_DISABLE_TELEMETRY is already set, it keeps its value. Has no effect on a library that is already open.
/// Call it on a JavaScript thread: the environment must not be read while it is changed, and most reads come from
/// JavaScript.
void disableTelemetry();

/// ONNX Runtime on the CPU or, with `cuda`, on a GPU. `library` is the path of `libonnxruntime.so`, opened at the first
/// use in the process; on the CPU every network runs on `threads` threads.
/// Throws Error ENGINE_NOT_FOUND when the library cannot be opened or is older than 1.18.
std::unique_ptr<Engine> makeOnnxRuntimeEngine(const std::string& library, int threads,
                                              const std::optional<CudaTarget>& cuda = std::nullopt);

/// The version that the library reports. Throws as above.
std::string onnxRuntimeVersion(const std::string& library);

}  // namespace harmonidiff
