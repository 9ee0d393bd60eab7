#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engines/engine.h"

namespace harmonidiff {

/// An OpenVINO library, and what it can do on this processor.
struct OpenVinoFacts {
  std::string version;  ///< such as "2026.4.1"
  bool bf16 = false;    ///< whether the processor computes in bf16; where it does not, OpenVINO uses fp32 instead
};

/// The shapes of all inputs, by name.
using InputShapes = std::vector<std::pair<std::string, Shape>>;

/// What OpenVINO compiles.
struct OpenVinoBuild {
  std::string name;       ///< of the network, for messages
  std::string graph;      ///< path of the ONNX file; its weights lie in the same folder
  InputShapes shapes;     ///< the only ones that the result can run; if empty, any
  std::string precision;  ///< fp32 or bf16
  std::string plan;       ///< the file to write
};

/// OpenVINO on the CPU. `library` is the path of `libopenvino_c.so`, opened at the first use in the process. It loads
/// networks from their plans, each of which is one compiled model; every call runs on `threads` threads.
/// Throws Error ENGINE_NOT_FOUND when the library cannot be opened, PLAN_REFUSED when OpenVINO does not accept a plan,
/// OUT_OF_MEMORY, and ENGINE_FAILED when it fails in another way.
std::unique_ptr<Engine> makeOpenVinoEngine(const std::string& library, int threads);

/// Compiles a network and writes it to `build.plan`. OpenVINO cannot be interrupted: `cancellation` is looked at before
/// and after. Throws as above, and CACHE_FAILED when
/// the plan cannot be written. After an error, no file is left.
void buildOpenVinoPlan(const std::string& library, int threads, const OpenVinoBuild& build, Cancellation& cancellation);

/// Throws Error ENGINE_NOT_FOUND.
OpenVinoFacts openVinoFacts(const std::string& library);

}  // namespace harmonidiff
