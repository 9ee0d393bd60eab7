#pragma once

#include <cmath>
#include <cstdint>

// The arithmetic of one element, shared by all devices: the CPU calls these functions in loops and CUDA in kernels, so
// a test on the CPU covers both.
#ifdef __CUDACC__
#define HARMONIDIFF_INLINE __host__ __device__ inline
#else
#define HARMONIDIFF_INLINE inline
#endif

namespace harmonidiff {

/// One DDIM update as a linear map of the latent z and the network's output:
/// x₀ = x0FromLatent · z + x0FromOutput · out, ε likewise, next = nextFromX0 · x₀ + nextFromEpsilon · ε.
/// If `clip` is not 0, x₀ is clamped to ±clip while ε stays as predicted (diffusers' `clip_sample`).
struct DdimStep {
  float x0FromLatent, x0FromOutput;
  float epsilonFromLatent, epsilonFromOutput;
  float nextFromX0, nextFromEpsilon;
  float clip;
};

HARMONIDIFF_INLINE float clamp(float x, float low, float high) { return x < low ? low : (x > high ? high : x); }

HARMONIDIFF_INLINE float ddimStep(float latent, float output, const DdimStep& step) {
  float x0 = step.x0FromLatent * latent + step.x0FromOutput * output;
  const float epsilon = step.epsilonFromLatent * latent + step.epsilonFromOutput * output;
  if (step.clip != 0) x0 = clamp(x0, -step.clip, step.clip);
  return step.nextFromX0 * x0 + step.nextFromEpsilon * epsilon;
}

HARMONIDIFF_INLINE bool isFinite(float x) { return x - x == 0; }

/// Classifier-free guidance.
HARMONIDIFF_INLINE float guide(float unconditional, float conditional, float scale) {
  return unconditional + scale * (conditional - unconditional);
}

/// Latent mean shift of one element (LMS).
HARMONIDIFF_INLINE float shiftMean(float value, float mean, float newMean) { return value - mean + newMean; }

/// The reparameterised sample of the VAE's posterior.
HARMONIDIFF_INLINE float samplePosterior(float mean, float logVariance, float noise) {
  return mean + expf(0.5f * logVariance) * noise;
}

/// 0…255 → −1…1.
HARMONIDIFF_INLINE float pixelToSample(uint8_t pixel) { return static_cast<float>(pixel) / 127.5f - 1.0f; }

/// −1…1 → 0…255, rounded half to even as PyTorch does. 0 for what is not a number.
HARMONIDIFF_INLINE uint8_t sampleToPixel(float sample) {
  return static_cast<uint8_t>(rintf(fminf(fmaxf(sample / 2.0f + 0.5f, 0.0f), 1.0f) * 255.0f));
}

/// Which of a mask's `from` pixels the pixel `i` reads on a grid of `to` pixels. The edges of a box then fall on
/// ⌊edge · to / from⌋, the published classifier's rule.
HARMONIDIFF_INLINE int64_t maskIndex(int64_t i, int64_t from, int64_t to) { return ((i + 1) * from - 1) / to; }

/// Sum of `count` 8-bit samples, `stride` apart, weighted with 22-bit fixed-point `weights`, rounded to 8 bits: one
/// pass of Pillow's resampling.
HARMONIDIFF_INLINE uint8_t resampleBytes(const uint8_t* samples, int64_t stride, const int32_t* weights, int count) {
  constexpr int kBits = 22;
  int64_t sum = int64_t{1} << (kBits - 1);
  for (int i = 0; i < count; i++) sum += static_cast<int64_t>(samples[i * stride]) * weights[i];
  sum >>= kBits;
  return static_cast<uint8_t>(sum < 0 ? 0 : (sum > 255 ? 255 : sum));
}

}  // namespace harmonidiff
