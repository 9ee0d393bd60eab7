#include "plugins/tensorrt/allocator.h"

#include <utility>

#include "plugins/cuda_errors.h"

namespace harmonidiff::tensorrt {

/// TensorRT allocates when it loads an engine or makes a context, and the memory must be there for every stream. So it
/// is allocated at once, not in the order of one stream.
void* Allocator::allocateAsync(uint64_t size, uint64_t, nvinfer1::AllocatorFlags, cudaStream_t) noexcept {
  void* memory = nullptr;
  if (size == 0) return nullptr;
  const cudaError_t error = cudaMalloc(&memory, size);
  if (error == cudaSuccess) return memory;
  if (error == cudaErrorMemoryAllocation) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!shortage_) shortage_ = cuda::shortageOf(size);
  }
  cudaGetLastError();
  return nullptr;
}

bool Allocator::deallocateAsync(void* memory, cudaStream_t stream) noexcept {
  // The stream's work may still use the memory, and cudaFree need not wait for it.
  if (stream) cudaStreamSynchronize(stream);
  return cudaFree(memory) == cudaSuccess;
}

std::optional<std::string> Allocator::takeShortage() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return std::exchange(shortage_, std::nullopt);
}

}  // namespace harmonidiff::tensorrt
