#include "pipeline/schedule.h"

#include <algorithm>
#include <cmath>

namespace harmonidiff {

DdimStep Schedule::denoise(int i) const {
  const int t = timesteps.at(static_cast<size_t>(i));
  return between(alphaCumprod(t), alphaCumprod(t - stride()));
}

DdimStep Schedule::at(int t) const { return between(alphaCumprod(t), alphaCumprod(t)); }

DdimStep Schedule::invert(int t) const {
  const int last = static_cast<int>(alphasCumprod.size()) - 1;
  return between(alphaCumprod(std::min(t - stride(), last)), alphaCumprod(t));
}

double Schedule::alphaCumprod(int t) const {
  return t < 0 ? finalAlphaCumprod : alphasCumprod.at(static_cast<size_t>(t));
}

DdimStep Schedule::between(double from, double to) const {
  const double signal = std::sqrt(from), noise = std::sqrt(1 - from);
  DdimStep step{};
  switch (prediction) {
    case Prediction::Epsilon:
      step.x0FromLatent = static_cast<float>(1 / signal);
      step.x0FromOutput = static_cast<float>(-noise / signal);
      step.epsilonFromLatent = 0;
      step.epsilonFromOutput = 1;
      break;
    case Prediction::Velocity:
      step.x0FromLatent = static_cast<float>(signal);
      step.x0FromOutput = static_cast<float>(-noise);
      step.epsilonFromLatent = static_cast<float>(noise);
      step.epsilonFromOutput = static_cast<float>(signal);
      break;
  }
  step.nextFromX0 = static_cast<float>(std::sqrt(to));
  step.nextFromEpsilon = static_cast<float>(std::sqrt(1 - to));
  step.clip = clip;
  return step;
}

}  // namespace harmonidiff
