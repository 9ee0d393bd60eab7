#include "latents/bicubic.h"

#include <algorithm>
#include <cmath>

namespace harmonidiff {
namespace {

double bicubic(double x) {
  constexpr double a = -0.5;
  x = std::fabs(x);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

}  // namespace

BicubicAxis bicubicAxis(int64_t inputs, int64_t outputs) {
  const double scale = static_cast<double>(inputs) / static_cast<double>(outputs);
  const double stretch = std::max(scale, 1.0);
  const double radius = 2.0 * stretch;
  BicubicAxis axis;
  axis.support = static_cast<int>(std::ceil(radius)) * 2 + 1;
  axis.weights.assign(static_cast<size_t>(outputs) * static_cast<size_t>(axis.support), 0);

  std::vector<double> exact(static_cast<size_t>(axis.support));
  for (int64_t i = 0; i < outputs; i++) {
    const double center = (static_cast<double>(i) + 0.5) * scale;
    const auto first = std::max<int64_t>(static_cast<int64_t>(center - radius + 0.5), 0);
    const auto end = std::min<int64_t>(static_cast<int64_t>(center + radius + 0.5), inputs);
    const auto count = static_cast<int>(end - first);
    double sum = 0;
    for (int k = 0; k < count; k++) {
      exact[k] = bicubic((static_cast<double>(first + k) - center + 0.5) / stretch);
      sum += exact[k];
    }
    int32_t* weights = &axis.weights[static_cast<size_t>(i) * axis.support];
    for (int k = 0; k < count; k++) {
      weights[k] = static_cast<int32_t>(std::lround(exact[k] / sum * (1 << 22)));
    }
    axis.first.push_back(static_cast<int32_t>(first));
    axis.count.push_back(count);
  }
  return axis;
}

}  // namespace harmonidiff
