#include "pipeline/noise.h"

#include <vector>

namespace harmonidiff {

Tensor gaussianNoise(Latents& latents, const Shape& shape, std::mt19937_64& generator) {
  const Tensor noise{DataType::Float32, shape, nullptr};
  std::vector<float> values(static_cast<size_t>(noise.size()));
  std::normal_distribution<float> normal;
  for (float& value : values) value = normal(generator);
  return latents.upload(DataType::Float32, shape, values.data());
}

}  // namespace harmonidiff
