#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "image.h"

// What the core is given, made of a fuzzer's bytes. The caller has checked sizes, boxes and ranges; everything within
// them may come.

namespace harmonidiff::fuzz {

/// Ends the process, which the fuzzer reports with the input.
inline void require(bool holds) {
  if (!holds) std::abort();
}

/// A fuzzer's bytes, read from the front; zeros after their end.
class Bytes {
 public:
  Bytes(const uint8_t* bytes, size_t size) : next_(bytes), left_(size) {}

  /// The bits of any value.
  template <typename T>
  T any() {
    T value{};
    take(&value, sizeof(T));
    return value;
  }

  bool truth() { return any<uint8_t>() & 1; }

  /// From `low` to `high`, less than 2³² − 1 apart. Small ranges take a byte, so that a fuzzer has little to try.
  template <typename Whole>
  Whole whole(Whole low, Whole high) {
    const auto values = static_cast<uint32_t>(high - low) + 1;
    return low + static_cast<Whole>((values <= 256 ? any<uint8_t>() : any<uint32_t>()) % values);
  }

  template <typename Real>
  Real real(Real low, Real high) {
    return low + (high - low) * static_cast<Real>(any<uint16_t>()) / 65535;
  }

  template <typename T>
  std::vector<T> elements(int64_t count) {
    std::vector<T> values(static_cast<size_t>(count));
    take(values.data(), values.size() * sizeof(T));
    return values;
  }

 private:
  void take(void* to, size_t bytes) {
    const size_t taken = std::min(bytes, left_);
    if (taken > 0) std::memcpy(to, next_, taken);
    next_ += taken;
    left_ -= taken;
  }

  const uint8_t* next_;
  size_t left_;
};

inline std::vector<uint8_t> mask(Bytes& data, int64_t count) {
  // A mask of one byte repeated has the shapes that matter most: full, empty, and in stripes.
  const bool isNoise = data.truth();
  const auto pattern = data.any<uint8_t>();
  std::vector<uint8_t> values = isNoise ? data.elements<uint8_t>(count) : std::vector<uint8_t>();
  values.resize(static_cast<size_t>(count));
  for (size_t i = 0; i < values.size(); i++) values[i] = isNoise ? values[i] & 1 : pattern >> i % 8 & 1;
  return values;
}

/// Absent, or which pixels have data.
inline Validity validity(Bytes& data, int64_t count) { return data.truth() ? mask(data, count) : Validity(); }

/// Inside the canvas and not empty.
inline Box box(Bytes& data, int64_t width, int64_t height) {
  Box box;
  box.width = data.whole<int64_t>(1, width);
  box.height = data.whole<int64_t>(1, height);
  box.x = data.whole<int64_t>(0, width - box.width);
  box.y = data.whole<int64_t>(0, height - box.height);
  return box;
}

/// Nothing outside the box.
inline std::vector<uint8_t> maskInBox(Bytes& data, const Box& box, int64_t width, int64_t height) {
  std::vector<uint8_t> canvas(static_cast<size_t>(width * height), 0);
  const std::vector<uint8_t> inside = mask(data, box.width * box.height);
  for (int64_t i = 0; i < box.width * box.height; i++) {
    canvas[static_cast<size_t>((box.y + i / box.width) * width + box.x + i % box.width)] =
        inside[static_cast<size_t>(i)];
  }
  return canvas;
}

inline Image image(Bytes& data, int64_t width, int64_t height) {
  return {width, height, data.elements<uint8_t>(3 * width * height)};
}

inline FloatImage floatImage(Bytes& data, int64_t width, int64_t height) {
  return {width, height, data.elements<float>(3 * width * height)};
}

}  // namespace harmonidiff::fuzz
