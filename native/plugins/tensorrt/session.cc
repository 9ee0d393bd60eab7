#include "plugins/tensorrt/session.h"

#include <map>
#include <mutex>
#include <utility>

#include "plugins/cuda_errors.h"

namespace harmonidiff::tensorrt {

std::shared_mutex& captureLock() {
  static std::mutex mutex;
  // Never destroyed: a session may be closed at the exit of the process.
  static auto* locks = new std::map<int, std::shared_mutex>;
  int gpu = 0;
  // Also called by destructors, after the GPU is lost.
  cudaGetDevice(&gpu);
  const std::lock_guard<std::mutex> lock(mutex);
  return (*locks)[gpu];
}

Memory::~Memory() {
  if (!data_) return;
  const std::shared_lock<std::shared_mutex> lock(captureLock());
  cudaFree(data_);
}

void Memory::reserve(size_t bytes) {
  if (bytes <= bytes_) return;
  const std::shared_lock<std::shared_mutex> lock(captureLock());
  cudaFree(std::exchange(data_, nullptr));
  bytes_ = 0;
  const cudaError_t error = cudaMalloc(&data_, bytes);
  if (error == cudaErrorMemoryAllocation) throw Exception(cuda::shortageOf(bytes), "OUT_OF_MEMORY");
  check(error);
  bytes_ = bytes;
}

Session::Session(Libraries& libraries, int gpu, cudaStream_t stream) : libraries(libraries), gpu(gpu), stream(stream) {
  check(cudaSetDevice(gpu));
  runtime.reset(libraries.createRuntime(logger));
  if (!runtime) fail("the runtime could not be created");
  runtime->setGpuAllocator(&allocator);
}

Session::~Session() { cudaSetDevice(gpu); }

void Session::fail(const std::string& what, const char* code) {
  const std::string said = logger.take();
  if (const auto shortage = allocator.takeShortage()) throw Exception(*shortage, "OUT_OF_MEMORY");
  libraries.fail(what, said, code);
}

void Session::reserveArena(size_t bytes) {
  if (bytes <= arena.bytes()) return;
  check(cudaStreamSynchronize(stream));
  arenaGeneration++;
  arena.reserve(bytes);
}

}  // namespace harmonidiff::tensorrt
