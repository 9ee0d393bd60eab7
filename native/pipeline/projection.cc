#include "pipeline/projection.h"

#include <cmath>

namespace harmonidiff {

std::vector<float> SinusoidalProjection::of(const std::vector<float>& numbers) const {
  const size_t half = frequencies.size();
  std::vector<float> projected(numbers.size() * 2 * half);
  float* row = projected.data();
  for (const float number : numbers) {
    for (size_t i = 0; i < half; i++) {
      const float angle = number * frequencies[i];
      row[cosineFirst ? i : half + i] = std::cos(angle);
      row[cosineFirst ? half + i : i] = std::sin(angle);
    }
    row += 2 * half;
  }
  return projected;
}

}  // namespace harmonidiff
