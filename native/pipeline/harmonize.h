#pragma once

#include "pipeline/run.h"

namespace harmonidiff {

/// HarmoniDiff-RS: encode, invert, shift, denoise and fuse, select (arXiv 2604.19392, section 3).
/// Throws Error PLACEMENT_INVALID for a placement that is too small, ABORT_ERR soon after a cancellation, and
/// ENGINE_FAILED when a network fails. `prepared`, if there is one, comes from `prepareTarget` with the same target,
/// model and options, and at least as many inverted timesteps.
Result harmonize(const Model& model, Turn& turn, const Request& request,
                 std::function<void(const Progress&)> onProgress, const PreparedTarget* prepared = nullptr);

}  // namespace harmonidiff
