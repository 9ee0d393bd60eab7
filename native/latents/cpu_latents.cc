#include "latents/cpu_latents.h"

#include <algorithm>
#include <cstring>

#include "latents/bicubic.h"

namespace harmonidiff {
namespace {

/// Enough for the widest vector loads of the engines.
constexpr size_t kAlignment = 64;

/// One axis of a square dilation: a pixel is set when any within `radius` along the axis is.
void dilateAxis(const uint8_t* in, uint8_t* out, int64_t count, int64_t stride, int64_t radius) {
  int64_t last = -radius - 1;  // the latest set pixel seen
  int64_t ahead = 0;           // pixels before this one have been looked at
  for (int64_t i = 0; i < count; i++) {
    for (; ahead < count && ahead <= i + radius; ahead++) {
      if (in[ahead * stride]) last = ahead;
    }
    out[i * stride] = last >= i - radius;
  }
}

class CpuLatents : public Latents {
 public:
  Tensor allocate(DataType type, const Shape& shape) override {
    Tensor tensor{type, shape, nullptr};
    const size_t bytes = (std::max<size_t>(tensor.bytes(), 1) + kAlignment - 1) / kAlignment * kAlignment;
    void* memory = std::aligned_alloc(kAlignment, bytes);
    if (!memory) throw std::bad_alloc();
    tensor.memory = std::shared_ptr<void>(memory, std::free);
    return tensor;
  }

  Tensor upload(DataType type, const Shape& shape, const void* data) override {
    Tensor tensor = allocate(type, shape);
    std::memcpy(tensor.data<void>(), data, tensor.bytes());
    return tensor;
  }

  void download(const Tensor& tensor, void* data) override {
    std::memcpy(data, tensor.data<void>(), tensor.bytes());
  }

  void copy(const Tensor& from, const Tensor& to) override {
    std::memcpy(to.data<void>(), from.data<void>(), from.bytes());
  }

  Tensor imageToSample(const Tensor& image) override {
    const int64_t height = image.shape[0], width = image.shape[1], pixels = height * width;
    Tensor sample = allocate(DataType::Float32, {1, 3, height, width});
    for (int64_t c = 0; c < 3; c++) {
      float* plane = sample.data<float>() + c * pixels;
      for (int64_t i = 0; i < pixels; i++) plane[i] = pixelToSample(image.data<uint8_t>()[i * 3 + c]);
    }
    return sample;
  }

  Tensor sampleToImage(const Tensor& sample) override {
    const int64_t height = sample.shape[2], width = sample.shape[3], pixels = height * width;
    Tensor image = allocate(DataType::UInt8, {height, width, 3});
    for (int64_t c = 0; c < 3; c++) {
      const float* plane = sample.data<float>() + c * pixels;
      for (int64_t i = 0; i < pixels; i++) image.data<uint8_t>()[i * 3 + c] = sampleToPixel(plane[i]);
    }
    return image;
  }

  /// The horizontal pass first, each rounded to 8 bits, and none along an axis that keeps its size, as in Pillow.
  Tensor resizeImage(const Tensor& image, int64_t height, int64_t width) override {
    const int64_t oldHeight = image.shape[0], oldWidth = image.shape[1];
    Tensor result = image;
    if (width != oldWidth) {
      const Tensor from = result;
      const BicubicAxis axis = bicubicAxis(oldWidth, width);
      result = allocate(DataType::UInt8, {oldHeight, width, 3});
      for (int64_t y = 0; y < oldHeight; y++) {
        const uint8_t* row = from.data<uint8_t>() + y * oldWidth * 3;
        uint8_t* out = result.data<uint8_t>() + y * width * 3;
        for (int64_t x = 0; x < width; x++) {
          for (int64_t c = 0; c < 3; c++) {
            out[x * 3 + c] = resampleBytes(row + axis.first[x] * 3 + c, 3, &axis.weights[x * axis.support],
                                           axis.count[x]);
          }
        }
      }
    }
    if (height != oldHeight) {
      const Tensor from = result;
      const BicubicAxis axis = bicubicAxis(oldHeight, height);
      result = allocate(DataType::UInt8, {height, width, 3});
      for (int64_t y = 0; y < height; y++) {
        const uint8_t* rows = from.data<uint8_t>() + axis.first[y] * width * 3;
        uint8_t* out = result.data<uint8_t>() + y * width * 3;
        for (int64_t i = 0; i < width * 3; i++) {
          out[i] = resampleBytes(rows + i, width * 3, &axis.weights[y * axis.support], axis.count[y]);
        }
      }
    }
    return result;
  }

  Tensor pasteImage(const Tensor& image, const Tensor& patch, const Tensor& mask, Corner corner) override {
    Tensor result = upload(image.type, image.shape, image.data<void>());
    const int64_t height = patch.shape[0], width = patch.shape[1], rowWidth = image.shape[1];
    for (int64_t y = 0; y < height; y++) {
      for (int64_t x = 0; x < width; x++) {
        const int64_t at = (corner.y + y) * rowWidth + corner.x + x;
        if (!mask.data<uint8_t>()[at]) continue;
        std::memcpy(result.data<uint8_t>() + at * 3, patch.data<uint8_t>() + (y * width + x) * 3, 3);
      }
    }
    return result;
  }

  Tensor classifierInput(const Tensor& image, const std::vector<Tensor>& masks,
                         const ClassifierFormat& format) override {
    const int64_t size = format.size, pixels = size * size;
    const int64_t height = image.shape[0], width = image.shape[1];
    const Tensor small = resizeImage(image, size, size);
    const auto count = static_cast<int64_t>(masks.size());
    Tensor input = allocate(DataType::Float32, {count, 4, size, size});
    for (int64_t k = 0; k < count; k++) {
      float* planes = input.data<float>() + k * 4 * pixels;
      for (int64_t c = 0; c < 3; c++) {
        for (int64_t i = 0; i < pixels; i++) {
          const float unit = static_cast<float>(small.data<uint8_t>()[i * 3 + c]) / 255.0f;
          planes[c * pixels + i] = (unit - format.mean[c]) / format.deviation[c];
        }
      }
      float* plane = planes + 3 * pixels;
      for (int64_t y = 0; y < size; y++) {
        const uint8_t* row = masks[k].data<uint8_t>() + maskIndex(y, height, size) * width;
        for (int64_t x = 0; x < size; x++) plane[y * size + x] = row[maskIndex(x, width, size)];
      }
    }
    return input;
  }

  Tensor scale(const Tensor& x, float factor) override {
    Tensor result = allocate(x.type, x.shape);
    for (int64_t i = 0; i < x.size(); i++) result.data<float>()[i] = x.data<float>()[i] * factor;
    return result;
  }

  Tensor samplePosterior(const Tensor& mean, const Tensor& logVariance, const Tensor& noise) override {
    Tensor result = allocate(mean.type, mean.shape);
    for (int64_t i = 0; i < mean.size(); i++) {
      result.data<float>()[i] = harmonidiff::samplePosterior(mean.data<float>()[i], logVariance.data<float>()[i],
                                                             noise.data<float>()[i]);
    }
    return result;
  }

  void ddimStep(const Tensor& latent, const Tensor& output, const DdimStep& step, const Tensor& next) override {
    for (int64_t i = 0; i < latent.size(); i++) {
      next.data<float>()[i] = harmonidiff::ddimStep(latent.data<float>()[i], output.data<float>()[i], step);
    }
  }

  Tensor meanShift(const Tensor& source, const Tensor& target, const Tensor& mask, Corner corner) override {
    Tensor result = upload(target.type, target.shape, target.data<void>());
    const int64_t planes = target.shape[0] * target.shape[1], width = target.shape[3];
    const int64_t pixels = target.shape[2] * width;
    const int64_t sourceHeight = source.shape[2], sourceWidth = source.shape[3];
    const int64_t sourcePixels = sourceHeight * sourceWidth;
    for (int64_t p = 0; p < planes; p++) {
      const float* patch = source.data<float>() + p * sourcePixels;
      const float from = mean(patch, sourcePixels);
      const float to = mean(target.data<float>() + p * pixels, pixels);
      for (int64_t y = 0; y < sourceHeight; y++) {
        for (int64_t x = 0; x < sourceWidth; x++) {
          const int64_t at = (corner.y + y) * width + corner.x + x;
          if (!mask.data<uint8_t>()[at]) continue;
          result.data<float>()[p * pixels + at] = shiftMean(patch[y * sourceWidth + x], from, to);
        }
      }
    }
    return result;
  }

  Tensor dilate(const Tensor& mask, int64_t radius) override {
    const int64_t height = mask.shape[0], width = mask.shape[1];
    Tensor rows = allocate(DataType::UInt8, mask.shape);
    Tensor result = allocate(DataType::UInt8, mask.shape);
    for (int64_t y = 0; y < height; y++) {
      dilateAxis(mask.data<uint8_t>() + y * width, rows.data<uint8_t>() + y * width, width, 1, radius);
    }
    for (int64_t x = 0; x < width; x++) {
      dilateAxis(rows.data<uint8_t>() + x, result.data<uint8_t>() + x, height, width, radius);
    }
    return result;
  }

  /// Erosion is the dilation of the background, which also reaches in from outside.
  Tensor erode(const Tensor& mask, int64_t radius) override {
    const int64_t height = mask.shape[0], width = mask.shape[1];
    const int64_t paddedHeight = height + 2 * radius, paddedWidth = width + 2 * radius;
    Tensor background = allocate(DataType::UInt8, {paddedHeight, paddedWidth});
    std::memset(background.data<void>(), 1, background.bytes());
    for (int64_t y = 0; y < height; y++) {
      for (int64_t x = 0; x < width; x++) {
        background.data<uint8_t>()[(y + radius) * paddedWidth + x + radius] = !mask.data<uint8_t>()[y * width + x];
      }
    }
    const Tensor grown = dilate(background, radius);
    Tensor result = allocate(DataType::UInt8, mask.shape);
    for (int64_t y = 0; y < height; y++) {
      for (int64_t x = 0; x < width; x++) {
        result.data<uint8_t>()[y * width + x] = !grown.data<uint8_t>()[(y + radius) * paddedWidth + x + radius];
      }
    }
    return result;
  }

  Tensor subtract(const Tensor& a, const Tensor& b) override {
    Tensor result = allocate(DataType::UInt8, a.shape);
    for (int64_t i = 0; i < a.size(); i++) {
      result.data<uint8_t>()[i] = a.data<uint8_t>()[i] && !b.data<uint8_t>()[i];
    }
    return result;
  }

  bool any(const Tensor& mask) override {
    const uint8_t* data = mask.data<uint8_t>();
    return std::any_of(data, data + mask.size(), [](uint8_t value) { return value != 0; });
  }

  void guidedStep(const Tensor& latents, const Tensor& output, float guidanceScale, const DdimStep& step,
                  const Tensor* edge, const Tensor* shifted) override {
    const int64_t candidates = latents.shape[0] / 2, count = latents.stride();
    const int64_t pixels = latents.shape[2] * latents.shape[3];
    for (int64_t k = 0; k < candidates; k++) {
      float* row = latents.data<float>() + 2 * k * count;
      const float* unconditional = output.data<float>() + 2 * k * count;
      const float* conditional = unconditional + count;
      for (int64_t i = 0; i < count; i++) {
        const float guided = guide(unconditional[i], conditional[i], guidanceScale);
        float next = harmonidiff::ddimStep(row[i], guided, step);
        if (shifted && !edge->data<uint8_t>()[i % pixels]) next = shifted->data<float>()[i];
        row[i] = next;
        row[count + i] = next;
      }
    }
  }

 private:
  static float mean(const float* values, int64_t count) {
    double sum = 0;
    for (int64_t i = 0; i < count; i++) sum += values[i];
    return static_cast<float>(sum / static_cast<double>(count));
  }
};

}  // namespace

std::unique_ptr<Latents> makeCpuLatents() { return std::make_unique<CpuLatents>(); }

}  // namespace harmonidiff
