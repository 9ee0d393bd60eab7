#include "pipeline/placement.h"

#include <algorithm>
#include <cmath>

#include "error.h"

namespace harmonidiff {
namespace {

/// A grid of latent pixels: which of them have at least half of their f × f pixels set.
struct LatentGrid {
  int64_t width, height, factor;

  /// `pixels` are those of an image `stride` px wide, from the one at (`left`, `top`) on.
  std::vector<uint8_t> halfSet(const std::vector<uint8_t>& pixels, int64_t stride, int64_t left, int64_t top) const {
    std::vector<uint8_t> set;
    set.reserve(static_cast<size_t>(width * height));
    for (int64_t y = 0; y < height; y++) {
      for (int64_t x = 0; x < width; x++) {
        int64_t covered = 0;
        for (int64_t i = 0; i < factor * factor; i++) {
          const int64_t row = top + y * factor + i / factor, column = left + x * factor + i % factor;
          covered += pixels[static_cast<size_t>(row * stride + column)];
        }
        set.push_back(2 * covered >= factor * factor);
      }
    }
    return set;
  }
};

/// The canvas mask at the latent's resolution, [H, W].
std::vector<uint8_t> latentMask(const Request& request, const LatentPlacement& placement, int64_t factor) {
  const int64_t width = request.target.width / factor, height = request.target.height / factor;
  const std::vector<uint8_t> set = LatentGrid{placement.width, placement.height, factor}.halfSet(
      request.mask, request.target.width, request.box.x, request.box.y);
  std::vector<uint8_t> mask(static_cast<size_t>(width * height), 0);
  for (int64_t y = 0; y < placement.height; y++) {
    std::copy_n(set.begin() + y * placement.width, placement.width,
                mask.begin() + (placement.corner.y + y) * width + placement.corner.x);
  }
  return mask;
}

/// The latent pixels that count for an image; all of them if none has enough data.
CountedLatents::Plane countedOf(Latents& latents, const Validity& valid, int64_t width, int64_t height,
                                int64_t factor) {
  if (valid.empty()) return {};
  const LatentGrid grid{width / factor, height / factor, factor};
  const std::vector<uint8_t> set = grid.halfSet(valid, width, 0, 0);
  const auto count = static_cast<int64_t>(std::count(set.begin(), set.end(), 1));
  if (count == 0) return {};
  return {latents.upload(DataType::UInt8, {grid.height, grid.width}, set.data()), count};
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
  placement.largestSquare = largestSquare(mask, request.target.width / factor);
  placement.edge =
      latents.subtract(latents.dilate(placement.mask, placement.edgeWidth),
                       erodeKeepingSome(latents, placement.mask, placement.largestSquare, placement.edgeWidth));
  const Image& target = request.target;
  placement.counted.source = countedOf(latents, request.valid.source, box.width, box.height, factor);
  placement.counted.target = countedOf(latents, request.valid.target, target.width, target.height, factor);
  return placement;
}

void requireLatents(const Request& request, const LatentPlacement& placement, int64_t factor) {
  const Box& box = request.box;
  if (placement.width == 0 || placement.height == 0) {
    throw Error("PLACEMENT_INVALID", "The placement is " + std::to_string(box.width) + " x " +
                                         std::to_string(box.height) + " px; each side needs at least " +
                                         std::to_string(factor) + " px (one latent pixel).");
  }
  if (placement.largestSquare == 0) {
    throw Error("PLACEMENT_INVALID", "The mask fills less than half of every block of " + std::to_string(factor) +
                                         " x " + std::to_string(factor) + " px; draw it wider.");
  }
}

int64_t largestSquare(const std::vector<uint8_t>& mask, int64_t width) {
  // sides[x]: of the largest square whose lower right pixel is this one, or still the one above it.
  std::vector<int64_t> sides(static_cast<size_t>(width), 0);
  int64_t largest = 0;
  for (size_t row = 0; row < mask.size(); row += sides.size()) {
    int64_t left = 0, aboveLeft = 0;
    for (size_t x = 0; x < sides.size(); x++) {
      const int64_t above = sides[x];
      sides[x] = mask[row + x] ? std::min({left, above, aboveLeft}) + 1 : 0;
      left = sides[x];
      aboveLeft = above;
      largest = std::max(largest, left);
    }
  }
  return largest;
}

Tensor erodeKeepingSome(Latents& latents, const Tensor& mask, int64_t square, int64_t radius) {
  // An erosion keeps the centre of every square of side 2 · radius + 1.
  const int64_t possible = std::min(radius, (square - 1) / 2);
  return possible > 0 ? latents.erode(mask, possible) : mask;
}

}  // namespace harmonidiff
