#pragma once

#include "operations/latent_math.h"

// What happens to one element, shared by all devices: each operation is plain data with a call operator, which the CPU
// device calls in a loop and the CUDA device in a kernel. A test on the CPU therefore covers the indexing of both.
// Pointers refer to the device's memory. C channels, H × W pixels of the canvas' latent, h × w of the source's.

namespace harmonidiff {

/// 8-bit RGB [pixels, 3] → [3, pixels] in −1…1. For every sample.
struct ImageToSample {
  const uint8_t* image;
  float* sample;
  int64_t pixels;
  HARMONIDIFF_INLINE void operator()(int64_t i) const { sample[i] = pixelToSample(image[i % pixels * 3 + i / pixels]); }
};

/// The inverse of ImageToSample. For every sample.
struct SampleToImage {
  const float* sample;
  uint8_t* image;
  int64_t pixels;
  HARMONIDIFF_INLINE void operator()(int64_t i) const { image[i % pixels * 3 + i / pixels] = sampleToPixel(sample[i]); }
};

/// One pass of a resize along one axis, for every byte of the output. The image is [outer, along, inner], where `inner`
/// bytes stay side by side: 3 for the horizontal pass, a whole row for the vertical one.
struct ResizePass {
  const uint8_t* in;
  uint8_t* out;
  const int32_t* first;    ///< [outputs]
  const int32_t* count;    ///< [outputs]
  const int32_t* weights;  ///< [outputs, support]
  int64_t inputs, outputs, inner;
  int32_t support;
  HARMONIDIFF_INLINE void operator()(int64_t i) const {
    const int64_t column = i % inner, along = i / inner % outputs, outer = i / inner / outputs;
    const uint8_t* samples = in + (outer * inputs + first[along]) * inner + column;
    out[i] = resampleBytes(samples, inner, weights + along * support, count[along]);
  }
};

/// Puts the patch [height, width, 3] at the corner into the image, where the mask is. For every pixel of the patch.
struct PasteImage {
  uint8_t* image;
  const uint8_t* patch;
  const uint8_t* mask;
  int64_t imageWidth, width, cornerX, cornerY;
  HARMONIDIFF_INLINE void operator()(int64_t i) const {
    const int64_t at = (cornerY + i / width) * imageWidth + cornerX + i % width;
    if (!mask[at]) return;
    for (int c = 0; c < 3; c++) image[at * 3 + c] = patch[i * 3 + c];
  }
};

/// An image as a sample [3, height, width], grey (0) where the latent's mask [height / factor, width / factor] is set.
/// For every value.
struct BlankSample {
  float* sample;
  const uint8_t* mask;
  int64_t height, width, factor;
  HARMONIDIFF_INLINE void operator()(int64_t i) const {
    const int64_t y = i / width % height, x = i % width;
    if (mask[y / factor * (width / factor) + x / factor]) sample[i] = 0;
  }
};

/// A mask as fp32 of 0 and 1. For every pixel.
struct MaskToFloat {
  const uint8_t* mask;
  float* out;
  HARMONIDIFF_INLINE void operator()(int64_t i) const { out[i] = mask[i] ? 1.0f : 0.0f; }
};

/// One sample [4, size, size] of the classifier's input: normalised RGB of an image of its size, and a mask of the
/// canvas' size. For every pixel.
struct ClassifierInput {
  const uint8_t* image;
  const uint8_t* mask;
  float* input;
  int64_t size, maskHeight, maskWidth;
  float mean[3], deviation[3];
  HARMONIDIFF_INLINE void operator()(int64_t i) const {
    const int64_t pixels = size * size;
    for (int c = 0; c < 3; c++) {
      input[c * pixels + i] = (static_cast<float>(image[i * 3 + c]) / 255.0f - mean[c]) / deviation[c];
    }
    const int64_t y = maskIndex(i / size, maskHeight, size), x = maskIndex(i % size, maskWidth, size);
    input[3 * pixels + i] = mask[y * maskWidth + x];
  }
};

/// For every value.
struct Scale {
  const float* in;
  float* out;
  float factor;
  HARMONIDIFF_INLINE void operator()(int64_t i) const { out[i] = in[i] * factor; }
};

/// For every value.
struct SamplePosterior {
  const float* mean;
  const float* logVariance;
  const float* noise;
  float* out;
  HARMONIDIFF_INLINE void operator()(int64_t i) const { out[i] = samplePosterior(mean[i], logVariance[i], noise[i]); }
};

/// LMS of planes (one for each timestep and channel): inside the mask [H, W] at the corner the source's plane [h, w],
/// shifted from its mean to the target's, and elsewhere the target's plane [H, W]. A device first computes both means
/// of a plane, over the values that are counted, and then calls this for every value of the target's.
struct ShiftMean {
  const float* source;
  const float* target;
  const uint8_t* mask;
  float* shifted;
  int64_t height, width, targetHeight, targetWidth, cornerX, cornerY;
  const uint8_t* sourceCounted;  ///< [h, w], 1 where a value counts in the mean; null if all do
  const uint8_t* targetCounted;  ///< [H, W], likewise
  int64_t sourceCount, targetCount;

  HARMONIDIFF_INLINE int64_t sourceSize() const { return height * width; }
  HARMONIDIFF_INLINE int64_t targetSize() const { return targetHeight * targetWidth; }

  HARMONIDIFF_INLINE void operator()(int64_t plane, int64_t i, float sourceMean, float targetMean) const {
    const int64_t y = i / targetWidth - cornerY, x = i % targetWidth - cornerX;
    const bool inBox = y >= 0 && y < height && x >= 0 && x < width;
    const int64_t at = plane * targetSize() + i;
    shifted[at] =
        inBox && mask[i] ? shiftMean(source[plane * sourceSize() + y * width + x], sourceMean, targetMean) : target[at];
  }
};

/// One axis of a dilation (`seek` 1: is any pixel within the radius set?) or of an erosion (`seek` 0: is any not set?).
/// Pixels outside count as not set. `stride` and `length` are those of the axis. For every pixel.
struct MorphologyPass {
  const uint8_t* in;
  uint8_t* out;
  int64_t length, stride, radius;
  uint8_t seek;
  HARMONIDIFF_INLINE void operator()(int64_t i) const {
    const int64_t at = i / stride % length;
    uint8_t found = 0;
    for (int64_t k = -radius; k <= radius && !found; k++) {
      const bool inside = at + k >= 0 && at + k < length;
      found = (inside ? in[i + k * stride] : 0) == seek;
    }
    out[i] = found == seek;
  }
};

/// a AND NOT b, for every pixel.
struct Subtract {
  const uint8_t* a;
  const uint8_t* b;
  uint8_t* out;
  HARMONIDIFF_INLINE void operator()(int64_t i) const { out[i] = a[i] && !b[i]; }
};

/// For every value.
struct UnguidedStep {
  const float* latent;
  const float* output;
  float* next;
  DdimStep step;
  HARMONIDIFF_INLINE void operator()(int64_t i) const { next[i] = ddimStep(latent[i], output[i], step); }
};

/// Guidance, DDIM step and, with `shifted` [C, H, W], the fusion for the step that follows, of candidates whose
/// unconditional and conditional rows lie side by side. For every value of one row of each.
struct GuidedStep {
  float* latents;       ///< [2n, C, H, W]
  const float* output;  ///< [2n, C, H, W]
  const uint8_t* edge;  ///< [H, W]
  const float* shifted;
  int64_t row, pixels;  ///< C · H · W and H · W
  float guidanceScale;
  DdimStep step;
  HARMONIDIFF_INLINE void operator()(int64_t i) const {
    const int64_t within = i % row, unconditional = i / row * 2 * row + within, conditional = unconditional + row;
    const float guided = guide(output[unconditional], output[conditional], guidanceScale);
    float next = ddimStep(latents[unconditional], guided, step);
    if (shifted && !edge[within % pixels]) next = shifted[within];
    latents[unconditional] = next;
    latents[conditional] = next;
  }
};

/// The forward process of diffusion: signal · latent + sigma · noise. For every value.
struct AddNoise {
  const float* latent;
  const float* noise;
  float* out;
  float signal, sigma;
  HARMONIDIFF_INLINE void operator()(int64_t i) const { out[i] = signal * latent[i] + sigma * noise[i]; }
};

/// One step along the delta denoising score: the latent [C, H, W] moves against (guided noise estimate of itself − that
/// of the reference) where `region` [H, W] is set. `sample` and `output` [3, C, H, W]: the noised latent twice, for the
/// unconditional and the conditional estimate, and the noised reference. For every value of the latent.
struct DeltaDenoise {
  float* latent;
  const float* sample;
  const float* output;
  const uint8_t* region;
  int64_t row, pixels;  ///< C · H · W and H · W
  float epsilonFromLatent, epsilonFromOutput, guidanceScale, rate;
  HARMONIDIFF_INLINE void operator()(int64_t i) const {
    if (!region[i % pixels]) return;
    const float guided = guide(output[i], output[row + i], guidanceScale), reference = output[2 * row + i];
    latent[i] -=
        rate * (epsilonFromLatent * (sample[i] - sample[2 * row + i]) + epsilonFromOutput * (guided - reference));
  }
};

/// Sets `found` if a value is infinite or not a number. For every value.
struct FindNonFinite {
  const float* values;
  uint8_t* found;
  HARMONIDIFF_INLINE void operator()(int64_t i) const {
    // Several threads of a GPU may write this, but all write the same value.
    if (!isFinite(values[i])) *found = 1;
  }
};

/// All operations. A device knows an operation by its position in this list.
#define HARMONIDIFF_OPERATIONS(X) \
  X(ImageToSample)                \
  X(SampleToImage)                \
  X(ResizePass)                   \
  X(PasteImage)                   \
  X(ClassifierInput)              \
  X(Scale)                        \
  X(SamplePosterior)              \
  X(MorphologyPass)               \
  X(Subtract)                     \
  X(UnguidedStep)                 \
  X(GuidedStep)                   \
  X(FindNonFinite)                \
  X(BlankSample)                  \
  X(MaskToFloat)                  \
  X(AddNoise)                     \
  X(DeltaDenoise)

enum class OperationId : int {
#define HARMONIDIFF_OPERATION_ID(Operation) Operation,
  HARMONIDIFF_OPERATIONS(HARMONIDIFF_OPERATION_ID)
#undef HARMONIDIFF_OPERATION_ID
};

template <typename Operation>
struct OperationIdOf;
#define HARMONIDIFF_OPERATION_ID_OF(Operation)                   \
  template <>                                                    \
  struct OperationIdOf<Operation> {                              \
    static constexpr OperationId value = OperationId::Operation; \
  };
HARMONIDIFF_OPERATIONS(HARMONIDIFF_OPERATION_ID_OF)
#undef HARMONIDIFF_OPERATION_ID_OF

}  // namespace harmonidiff
