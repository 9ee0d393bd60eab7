#pragma once

#include <random>

#include "latents/latents.h"

namespace harmonidiff {

/// Standard normal numbers, drawn on the host: the same seed gives the same ones on every device.
Tensor gaussianNoise(Latents& latents, const Shape& shape, std::mt19937_64& generator);

}  // namespace harmonidiff
