// Restores the detail of any paste, with any mask and with pixels that have no data. Levels may lie outside 0…255.
#include "blending/detail.h"

#include "fuzz/inputs.h"

using namespace harmonidiff;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  fuzz::Bytes data(bytes, size);
  const auto width = data.whole<int64_t>(1, 24), height = data.whole<int64_t>(1, 24);
  const auto band = data.whole<int64_t>(1, 40);
  const std::vector<uint8_t> mask = fuzz::mask(data, width * height);
  const Validity valid = fuzz::validity(data, width * height);
  const std::vector<uint8_t> harmonised = data.elements<uint8_t>(3 * width * height);
  const FloatImage paste = fuzz::floatImage(data, width, height);
  Cancellation cancellation;
  const std::vector<float> restored = restoreDetail(paste, harmonised, mask, valid, band, cancellation);
  fuzz::require(restored.size() == paste.pixels.size());
  return 0;
}
