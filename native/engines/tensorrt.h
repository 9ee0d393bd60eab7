#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engines/engine.h"

namespace harmonidiff {

/// This package's plugin for a major version of TensorRT, and TensorRT's own two libraries, by name or path.
struct TensorRtLibraries {
  std::string plugin;
  std::string infer, parser;
};

/// The sizes of one input in one optimisation profile; kernels are chosen for `best`.
struct ShapeRange {
  int profile;
  std::string input;
  Shape least, best, most;
};

/// What a plan is built from. The graph is ONNX without ONNX Runtime's own operators, and its weights have the types
/// that it computes in.
struct PlanRequest {
  NetworkSource source;
  std::string plan;  ///< the file to write
  std::vector<ShapeRange> ranges;
  bool tf32 = false;
  std::string timingCache;  ///< file of kernel timings, read and replaced; need not exist
};

struct BuildProgress {
  std::string phase;  ///< as TensorRT names it
  int step, steps;    ///< of the phase
};

/// TensorRT on the GPU `number`, with its work queued on `stream` (a cudaStream_t). It loads networks from their plans.
/// Throws Error ENGINE_NOT_FOUND when a library cannot be opened, PLAN_REFUSED when TensorRT does not accept a plan,
/// OUT_OF_MEMORY when the GPU's memory does not suffice, DEVICE_LOST when the process can no longer use the GPU,
/// ENGINE_FAILED when TensorRT fails in another way.
std::unique_ptr<Engine> makeTensorRtEngine(const TensorRtLibraries& libraries, int number, void* stream);

/// Builds an engine for the GPU `number` and writes it to the file `plan`; this takes minutes.
/// Throws as above, and ABORT_ERR soon after `cancellation` was cancelled.
void buildTensorRtPlan(const TensorRtLibraries& libraries, int number, const PlanRequest& request,
                       Cancellation& cancellation, const std::function<void(const BuildProgress&)>& onProgress);

/// The version of TensorRT itself. Needs no GPU. Throws ENGINE_NOT_FOUND.
std::string tensorRtVersion(const TensorRtLibraries& libraries);

}  // namespace harmonidiff
