#pragma once

#include <array>
#include <vector>

#include "devices/device.h"
#include "operations/latent_math.h"
#include "tensor.h"

namespace harmonidiff {

/// Where a patch lies on a larger grid, in pixels of that grid.
struct Corner {
  int64_t x;
  int64_t y;
};

/// The harmony classifier's input format: its side in pixels, and mean and deviation of RGB values in 0…1.
struct ClassifierFormat {
  int64_t size = 256;
  std::array<float, 3> mean{0.5f, 0.5f, 0.5f};
  std::array<float, 3> deviation{0.5f, 0.5f, 0.5f};
};

/// The latent pixels that means are taken over, of source and target.
struct CountedLatents {
  struct Plane {
    Tensor mask;        ///< [h, w] or [H, W] of 0 and 1; without memory if all count
    int64_t count = 0;  ///< ones of the mask
  };
  Plane source, target;
};

/// How to resize images of one size to another: the tables of bicubic.h on the device, and memory for the results.
struct Resizing {
  struct Axis {
    int64_t inputs = 0, outputs = 0;
    Tensor first, count, weights;
    bool changes() const { return inputs != outputs; }
  };
  Axis horizontal, vertical;
  Tensor wide, result;  ///< after the horizontal pass, and after both
};

/// How often data was copied between host and device. Counted on the CPU as well, since the pipeline is the same code.
struct Transfers {
  int uploads = 0, downloads = 0;
};

/// What the pipeline does with latents and images between two network calls, in the memory of one device.
/// C channels, H × W the canvas' latent size, h × w the source's; all latents fp32, images 8-bit RGB [height, width,
/// 3], masks 8-bit [height, width] of 0 and 1.
class Latents {
 public:
  explicit Latents(Device& device) : device_(device) {}

  Device& device() { return device_; }
  const Transfers& transfers() const { return transfers_; }

  Tensor allocate(DataType type, const Shape& shape);
  Tensor upload(DataType type, const Shape& shape, const void* data);
  /// Uploads to a tensor that exists.
  void upload(const void* data, const Tensor& tensor);
  void download(const Tensor& tensor, void* data);
  /// Copies `from` to `to`, which have the same type and size.
  void copy(const Tensor& from, const Tensor& to);

  /// [height, width, 3] → [1, 3, height, width] in −1…1.
  Tensor imageToSample(const Tensor& image);
  /// [1, 3, height, width] → [height, width, 3], into `image`. Values that are not a number become black.
  void sampleToImage(const Tensor& sample, const Tensor& image);
  /// Uploads what every resize from the one size to the other needs.
  Resizing prepareResize(int64_t height, int64_t width, int64_t newHeight, int64_t newWidth);
  /// Bicubic (a = −0.5, support widened when shrinking), rounded to 8 bits after each pass. The next resize with the
  /// same `resizing` overwrites the result, which is `image` itself if no side changes.
  Tensor resizeImage(const Tensor& image, const Resizing& resizing);
  /// `image` where `mask` (of its size) is 0, `patch` at `corner` where it is 1.
  Tensor pasteImage(const Tensor& image, const Tensor& patch, const Tensor& mask, Corner corner);
  /// Makes a sample [1, 3, height, width] grey where the latent's mask [height / factor, width / factor] is set.
  void blank(const Tensor& sample, const Tensor& mask);
  /// `image`, which has the classifier's size, with each mask of the canvas' size → [masks, 4, size, size], into
  /// `input`.
  void classifierInput(const Tensor& image, const std::vector<Tensor>& masks, const ClassifierFormat& format,
                       const Tensor& input);

  /// factor · x, same shape.
  Tensor scale(const Tensor& x, float factor);
  /// The same, into `out`.
  void scale(const Tensor& x, float factor, const Tensor& out);
  /// mean + exp(logVariance / 2) · noise, all of one shape.
  Tensor samplePosterior(const Tensor& mean, const Tensor& logVariance, const Tensor& noise);

  /// A mask [H, W] → fp32 [1, 1, H, W] of 0 and 1.
  Tensor maskToFloat(const Tensor& mask);
  /// √ᾱ · latent + √(1 − ᾱ) · noise, into `out`.
  void addNoise(const Tensor& latent, const Tensor& noise, float alphaCumprod, const Tensor& out);
  /// One step of size `rate` along the delta denoising score (DDS), in place, where `region` [H, W] is set. `sample`
  /// and the network's `output` are [3, C, H, W]: the noised latent without and with its prompt, and the noised
  /// reference.
  void deltaDenoise(const Tensor& latent, const Tensor& sample, const Tensor& output, const Tensor& region,
                    const DdimStep& step, float guidanceScale, float rate);

  /// One unguided DDIM step of all of `latent`, with the network's `output`, into `next` (may be `latent`).
  void ddimStep(const Tensor& latent, const Tensor& output, const DdimStep& step, const Tensor& next);

  /// LMS for T timesteps at once: `source` [T, C, h, w], shifted per timestep and channel to the target's mean, pasted
  /// into `target` [T, C, H, W] at `corner` inside `mask` [H, W] → [T, C, H, W].
  Tensor meanShift(const Tensor& source, const Tensor& target, const Tensor& mask, Corner corner,
                   const CountedLatents& counted);

  /// Square structuring element of side 2 · radius + 1; pixels outside the mask's grid count as 0.
  Tensor dilate(const Tensor& mask, int64_t radius);
  Tensor erode(const Tensor& mask, int64_t radius);
  /// a AND NOT b.
  Tensor subtract(const Tensor& a, const Tensor& b);
  /// Sets the byte `found` to 1 if a value is infinite or not a number, and leaves it otherwise.
  void findNonFinite(const Tensor& x, const Tensor& found);

  /// One guided DDIM step of n candidates. `latents` and `output` are [2n, C, H, W]; rows 2k and 2k + 1 are the
  /// unconditional and the conditional half of candidate k and hold the same latent, before and after.
  /// With `shifted` (one [1, C, H, W]), the result is fused for the step that follows (LTF): it stays where
  /// `edge` [H, W] is 1 and becomes `shifted` elsewhere.
  void guidedStep(const Tensor& latents, const Tensor& output, float guidanceScale, const DdimStep& step,
                  const Tensor* edge, const Tensor* shifted);

 private:
  template <typename Operation>
  void forEach(const Operation& operation, int64_t count);
  Tensor morphology(const Tensor& mask, int64_t radius, bool dilate);
  Resizing::Axis uploadAxis(int64_t inputs, int64_t outputs);

  Device& device_;
  Transfers transfers_;
};

}  // namespace harmonidiff
