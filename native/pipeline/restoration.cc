#include "pipeline/restoration.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "blending/detail.h"

namespace harmonidiff {
namespace {

/// Calls `visit` with the index of every pixel of the mask, on the canvas and in the box.
template <typename Visit>
void forEachPasted(const Request& request, const Visit& visit) {
  const Box& box = request.box;
  size_t inBox = 0;
  for (int64_t y = box.y; y < box.y + box.height; y++) {
    for (int64_t x = box.x; x < box.x + box.width; x++, inBox++) {
      const auto onCanvas = static_cast<size_t>(y * request.target.width + x);
      if (request.mask[onCanvas]) visit(onCanvas, inBox);
    }
  }
}

FloatImage pasteOf(const Request& request) {
  const Image& target = request.target;
  FloatImage paste{target.width, target.height, {target.pixels.begin(), target.pixels.end()}};
  forEachPasted(request, [&](size_t onCanvas, size_t inBox) {
    for (size_t c = 0; c < 3; c++) paste.pixels[3 * onCanvas + c] = request.source.pixels[3 * inBox + c];
  });
  return paste;
}

/// Which of the paste's pixels have data.
Validity validityOf(const Request& request) {
  Validity valid = request.valid.target;
  if (valid.empty() && request.valid.source.empty()) return {};
  valid.resize(request.mask.size(), 1);
  forEachPasted(request, [&](size_t onCanvas, size_t inBox) {
    valid[onCanvas] = request.valid.source.empty() || request.valid.source[inBox];
  });
  return valid;
}

}  // namespace

DetailRestoration::DetailRestoration(Run& run, const LatentPlacement& placement)
    : run_(run),
      paste_(pasteOf(run.request)),
      valid_(validityOf(run.request)),
      band_(std::max<int64_t>(placement.edgeWidth, 1) * run.model.shape.factor) {}

void DetailRestoration::operator()(const Tensor& image) const {
  std::vector<uint8_t> pixels(image.bytes());
  run_.latents.download(image, pixels.data());
  const std::vector<float> restored = run_.turn.aside(
      [&] { return restoreDetail(paste_, pixels, run_.request.mask, valid_, band_, run_.cancellation); });
  std::transform(restored.begin(), restored.end(), pixels.begin(),
                 [](float value) { return static_cast<uint8_t>(std::lrint(std::clamp(value, 0.0f, 255.0f))); });
  run_.latents.upload(pixels.data(), image);
}

}  // namespace harmonidiff
