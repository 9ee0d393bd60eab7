#pragma once

#include "latents/latents.h"
#include "pipeline/request.h"

namespace harmonidiff {

/// Where the source's latent lies on the target's, and the band in which the two are fused.
struct LatentPlacement {
  Corner corner;
  int64_t width, height;   ///< of the source's latent
  int64_t edgeWidth;       ///< w, in latent pixels
  Tensor mask;             ///< [H, W]
  Tensor edge;             ///< [H, W]: dilate(mask, w) − erode(mask, w)
  int64_t largestSquare;   ///< inside the mask: its side, in latent pixels
  CountedLatents counted;  ///< those of which at least half of the f × f pixels have data
};

/// w = ⌊ratio · min(width, height)⌋ of the box in latent pixels; `factor` is the VAE's f.
int64_t edgeWidth(const Box& box, double ratio, int64_t factor);

/// The corner is the box's divided by f and rounded half to even; a latent pixel belongs to the mask when at least half
/// of its f × f pixels, counted from the box's corner, do. Nothing may be left of a small or thin mask.
LatentPlacement placeLatent(Latents& latents, const Request& request, int64_t factor);

/// Throws Error PLACEMENT_INVALID when nothing is left at the latent's resolution.
void requireLatents(const Request& request, const LatentPlacement& placement, int64_t factor);

/// The side of the largest square inside a mask [height, width]; 0 if the mask is empty.
int64_t largestSquare(const std::vector<uint8_t>& mask, int64_t width);

/// Erosion by `radius`, or by the largest smaller radius whose result is not empty. `square` is the side of the largest
/// square inside the mask: it tells that radius without a look at the device's memory.
Tensor erodeKeepingSome(Latents& latents, const Tensor& mask, int64_t square, int64_t radius);

}  // namespace harmonidiff
