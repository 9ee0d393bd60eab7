#pragma once

#include "pipeline/restoration.h"
#include "pipeline/run.h"

namespace harmonidiff {

/// A candidate before it is scored.
struct Contender {
  std::optional<int> timestep;  ///< where it started
  Tensor latent;                ///< [1, C, H, W], scaled, to be decoded; without memory if there is an image
  Tensor image;                 ///< 8-bit RGB [height, width, 3]
};

/// Makes every contender's image, restores its detail if `restore` is given, and scores it three times (mask as placed,
/// eroded and dilated by `margin` image pixels). Then fills in the result's candidates and winner: all scores are
/// downloaded at once, so that the device need not be waited for between two candidates, and until then it keeps the
/// images. Without a classifier all images come back unscored and there is no winner.
/// Throws Error NUMBERS_INVALID, after all candidates are done, when a network gave values that are infinite or not a
/// number.
void selectCandidate(Run& run, const std::vector<Contender>& contenders, const Tensor& mask, int64_t margin,
                     const DetailRestoration* restore);

}  // namespace harmonidiff
