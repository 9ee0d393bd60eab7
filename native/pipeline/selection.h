#pragma once

#include <functional>

#include "pipeline/placement.h"
#include "pipeline/run.h"

namespace harmonidiff {

/// A candidate that has no image yet: where it started, and how to make its image.
struct Contender {
  std::optional<int> timestep;
  std::function<Tensor()> image;  ///< → 8-bit RGB [height, width, 3]
};

/// Makes every contender's image, scores it three times (mask as placed, eroded and dilated by `margin` image pixels)
/// and fills in the result's candidates and winner. One image at a time, so that memory does not grow with their
/// number. Without a classifier all images come back unscored and there is no winner.
void selectCandidate(Run& run, const std::vector<Contender>& contenders, const Tensor& mask, int64_t margin);

}  // namespace harmonidiff
