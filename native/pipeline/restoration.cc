#include "pipeline/restoration.h"

#include <algorithm>
#include <vector>

#include "pipeline/compositing.h"

namespace harmonidiff {
namespace {

/// Chebyshev distance of every pixel to the nearest pixel on the other side of the mask, at least 1, in two sweeps: the
/// distance that morphology with square elements uses. The canvas' edge is not a seam.
std::vector<int> distanceToSeam(const std::vector<uint8_t>& mask, int64_t height, int64_t width) {
  const int far = static_cast<int>(height + width);
  std::vector<int> distance(mask.size(), far);
  const auto visit = [&](int64_t y, int64_t x, int direction) {
    int& here = distance[static_cast<size_t>(y * width + x)];
    const auto look = [&](int64_t dy, int64_t dx) {
      const int64_t v = y + dy, u = x + dx;
      if (v < 0 || v >= height || u < 0 || u >= width) return;
      const auto at = static_cast<size_t>(v * width + u);
      const bool sameSide = mask[at] == mask[static_cast<size_t>(y * width + x)];
      here = std::min(here, sameSide ? distance[at] + 1 : 1);
    };
    look(0, -direction);
    for (int64_t dx = -1; dx <= 1; dx++) look(-direction, dx);
  };
  for (int64_t y = 0; y < height; y++) {
    for (int64_t x = 0; x < width; x++) visit(y, x, 1);
  }
  for (int64_t y = height - 1; y >= 0; y--) {
    for (int64_t x = width - 1; x >= 0; x--) visit(y, x, -1);
  }
  return distance;
}

}  // namespace

DetailRestoration::DetailRestoration(Run& run, const Tensor& mask, const LatentPlacement& placement)
    : latents_(run.latents),
      paste_(plainPaste(run, mask)),
      mask_(mask),
      // The VAE loses what is finer than a latent pixel.
      gaussian_(latents_.gaussian(static_cast<float>(run.model.shape.factor))) {
  const int64_t height = mask.shape[0], width = mask.shape[1];
  const int64_t band = std::max<int64_t>(placement.edgeWidth, 1) * run.model.shape.factor;
  std::vector<float> weight;
  for (const int distance : distanceToSeam(run.request.mask, height, width)) {
    // Squared, so that hardly anything returns next to the seam: the paste's own seam would return with it.
    const float part = std::min(1.0f, (static_cast<float>(distance) - 0.5f) / static_cast<float>(band));
    weight.push_back(part * part);
  }
  weight_ = latents_.upload(DataType::Float32, {height, width}, weight.data());
}

Tensor DetailRestoration::operator()(const Tensor& image) const {
  return latents_.restoreDetail(image, paste_, mask_, weight_, gaussian_);
}

}  // namespace harmonidiff
