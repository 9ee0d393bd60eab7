#pragma once

#include <random>
#include <vector>

#include "pipeline/run.h"

namespace harmonidiff {

/// A target that is encoded and inverted once, for many sources. Requests with the same image, prompt, metadata,
/// schedule and posterior give the same numbers with it as without it.
struct PreparedTarget {
  Tensor mean, logVariance;  ///< the VAE's posterior, [1, C, H, W]
  Tensor inverted;           ///< [D, C, H, W], as Inverted::target; entry 0 is the clean latent
  std::mt19937_64 random;    ///< the request's generator, after the target's noise was drawn
};

struct Preparation {
  PreparedTarget target;
  std::vector<StageReport> stages;
  Predictions predictions;
};

/// Encodes and inverts the request's target, up to the first step of its range of candidates. Of the request it reads
/// the target, all tokens, metadata, schedule, candidate range, seed and posterior; the source's tokens may be any, and
/// are encoded so that the text encoder is called as in a whole request.
/// Throws Error ABORT_ERR soon after a cancellation, and ENGINE_FAILED when a network fails.
Preparation prepareTarget(const Model& model, Turn& turn, const Request& request,
                          std::function<void(const Progress&)> onProgress);

}  // namespace harmonidiff
