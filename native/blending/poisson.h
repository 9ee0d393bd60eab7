#pragma once

#include "cancellation.h"
#include "image.h"

namespace harmonidiff {

/// Poisson blending with imported gradients (Pérez, Gangnet, Blake: Poisson Image Editing, SIGGRAPH 2003, section 3):
/// inside the mask the result has the source's gradients, as closely as possible, and meets the target at the mask's
/// outline.
///
/// `source` has the box's size, `mask` [canvas height, canvas width] is 0 or 1 and 0 outside the box. Returns the
/// canvas' pixels [height, width, 3], rounded and clamped; those that are not solved for are the target's. These rules
/// say which pixels are solved for:
/// - The mask's pixels, except those along the edge of the box or beside a pixel of the source without data, where the
///   source and its gradient end. These keep the target's values and belong to the outline. (If the mask is the whole
///   box, they are a rim one pixel wide.)
/// - The canvas' edge is not an outline: a mask that touches it is free there (Neumann boundary). The same holds for
///   the target's pixels without data, which count as beyond the canvas.
/// - A part of the mask without an outline, such as a mask of the whole canvas, becomes the source, shifted to the
///   target's mean there per channel.
///
/// Exact to about 0.002 levels before rounding. Throws Error ABORT_ERR soon after a cancellation.
std::vector<uint8_t> poissonBlend(const Image& target, const Image& source, const Box& box,
                                  const std::vector<uint8_t>& mask, const Validities& valid,
                                  Cancellation& cancellation);

/// The same in any unit, without rounding and clamping: exact to about 10⁻⁵ of the largest difference between target
/// and source. What is not solved for equals the target exactly.
std::vector<float> poissonBlend(const FloatImage& target, const FloatImage& source, const Box& box,
                                const std::vector<uint8_t>& mask, const Validities& valid, Cancellation& cancellation);

/// The membrane that poissonBlend adds to the source, before rounding: [box height, box width, 3]. It spans the
/// difference between target and source at the outline, and is target − source where nothing is solved for.
std::vector<float> poissonMembrane(const Image& target, const Image& source, const Box& box,
                                   const std::vector<uint8_t>& mask, const Validities& valid,
                                   Cancellation& cancellation);

}  // namespace harmonidiff
