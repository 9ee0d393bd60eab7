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
  device_.forEach(static_cast<int>(OperationIdOf<Operation>::value), &operation, count);
}

Tensor Latents::allocate(DataType type, const Shape& shape) {
  Tensor tensor{type, shape, nullptr};
  tensor.memory = device_.allocate(tensor.bytes());
  return tensor;
}

Tensor Latents::upload(DataType type, const Shape& shape, const void* data) {
  Tensor tensor = allocate(type, shape);
  upload(data, tensor);
  return tensor;
}

void Latents::upload(const void* data, const Tensor& tensor) {
  device_.upload(data, tensor.data<void>(), tensor.bytes());
  transfers_.uploads++;
}

void Latents::download(const Tensor& tensor, void* data) {
  device_.download(tensor.data<void>(), data, tensor.bytes());
  transfers_.downloads++;
}

void Latents::copy(const Tensor& from, const Tensor& to) {
  device_.copy(from.data<void>(), to.data<void>(), from.bytes());
}

Tensor Latents::imageToSample(const Tensor& image) {
  const int64_t height = image.shape[0], width = image.shape[1];
  Tensor sample = allocate(DataType::Float32, {1, 3, height, width});
  forEach(ImageToSample{image.data<uint8_t>(), sample.data<float>(), height * width}, sample.size());
  return sample;
}

void Latents::sampleToImage(const Tensor& sample, const Tensor& image) {
  forEach(SampleToImage{sample.data<float>(), image.data<uint8_t>(), sample.shape[2] * sample.shape[3]}, sample.size());
}

Resizing::Axis Latents::uploadAxis(int64_t inputs, int64_t outputs) {
  Resizing::Axis axis{inputs, outputs, {}, {}, {}};
  if (!axis.changes()) return axis;
  const BicubicAxis tables = bicubicAxis(inputs, outputs);
  std::vector<int32_t> values = tables.first;
  values.insert(values.end(), tables.count.begin(), tables.count.end());
  values.insert(values.end(), tables.weights.begin(), tables.weights.end());
  const Tensor all = upload(DataType::Int32, {static_cast<int64_t>(values.size())}, values.data());
  axis.first = all.rows(0, outputs);
  axis.count = all.rows(outputs, outputs);
  axis.weights = all.rows(2 * outputs, outputs * tables.support);
  return axis;
}

Resizing Latents::prepareResize(int64_t height, int64_t width, int64_t newHeight, int64_t newWidth) {
  Resizing resizing;
  resizing.horizontal = uploadAxis(width, newWidth);
  const bool alike = height == width && newHeight == newWidth;
  resizing.vertical = alike ? resizing.horizontal : uploadAxis(height, newHeight);
  if (resizing.horizontal.changes()) resizing.wide = allocate(DataType::UInt8, {height, newWidth, 3});
  if (resizing.vertical.changes()) resizing.result = allocate(DataType::UInt8, {newHeight, newWidth, 3});
  return resizing;
}

/// As in Pillow: the horizontal pass first, each pass rounded to 8 bits, and none along an axis that keeps its size.
Tensor Latents::resizeImage(const Tensor& image, const Resizing& resizing) {
  const auto pass = [&](const Tensor& in, const Resizing::Axis& axis, int64_t inner, const Tensor& out) {
    if (!axis.changes()) return in;
    const auto support = static_cast<int32_t>(axis.weights.size() / axis.outputs);
    forEach(ResizePass{in.data<uint8_t>(), out.data<uint8_t>(), axis.first.data<int32_t>(), axis.count.data<int32_t>(),
                       axis.weights.data<int32_t>(), axis.inputs, axis.outputs, inner, support},
            out.size());
    return out;
  };
  const Tensor wide = pass(image, resizing.horizontal, 3, resizing.wide);
  return pass(wide, resizing.vertical, wide.shape[1] * 3, resizing.result);
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

void Latents::classifierInput(const Tensor& image, const std::vector<Tensor>& masks, const ClassifierFormat& format,
                              const Tensor& input) {
  const int64_t size = format.size;
  for (size_t k = 0; k < masks.size(); k++) {
    const Tensor& mask = masks[k];
    ClassifierInput operation{};
    operation.image = image.data<uint8_t>();
    operation.mask = mask.data<uint8_t>();
    operation.input = input.rows(static_cast<int64_t>(k), 1).data<float>();
    operation.size = size;
    operation.maskHeight = mask.shape[0];
    operation.maskWidth = mask.shape[1];
    std::copy(format.mean.begin(), format.mean.end(), operation.mean);
    std::copy(format.deviation.begin(), format.deviation.end(), operation.deviation);
    forEach(operation, size * size);
  }
}

Tensor Latents::scale(const Tensor& x, float factor) {
  Tensor result = allocate(x.type, x.shape);
  scale(x, factor, result);
  return result;
}

void Latents::scale(const Tensor& x, float factor, const Tensor& out) {
  forEach(Scale{x.data<float>(), out.data<float>(), factor}, x.size());
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
  device_.shiftMeans(operation, target.shape[0] * target.shape[1]);
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

void Latents::findNonFinite(const Tensor& x, const Tensor& found) {
  forEach(FindNonFinite{x.data<float>(), found.data<uint8_t>()}, x.size());
}

void Latents::guidedStep(const Tensor& latents, const Tensor& output, float guidanceScale, const DdimStep& step,
                         const Tensor* edge, const Tensor* shifted) {
  forEach(GuidedStep{latents.data<float>(), output.data<float>(), edge ? edge->data<uint8_t>() : nullptr,
                     shifted ? shifted->data<float>() : nullptr, latents.stride(), latents.shape[2] * latents.shape[3],
                     guidanceScale, step},
          latents.size() / 2);
}

}  // namespace harmonidiff
