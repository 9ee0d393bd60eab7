#pragma once

#include "plugins/tensorrt/nvinfer.h"
#include "plugins/tensorrt/plugin.h"

namespace harmonidiff::tensorrt {

/// Builds the plan and writes it to `build.plan`. Throws Exception, also when `onStep` stopped the build.
void buildPlan(Libraries& libraries, const Build& build);

}  // namespace harmonidiff::tensorrt
