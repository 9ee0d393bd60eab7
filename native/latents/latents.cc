#include "latents/latents.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "latents/bicubic.h"
#include "operations/operations.h"

namespace harmonidiff {

template <typename Operation>
void Latents::forEach(const Operation& operation, int64_t count) {
  device_->forEach(static_cast<int>(OperationIdOf<Operation>::value), &operation, count);
}

Tensor Latents::allocate(DataType type, const Shape& shape) {
  Tensor tensor{type, shape, nullptr};
  tensor.memory = device_->allocate(tensor.bytes());
  return tensor;
}

Tensor Latents::upload(DataType type, const Shape& shape, const void* data) {
  Tensor tensor = allocate(type, shape);
  device_->upload(data, tensor.data<void>(), tensor.bytes());
  transfers_.uploads++;
  return tensor;
}

void Latents::download(const Tensor& tensor, void* data) {
  device_->download(tensor.data<void>(), data, tensor.bytes());
  transfers_.downloads++;
}

void Latents::copy(const Tensor& from, const Tensor& to) {
  device_->copy(from.data<void>(), to.data<void>(), from.bytes());
}

Tensor Latents::imageToSample(const Tensor& image) {
  const int64_t height = image.shape[0], width = image.shape[1];
  Tensor sample = allocate(DataType::Float32, {1, 3, height, width});
  forEach(ImageToSample{image.data<uint8_t>(), sample.data<float>(), height * width}, sample.size());
  return sample;
}

Tensor Latents::sampleToImage(const Tensor& sample) {
  const int64_t height = sample.shape[2], width = sample.shape[3];
  Tensor image = allocate(DataType::UInt8, {height, width, 3});
  forEach(SampleToImage{sample.data<float>(), image.data<uint8_t>(), height * width}, sample.size());
  return image;
}

/// As in Pillow: the horizontal pass first, each pass rounded to 8 bits, and none along an axis that keeps its size.
Tensor Latents::resizeImage(const Tensor& image, int64_t height, int64_t width) {
  Tensor result = image;
  const auto pass = [&](const Shape& shape, int64_t inputs, int64_t outputs, int64_t inner) {
    const BicubicAxis axis = bicubicAxis(inputs, outputs);
    const Tensor first = upload(DataType::Int32, {outputs}, axis.first.data());
    const Tensor count = upload(DataType::Int32, {outputs}, axis.count.data());
    const Tensor weights = upload(DataType::Int32, {outputs, axis.support}, axis.weights.data());
    Tensor out = allocate(DataType::UInt8, shape);
    forEach(ResizePass{result.data<uint8_t>(), out.data<uint8_t>(), first.data<int32_t>(), count.data<int32_t>(),
                       weights.data<int32_t>(), inputs, outputs, inner, axis.support},
            out.size());
    result = std::move(out);
  };
  const int64_t oldHeight = image.shape[0], oldWidth = image.shape[1];
  if (width != oldWidth) pass({oldHeight, width, 3}, oldWidth, width, 3);
  if (height != oldHeight) pass({height, width, 3}, oldHeight, height, width * 3);
  return result;
}

Tensor Latents::pasteImage(const Tensor& image, const Tensor& patch, const Tensor& mask, Corner corner) {
  Tensor result = allocate(image.type, image.shape);
  copy(image, result);
  forEach(PasteImage{result.data<uint8_t>(), patch.data<uint8_t>(), mask.data<uint8_t>(), image.shape[1],
                     patch.shape[1], corner.x, corner.y},
          patch.shape[0] * patch.shape[1]);
  return result;
}

void Latents::blank(const Tensor& sample, const Tensor& mask) {
  const int64_t height = sample.shape[2], width = sample.shape[3];
  forEach(BlankSample{sample.data<float>(), mask.data<uint8_t>(), height, width, height / mask.shape[0]},
          sample.size());
}

Tensor Latents::classifierInput(const Tensor& image, const std::vector<Tensor>& masks, const ClassifierFormat& format) {
  const int64_t size = format.size;
  const auto count = static_cast<int64_t>(masks.size());
  const Tensor small = resizeImage(image, size, size);
  Tensor input = allocate(DataType::Float32, {count, 4, size, size});
  for (int64_t k = 0; k < count; k++) {
    const Tensor& mask = masks[static_cast<size_t>(k)];
    ClassifierInput operation{};
    operation.image = small.data<uint8_t>();
    operation.mask = mask.data<uint8_t>();
    operation.input = input.rows(k, 1).data<float>();
    operation.size = size;
    operation.maskHeight = mask.shape[0];
    operation.maskWidth = mask.shape[1];
    std::copy(format.mean.begin(), format.mean.end(), operation.mean);
    std::copy(format.deviation.begin(), format.deviation.end(), operation.deviation);
    forEach(operation, size * size);
  }
  return input;
}

Tensor Latents::scale(const Tensor& x, float factor) {
  Tensor result = allocate(x.type, x.shape);
  forEach(Scale{x.data<float>(), result.data<float>(), factor}, x.size());
  return result;
}

Tensor Latents::samplePosterior(const Tensor& mean, const Tensor& logVariance, const Tensor& noise) {
  Tensor result = allocate(mean.type, mean.shape);
  forEach(SamplePosterior{mean.data<float>(), logVariance.data<float>(), noise.data<float>(), result.data<float>()},
          mean.size());
  return result;
}

Tensor Latents::maskToFloat(const Tensor& mask) {
  Tensor result = allocate(DataType::Float32, {1, 1, mask.shape[0], mask.shape[1]});
  forEach(MaskToFloat{mask.data<uint8_t>(), result.data<float>()}, result.size());
  return result;
}

void Latents::addNoise(const Tensor& latent, const Tensor& noise, float alphaCumprod, const Tensor& out) {
  forEach(AddNoise{latent.data<float>(), noise.data<float>(), out.data<float>(), std::sqrt(alphaCumprod),
                   std::sqrt(1 - alphaCumprod)},
          latent.size());
}

void Latents::deltaDenoise(const Tensor& latent, const Tensor& sample, const Tensor& output, const Tensor& region,
                           const DdimStep& step, float guidanceScale, float rate) {
  forEach(
      DeltaDenoise{latent.data<float>(), sample.data<float>(), output.data<float>(), region.data<uint8_t>(),
                   latent.size(), region.size(), step.epsilonFromLatent, step.epsilonFromOutput, guidanceScale, rate},
      latent.size());
}

void Latents::ddimStep(const Tensor& latent, const Tensor& output, const DdimStep& step, const Tensor& next) {
  forEach(UnguidedStep{latent.data<float>(), output.data<float>(), next.data<float>(), step}, latent.size());
}

Tensor Latents::meanShift(const Tensor& source, const Tensor& target, const Tensor& mask, Corner corner,
                          const CountedLatents& counted) {
  Tensor result = allocate(target.type, target.shape);
  ShiftMean operation{};
  operation.source = source.data<float>();
  operation.target = target.data<float>();
  operation.mask = mask.data<uint8_t>();
  operation.shifted = result.data<float>();
  operation.height = source.shape[2];
  operation.width = source.shape[3];
  operation.targetHeight = target.shape[2];
  operation.targetWidth = target.shape[3];
  operation.cornerX = corner.x;
  operation.cornerY = corner.y;
  operation.sourceCounted = counted.source.mask.data<uint8_t>();
  operation.targetCounted = counted.target.mask.data<uint8_t>();
  operation.sourceCount = counted.source.mask.memory ? counted.source.count : operation.sourceSize();
  operation.targetCount = counted.target.mask.memory ? counted.target.count : operation.targetSize();
  device_->shiftMeans(operation, target.shape[0] * target.shape[1]);
  return result;
}

Tensor Latents::dilate(const Tensor& mask, int64_t radius) { return morphology(mask, radius, true); }

Tensor Latents::erode(const Tensor& mask, int64_t radius) { return morphology(mask, radius, false); }

/// A square element is applied as a row and then as a column.
Tensor Latents::morphology(const Tensor& mask, int64_t radius, bool dilate) {
  const int64_t height = mask.shape[0], width = mask.shape[1];
  const Tensor rows = allocate(DataType::UInt8, mask.shape);
  Tensor result = allocate(DataType::UInt8, mask.shape);
  const auto seek = static_cast<uint8_t>(dilate);
  forEach(MorphologyPass{mask.data<uint8_t>(), rows.data<uint8_t>(), width, 1, radius, seek}, mask.size());
  forEach(MorphologyPass{rows.data<uint8_t>(), result.data<uint8_t>(), height, width, radius, seek}, mask.size());
  return result;
}

Tensor Latents::subtract(const Tensor& a, const Tensor& b) {
  Tensor result = allocate(DataType::UInt8, a.shape);
  forEach(Subtract{a.data<uint8_t>(), b.data<uint8_t>(), result.data<uint8_t>()}, a.size());
  return result;
}

bool Latents::any(const Tensor& mask) {
  std::vector<uint8_t> values(static_cast<size_t>(mask.size()));
  download(mask, values.data());
  return std::any_of(values.begin(), values.end(), [](uint8_t value) { return value != 0; });
}

bool Latents::allFinite(const Tensor& x) {
  uint8_t value = 0;
  const Tensor found = upload(DataType::UInt8, {1}, &value);
  forEach(FindNonFinite{x.data<float>(), found.data<uint8_t>()}, x.size());
  download(found, &value);
  return value == 0;
}

void Latents::guidedStep(const Tensor& latents, const Tensor& output, float guidanceScale, const DdimStep& step,
                         const Tensor* edge, const Tensor* shifted) {
  forEach(GuidedStep{latents.data<float>(), output.data<float>(), edge ? edge->data<uint8_t>() : nullptr,
                     shifted ? shifted->data<float>() : nullptr, latents.stride(), latents.shape[2] * latents.shape[3],
                     guidanceScale, step},
          latents.size() / 2);
}

}  // namespace harmonidiff
