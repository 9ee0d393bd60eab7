// Blends any images with any masks, and with pixels that have no data.
#include "blending/poisson.h"

#include "fuzz/inputs.h"

using namespace harmonidiff;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  fuzz::Bytes data(bytes, size);
  const auto width = data.whole<int64_t>(1, 24), height = data.whole<int64_t>(1, 24);
  const Box box = fuzz::box(data, width, height);
  const std::vector<uint8_t> mask = fuzz::maskInBox(data, box, width, height);
  const Validities valid{fuzz::validity(data, width * height), fuzz::validity(data, box.width * box.height)};
  Cancellation cancellation;
  if (data.truth()) {
    const FloatImage target = fuzz::floatImage(data, width, height);
    const FloatImage source = fuzz::floatImage(data, box.width, box.height);
    const std::vector<float> blended = poissonBlend(target, source, box, mask, valid, cancellation);
    fuzz::require(blended.size() == target.pixels.size());
    return 0;
  }
  const Image target = fuzz::image(data, width, height), source = fuzz::image(data, box.width, box.height);
  const std::vector<uint8_t> blended = poissonBlend(target, source, box, mask, valid, cancellation);
  fuzz::require(blended.size() == target.pixels.size());
  for (size_t i = 0; i < blended.size(); i++) fuzz::require(mask[i / 3] || blended[i] == target.pixels[i]);
  const std::vector<float> membrane = poissonMembrane(target, source, box, mask, valid, cancellation);
  fuzz::require(membrane.size() == source.pixels.size());
  return 0;
}
