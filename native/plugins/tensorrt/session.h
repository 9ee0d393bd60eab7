#pragma once

#include <shared_mutex>

#include "plugins/tensorrt/allocator.h"
#include "plugins/tensorrt/nvinfer.h"

namespace harmonidiff::tensorrt {

/// While a stream is being captured, no thread may make a call that waits for the whole GPU: allocating, freeing,
/// loading an engine, making and destroying a context. Such calls of all sessions on the current GPU share this lock,
/// and a capture holds it alone.
std::shared_mutex& captureLock();

/// GPU memory that only grows.
class Memory {
 public:
  Memory() = default;
  ~Memory();
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  /// Call only while no queued work uses the memory. Throws Exception OUT_OF_MEMORY; the memory is then gone.
  void reserve(size_t bytes);

  void* data() const { return data_; }
  size_t bytes() const { return bytes_; }

 private:
  void* data_ = nullptr;
  size_t bytes_ = 0;
};

/// What the networks of one model share. They take turns on one stream, so one arena serves the activations of all.
struct Session {
  Session(Libraries& libraries, int gpu, cudaStream_t stream);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Throws `what` with TensorRT's own messages, or OUT_OF_MEMORY if that is why.
  [[noreturn]] void fail(const std::string& what, const char* code = "ENGINE_FAILED");
  void reserveArena(size_t bytes);

  Libraries& libraries;
  int gpu;
  cudaStream_t stream;
  Logger logger;
  Allocator allocator;
  std::unique_ptr<nvinfer1::IRuntime> runtime;
  Memory arena;
  /// Incremented when the arena moves, because contexts and CUDA graphs hold its old address.
  int arenaGeneration = 0;
};

}  // namespace harmonidiff::tensorrt
