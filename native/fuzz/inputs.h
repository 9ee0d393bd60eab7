#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "image.h"

// Turns the bytes of a fuzzer into inputs for the core. Sizes, boxes and ranges are valid, because callers of the core
// check them; within these, every value can occur.

namespace harmonidiff::fuzz {

/// Ends the process if the condition does not hold. The fuzzer then reports the input.
inline void require(bool holds) {
  if (!holds) std::abort();
}

/// Reads a fuzzer's bytes from the front, and zeros after their end.
class Bytes {
 public:
  Bytes(const uint8_t* bytes, size_t size) : next_(bytes), left_(size) {}

  /// A value with any bits.
  template <typename T>
  T any() {
    T value{};
    take(&value, sizeof(T));
    return value;
  }

  bool truth() { return any<uint8_t>() & 1; }

  /// From `low` to `high`, which are less than 2³² − 1 apart. A small range takes one byte, so that the fuzzer has
  /// less to try.
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
  // Repeating one byte gives the shapes that matter most: full, empty and striped masks.
  const bool isNoise = data.truth();
  const auto pattern = data.any<uint8_t>();
  std::vector<uint8_t> values = isNoise ? data.elements<uint8_t>(count) : std::vector<uint8_t>();
  values.resize(static_cast<size_t>(count));
  for (size_t i = 0; i < values.size(); i++) values[i] = isNoise ? values[i] & 1 : pattern >> i % 8 & 1;
  return values;
}

/// Which pixels have data, or absent if all have.
inline Validity validity(Bytes& data, int64_t count) { return data.truth() ? mask(data, count) : Validity(); }

/// A box inside the canvas that is not empty.
inline Box box(Bytes& data, int64_t width, int64_t height) {
  Box box;
  box.width = data.whole<int64_t>(1, width);
  box.height = data.whole<int64_t>(1, height);
  box.x = data.whole<int64_t>(0, width - box.width);
  box.y = data.whole<int64_t>(0, height - box.height);
  return box;
}

/// A mask that is empty outside the box.
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
