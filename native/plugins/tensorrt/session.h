#pragma once

#include <algorithm>

#include "plugins/tensorrt/nvinfer.h"

namespace harmonidiff::tensorrt {

/// GPU memory that only grows.
class Memory {
 public:
  Memory() = default;
  ~Memory() { cudaFree(data_); }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  /// Call only while no queued work uses the memory.
  void reserve(size_t bytes) {
    if (bytes <= bytes_) return;
    cudaFree(data_);
    data_ = nullptr;
    bytes_ = 0;
    check(cudaMalloc(&data_, bytes));
    bytes_ = bytes;
  }

  void* data() const { return data_; }
  size_t bytes() const { return bytes_; }

 private:
  void* data_ = nullptr;
  size_t bytes_ = 0;
};

/// What the networks of one model share. They take turns on one stream, so one arena serves the activations of all.
struct Session {
  Session(Libraries& libraries, int gpu, cudaStream_t stream) : libraries(libraries), gpu(gpu), stream(stream) {
    check(cudaSetDevice(gpu));
    runtime = libraries.createRuntime();
  }

  Libraries& libraries;
  int gpu;
  cudaStream_t stream;
  std::unique_ptr<nvinfer1::IRuntime> runtime;
  Memory arena;
  /// Incremented when the arena moves, because CUDA graphs captured before hold its old address.
  int arenaGeneration = 0;

  void reserveArena(size_t bytes) {
    if (bytes <= arena.bytes()) return;
    check(cudaStreamSynchronize(stream));
    arena.reserve(bytes);
    arenaGeneration++;
  }
};

}  // namespace harmonidiff::tensorrt
