#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "plugins/tensorrt/nvinfer.h"

namespace harmonidiff::tensorrt {

/// Where TensorRT takes the memory of engines and contexts from. It tells a lack of memory, with its size, from other
/// reasons for which an engine is not loaded.
class Allocator : public nvinfer1::IGpuAsyncAllocator {
 public:
  void* allocateAsync(uint64_t size, uint64_t alignment, nvinfer1::AllocatorFlags flags,
                      cudaStream_t stream) noexcept override;
  bool deallocateAsync(void* memory, cudaStream_t stream) noexcept override;

  /// What was said about the first allocation that failed since the last call.
  std::optional<std::string> takeShortage();

 private:
  std::mutex mutex_;
  std::optional<std::string> shortage_;
};

}  // namespace harmonidiff::tensorrt
