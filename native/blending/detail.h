#pragma once

#include "cancellation.h"
#include "image.h"

namespace harmonidiff {

/// Screened Poisson restoration (after Bhat, Curless, Cohen, Zitnick: Fourier Analysis of the 2D Screened Poisson
/// Equation for Gradient Domain Problems, ECCV 2008) of what a VAE removed from a composite. The result has
/// - outside the band, exactly the target's own pixels;
/// - far from the seam, the gradients of the plain paste, and at the seam those of the harmonised picture, because the
///   paste's would bring the seam back; within `band` px, a blend of both by the square of the distance;
/// - the tones of the harmonised picture, by a data term that is strong at the seam and weak inside.
///
/// `paste` may lie outside 0…255, which `harmonised` [height, width, 3] cannot: what clamping takes from the paste is
/// not counted as a change. `mask` [height, width] is 1 where the source is, and `valid` of the same size says which
/// pixels have data; the others do not change and count as beyond the canvas. The equation is solved for the mask and
/// for the pixels outside it within `band` px (Chebyshev distance, at least 1) of the seam. The canvas' edge is not a
/// seam.
///
/// Returns [height, width, 3], not clamped, exact to about 0.002 levels. Throws Error ABORT_ERR soon after a
/// cancellation.
std::vector<float> restoreDetail(const FloatImage& paste, const std::vector<uint8_t>& harmonised,
                                 const std::vector<uint8_t>& mask, const Validity& valid, int64_t band,
                                 Cancellation& cancellation);

}  // namespace harmonidiff
