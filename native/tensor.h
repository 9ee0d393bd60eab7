#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <numeric>
#include <vector>

namespace harmonidiff {

enum class DataType { Float32, Int32, Int64, UInt8 };

inline size_t bytesPerElement(DataType type) {
  switch (type) {
    case DataType::Float32:
    case DataType::Int32: return 4;
    case DataType::Int64: return 8;
    case DataType::UInt8: return 1;
  }
  return 0;
}

using Shape = std::vector<int64_t>;

/// A dense, row-major tensor in the memory of one device. Copies and slices share the memory; only `Latents` and
/// engines of the same device access it.
struct Tensor {
  DataType type = DataType::Float32;
  Shape shape;
  std::shared_ptr<void> memory;

  int64_t size() const {
    return std::accumulate(shape.begin(), shape.end(), int64_t{1}, [](int64_t a, int64_t b) { return a * b; });
  }
  size_t bytes() const { return static_cast<size_t>(size()) * bytesPerElement(type); }
  /// Elements of one entry along the first axis.
  int64_t stride() const { return shape.at(0) == 0 ? 0 : size() / shape[0]; }

  template <typename T>
  T* data() const {
    return static_cast<T*>(memory.get());
  }

  /// Entries `first` … `first + count − 1` along the first axis, sharing the memory.
  Tensor rows(int64_t first, int64_t count) const {
    Tensor part = *this;
    part.shape.at(0) = count;
    char* start = data<char>() + first * stride() * static_cast<int64_t>(bytesPerElement(type));
    part.memory = std::shared_ptr<void>(memory, start);
    return part;
  }
};

}  // namespace harmonidiff
