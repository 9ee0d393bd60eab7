#pragma once

#include "pipeline/run.h"

namespace harmonidiff {

/// HarmoniDiff-RS: encode, invert, shift, denoise and fuse, select (arXiv 2604.19392, section 3).
/// Throws Error PLACEMENT_INVALID for a placement that is too small, ABORT_ERR soon after a cancellation, and
/// ENGINE_FAILED when a network fails.
Result harmonize(const Model& model, Latents& latents, const Request& request, Cancellation& cancellation,
                 std::function<void(const Progress&)> onProgress);

}  // namespace harmonidiff
