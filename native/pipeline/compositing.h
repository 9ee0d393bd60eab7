#pragma once

#include "pipeline/run.h"

namespace harmonidiff {

/// → 8-bit RGB [height, width, 3] on the device.
Tensor uploadImage(Latents& latents, const Image& image);

/// The source pasted unchanged into the target inside `mask` (of the canvas' size). → 8-bit RGB.
Tensor plainPaste(Run& run, const Tensor& mask);

/// Poisson blending (Pérez et al. 2003): the source's gradients inside the mask, the target's pixels around it. Solved
/// on the host. → 8-bit RGB.
Tensor poissonBlending(Run& run);

}  // namespace harmonidiff
