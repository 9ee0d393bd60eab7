// Makes the tables for resizing between any sizes, and resizes small images.
#include "fuzz/inputs.h"
#include "latents/bicubic.h"
#include "latents/latents.h"

using namespace harmonidiff;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  fuzz::Bytes data(bytes, size);
  const auto inputs = data.whole<int64_t>(1, 8192);
  const auto outputs = data.whole<int64_t>(1, 8192);
  const BicubicAxis axis = bicubicAxis(inputs, outputs);
  for (size_t i = 0; i < static_cast<size_t>(outputs); i++) {
    fuzz::require(axis.first[i] >= 0 && axis.count[i] >= 0 && axis.count[i] <= axis.support);
    fuzz::require(axis.first[i] + axis.count[i] <= inputs);
  }
  const auto side = [&] { return data.whole<int64_t>(1, 40); };
  const int64_t height = side(), width = side(), newHeight = side(), newWidth = side();
  const Image image = fuzz::image(data, width, height);
  const auto device = makeCpuDevice();
  Latents latents(*device);
  const Resizing resizing = latents.prepareResize(height, width, newHeight, newWidth);
  const Tensor given = latents.upload(DataType::UInt8, {height, width, 3}, image.pixels.data());
  const Tensor resized = latents.resizeImage(given, resizing);
  fuzz::require(resized.shape == Shape({newHeight, newWidth, 3}));
  std::vector<uint8_t> pixels(static_cast<size_t>(resized.size()));
  latents.download(resized, pixels.data());
  return 0;
}
