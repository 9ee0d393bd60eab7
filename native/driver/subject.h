#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/values.h"
#include "engines/tensorrt.h"
#include "loading/loading.h"
#include "pipeline/request.h"

namespace harmonidiff::driver {

struct NamedRequest {
  std::string name;
  Request request;
};

/// A model and what is asked of it.
struct Subject {
  std::string name;
  ModelDescription onCpu;
  std::vector<PlanRequest> plans;  ///< for TensorRT; their plans go to one folder
  std::vector<NamedRequest> requests;
  std::optional<ScoreRequest> score;  ///< absent without a classifier
};

/// What describe.mjs recorded of the calls that the JavaScript side makes.
std::vector<Subject> readSubjects(const Values& values);

/// A GPU with TensorRT.
struct Gpu {
  CudaDescription cuda;
  TensorRtLibraries tensorRt;
};
Gpu readGpu(const Values& values);

}  // namespace harmonidiff::driver
