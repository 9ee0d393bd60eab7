#pragma once

#include <random>

#include "latents/latents.h"

namespace harmonidiff {

/// Standard normal numbers, drawn on the host, so that a seed gives the same numbers on every device.
Tensor gaussianNoise(Latents& latents, const Shape& shape, std::mt19937_64& generator);

}  // namespace harmonidiff
