#include <cuda_runtime_api.h>

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "operations/operations.h"
#include "simulated/cuda/counters.h"
#include "simulated/cuda/device.h"
#include "simulated/cuda/failure.h"

// How nvcc's host code registers and launches kernels. The kernels of plugins/cuda/plugin.cu are known by their names;
// each has a loop here that does the same as its threads.

namespace harmonidiff::simulated {
namespace {

struct Kernels {
  std::mutex mutex;
  std::map<const void*, std::string> names;  ///< mangled, by the host's function
};

Kernels& kernels() {
  static auto* instance = new Kernels;
  return *instance;
}

struct Configuration {
  dim3 grid, block;
  size_t shared;
  cudaStream_t stream;
};
thread_local std::vector<Configuration> configurations;

template <typename Operation>
void forEach(const void* value, int64_t count, cudaStream_t stream) {
  enqueue(stream, [operation = *static_cast<const Operation*>(value), count] {
    for (int64_t i = 0; i < count; i++) operation(i);
  });
}

float mean(const float* values, int64_t size, const uint8_t* counted, int64_t count) {
  double sum = 0;
  for (int64_t i = 0; i < size; i++) {
    if (!counted || counted[i]) sum += values[i];
  }
  return static_cast<float>(sum / static_cast<double>(count));
}

void shiftMeans(const ShiftMean& op, int64_t planes, cudaStream_t stream) {
  enqueue(stream, [op, planes] {
    for (int64_t p = 0; p < planes; p++) {
      const float source = mean(op.source + p * op.sourceSize(), op.sourceSize(), op.sourceCounted, op.sourceCount);
      const float target = mean(op.target + p * op.targetSize(), op.targetSize(), op.targetCounted, op.targetCount);
      for (int64_t i = 0; i < op.targetSize(); i++) op(p, i, source, target);
    }
  });
}

/// The operation's name as a template argument of a mangled name.
bool hasArgument(const std::string& kernel, const std::string& operation) {
  return kernel.find(std::to_string(operation.size()) + operation) != std::string::npos;
}

bool isPossible(const dim3& grid, const dim3& block) {
  constexpr unsigned kMostThreads = 1024, kMostRows = 65535;
  return grid.x > 0 && grid.y > 0 && grid.z > 0 && grid.y <= kMostRows && grid.z <= kMostRows && block.x > 0 &&
         block.y > 0 && block.z > 0 && block.x * block.y * block.z <= kMostThreads;
}

cudaError_t launch(const std::string& kernel, const dim3& grid, const dim3& block, void** arguments,
                   cudaStream_t stream) {
  if (!isPossible(grid, block)) return cudaErrorInvalidConfiguration;
  count().kernels++;
  if (kernel.find("shiftMeansKernel") != std::string::npos) {
    shiftMeans(*static_cast<const ShiftMean*>(arguments[0]), grid.x, stream);
    return cudaSuccess;
  }
  const int64_t elements = *static_cast<const int64_t*>(arguments[1]);
#define HARMONIDIFF_LAUNCH(Operation)                   \
  if (hasArgument(kernel, #Operation)) {                \
    forEach<Operation>(arguments[0], elements, stream); \
    return cudaSuccess;                                 \
  }
  HARMONIDIFF_OPERATIONS(HARMONIDIFF_LAUNCH)
#undef HARMONIDIFF_LAUNCH
  reportBug("the kernel " + kernel + " has no stand-in (native/simulated/cuda/kernels.cc)");
}

std::string nameOf(const void* function) {
  const std::lock_guard<std::mutex> lock(kernels().mutex);
  return kernels().names.at(function);
}

}  // namespace
}  // namespace harmonidiff::simulated

using namespace harmonidiff::simulated;

extern "C" {

void** __cudaRegisterFatBinary(void*) {
  static void* handle = nullptr;
  return &handle;
}
void __cudaRegisterFatBinaryEnd(void**) {}
void __cudaUnregisterFatBinary(void**) {}

void __cudaRegisterFunction(void**, const char* function, char*, const char* name, int, uint3*, uint3*, dim3*, dim3*,
                            int*) {
  const std::lock_guard<std::mutex> lock(kernels().mutex);
  kernels().names[function] = name;
}

unsigned __cudaPushCallConfiguration(dim3 grid, dim3 block, size_t shared, cudaStream_t stream) {
  configurations.push_back({grid, block, shared, stream});
  return 0;
}

cudaError_t __cudaPopCallConfiguration(dim3* grid, dim3* block, size_t* shared, void* stream) {
  const Configuration last = configurations.back();
  configurations.pop_back();
  *grid = last.grid;
  *block = last.block;
  *shared = last.shared;
  *static_cast<cudaStream_t*>(stream) = last.stream;
  return cudaSuccess;
}

cudaError_t __cudaGetKernel(cudaKernel_t* kernel, const void* function) {
  *kernel = reinterpret_cast<cudaKernel_t>(const_cast<void*>(function));
  return cudaSuccess;
}

cudaError_t __cudaLaunchKernel(cudaKernel_t kernel, dim3 grid, dim3 block, void** arguments, size_t,
                               cudaStream_t stream) {
  return guarded([&] { return launch(nameOf(kernel), grid, block, arguments, stream); });
}

/// What nvcc called before CUDA 13.
cudaError_t cudaLaunchKernel(const void* function, dim3 grid, dim3 block, void** arguments, size_t,
                             cudaStream_t stream) {
  return guarded([&] { return launch(nameOf(function), grid, block, arguments, stream); });
}
}
