#pragma once

#include <memory>

#include "latents/latents.h"

namespace harmonidiff {

std::unique_ptr<Latents> makeCpuLatents();

}  // namespace harmonidiff
