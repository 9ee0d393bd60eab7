#pragma once

#include <cstdint>
#include <vector>

namespace harmonidiff {

/// Which input samples each output sample of one axis reads, and their weights: bicubic with a = −0.5, the support
/// widened when shrinking (Pillow's BICUBIC). The weights are 22-bit fixed point, as in Pillow for 8-bit images.
struct BicubicAxis {
  /// Weights reserved for each output sample; those beyond its `count` are unused.
  int support;
  std::vector<int32_t> first;    ///< index of the first input sample, for each output sample
  std::vector<int32_t> count;    ///< how many input samples
  std::vector<int32_t> weights;  ///< [outputs][support]
};

/// Both sizes in samples, at least 1.
BicubicAxis bicubicAxis(int64_t inputs, int64_t outputs);

}  // namespace harmonidiff
