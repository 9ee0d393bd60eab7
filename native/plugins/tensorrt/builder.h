#pragma once

#include "plugins/tensorrt/nvinfer.h"
#include "plugins/tensorrt/plugin.h"

namespace harmonidiff::tensorrt {

/// Makes the plan and writes it to `build.plan`. Throws Failure; a build that `onStep` stopped fails too.
void buildPlan(Libraries& libraries, const Build& build);

}  // namespace harmonidiff::tensorrt
