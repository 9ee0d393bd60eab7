// Runs the operations on latents with any numbers, including infinities and NaN, because nothing checks what a network
// returns before they run.
#include "latents/latents.h"

#include "fuzz/inputs.h"

using namespace harmonidiff;

namespace {

class Inputs {
 public:
  Inputs(fuzz::Bytes& data, Latents& latents) : data_(data), latents_(latents) {}

  Tensor floats(const Shape& shape) {
    const Tensor counted{DataType::Float32, shape, nullptr};
    return latents_.upload(DataType::Float32, shape, data_.elements<float>(counted.size()).data());
  }

  Tensor mask(int64_t height, int64_t width) {
    return latents_.upload(DataType::UInt8, {height, width}, fuzz::mask(data_, height * width).data());
  }

  DdimStep step() { return data_.any<DdimStep>(); }

 private:
  fuzz::Bytes& data_;
  Latents& latents_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  fuzz::Bytes data(bytes, size);
  const auto device = makeCpuDevice();
  Latents latents(*device);
  Inputs inputs(data, latents);
  const auto width = data.whole<int64_t>(1, 12), height = data.whole<int64_t>(1, 12);
  const auto radius = data.whole<int64_t>(0, 20);
  const Box box = fuzz::box(data, width, height);
  constexpr int64_t kChannels = 4;

  const Tensor mask = inputs.mask(height, width);
  const Tensor edge = latents.subtract(latents.dilate(mask, radius), latents.erode(mask, radius));
  const Tensor shifted = latents.meanShift(inputs.floats({2, kChannels, box.height, box.width}),
                                           inputs.floats({2, kChannels, height, width}), mask, {box.x, box.y}, {});
  const Tensor rows = inputs.floats({2, kChannels, height, width}), output = inputs.floats(rows.shape);
  const Tensor first = shifted.rows(0, 1);
  latents.guidedStep(rows, output, data.any<float>(), inputs.step(), &edge, &first);
  latents.ddimStep(rows, output, inputs.step(), rows);

  const Tensor sample = inputs.floats({1, 3, height, width});
  const Tensor image = latents.allocate(DataType::UInt8, {height, width, 3});
  latents.sampleToImage(sample, image);
  const uint8_t none = 0;
  const Tensor found = latents.upload(DataType::UInt8, {1}, &none);
  latents.findNonFinite(rows, found);
  const Tensor paste = latents.upload(DataType::UInt8, {box.height, box.width, 3},
                                      fuzz::image(data, box.width, box.height).pixels.data());
  latents.pasteImage(image, paste, mask, {box.x, box.y});
  return 0;
}
