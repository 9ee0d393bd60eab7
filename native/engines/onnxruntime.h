#pragma once

#include <memory>
#include <string>

#include "engines/engine.h"

namespace harmonidiff {

/// ONNX Runtime on the CPU. `library` is the path of `libonnxruntime.so`, opened at the first use in the process;
/// every network runs on `threads` threads.
/// Throws Error ENGINE_NOT_FOUND when the library cannot be opened or is older than 1.18.
std::unique_ptr<Engine> makeOnnxRuntimeEngine(const std::string& library, int threads);

/// The library's version, as it says itself. Throws as above.
std::string onnxRuntimeVersion(const std::string& library);

}  // namespace harmonidiff
