#include "pipeline/placement.h"

#include <algorithm>
#include <cmath>

#include "error.h"

namespace harmonidiff {
namespace {

/// The canvas mask at the latent's resolution, [H, W].
std::vector<uint8_t> latentMask(const Request& request, const LatentPlacement& placement, int64_t factor) {
  const int64_t canvasWidth = request.target.width;
  const int64_t width = canvasWidth / factor, height = request.target.height / factor;
  std::vector<uint8_t> mask(static_cast<size_t>(width * height), 0);
  for (int64_t y = 0; y < placement.height; y++) {
    for (int64_t x = 0; x < placement.width; x++) {
      int64_t covered = 0;
      for (int64_t i = 0; i < factor * factor; i++) {
        const int64_t row = request.box.y + y * factor + i / factor;
        const int64_t column = request.box.x + x * factor + i % factor;
        covered += request.mask[static_cast<size_t>(row * canvasWidth + column)];
      }
      const int64_t at = (placement.corner.y + y) * width + placement.corner.x + x;
      mask[static_cast<size_t>(at)] = 2 * covered >= factor * factor;
    }
  }
  return mask;
}

int64_t roundHalfToEven(int64_t value, int64_t divisor) {
  return std::llrint(static_cast<double>(value) / static_cast<double>(divisor));
}

}  // namespace

int64_t edgeWidth(const Box& box, double ratio, int64_t factor) {
  const auto shorter = static_cast<double>(std::min(box.width / factor, box.height / factor));
  return static_cast<int64_t>(std::floor(ratio * shorter));
}

LatentPlacement placeLatent(Latents& latents, const Request& request, int64_t factor) {
  const Box& box = request.box;
  LatentPlacement placement;
  placement.corner = {roundHalfToEven(box.x, factor), roundHalfToEven(box.y, factor)};
  placement.width = box.width / factor;
  placement.height = box.height / factor;
  const std::vector<uint8_t> mask = latentMask(request, placement, factor);
  placement.mask =
      latents.upload(DataType::UInt8, {request.target.height / factor, request.target.width / factor}, mask.data());
  placement.edgeWidth = edgeWidth(box, request.edgeWidthRatio, factor);
  placement.edge = latents.subtract(latents.dilate(placement.mask, placement.edgeWidth),
                                    erodeKeepingSome(latents, placement.mask, placement.edgeWidth));
  return placement;
}

void requireLatents(Latents& latents, const Request& request, const LatentPlacement& placement, int64_t factor) {
  const Box& box = request.box;
  if (placement.width == 0 || placement.height == 0) {
    throw Error("PLACEMENT_INVALID", "The placement is " + std::to_string(box.width) + " x " +
                                         std::to_string(box.height) + " px; each side needs at least " +
                                         std::to_string(factor) + " px (one latent pixel).");
  }
  if (!latents.any(placement.mask)) {
    throw Error("PLACEMENT_INVALID", "The mask fills less than half of every block of " + std::to_string(factor) +
                                         " x " + std::to_string(factor) + " px; draw it wider.");
  }
}

Tensor erodeKeepingSome(Latents& latents, const Tensor& mask, int64_t radius) {
  for (; radius > 0; radius--) {
    Tensor eroded = latents.erode(mask, radius);
    if (latents.any(eroded)) return eroded;
  }
  return mask;
}

}  // namespace harmonidiff
