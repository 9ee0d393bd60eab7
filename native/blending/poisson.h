#pragma once

#include "cancellation.h"
#include "image.h"

namespace harmonidiff {

/// Poisson blending with imported gradients (Pérez, Gangnet, Blake: Poisson Image Editing, SIGGRAPH 2003, section 3):
/// inside the mask the result has the source's gradients, as far as it can, and meets the target at the mask's outline.
///
/// `source` has the box's size, `mask` [canvas height, canvas width] is 0 or 1 and 0 outside the box. Gives the canvas'
/// pixels [height, width, 3], rounded and clamped; all that is not solved for are the target's. What is solved for:
/// - The mask's pixels. One beside the box, where the source and so its gradient ends, keeps the target's value: it is
///   then part of the outline. (Where the mask is the box, that is a rim one pixel wide.)
/// - The canvas' edge is no outline: a mask that touches it is free there (Neumann boundary).
/// - A mask of the whole canvas has no outline. The source then comes whole, moved to the target's mean per channel.
///
/// Exact to about 0.002 levels before rounding. Throws Error ABORT_ERR soon after a cancellation.
std::vector<uint8_t> poissonBlend(const Image& target, const Image& source, const Box& box,
                                  const std::vector<uint8_t>& mask, Cancellation& cancellation);

/// The same before rounding, as what is added to the source: [box height, box width, 3], the membrane that spans the
/// difference of target and source at the outline. It is target − source where nothing is solved for.
std::vector<float> poissonMembrane(const Image& target, const Image& source, const Box& box,
                                   const std::vector<uint8_t>& mask, Cancellation& cancellation);

}  // namespace harmonidiff
