#include "plugins/cuda/plugin.h"

#include <cuda_runtime.h>

#include <cstring>
#include <memory>
#include <string>

#include "operations/operations.h"

namespace harmonidiff::cuda {

struct Context {
  int device;
  cudaStream_t stream;
  cudaEvent_t paces[2];
  int next;  ///< index into paces

  ~Context() {
    for (cudaEvent_t event : paces) {
      if (event) cudaEventDestroy(event);
    }
    if (stream) cudaStreamDestroy(stream);
  }
};

namespace {

constexpr int kThreads = 256;
/// Enough blocks to fill any GPU; each thread strides over the remaining elements.
constexpr int64_t kMaxBlocks = 4096;

/// Null on success. Clears the error, which the runtime would otherwise report again at the next launch.
const char* message(cudaError_t error) {
  if (error == cudaSuccess) return nullptr;
  cudaGetLastError();
  return cudaGetErrorString(error);
}

#define HARMONIDIFF_CUDA_CHECK(call) \
  if (const char* problem = message(call)) return problem

template <typename Operation>
__global__ void forEachKernel(Operation operation, int64_t count) {
  const int64_t stride = static_cast<int64_t>(gridDim.x) * blockDim.x;
  for (int64_t i = static_cast<int64_t>(blockIdx.x) * blockDim.x + threadIdx.x; i < count; i += stride) operation(i);
}

template <typename Operation>
void launch(const void* value, int64_t count, cudaStream_t stream) {
  const int64_t blocks = (count + kThreads - 1) / kThreads;
  forEachKernel<<<static_cast<unsigned>(blocks < kMaxBlocks ? blocks : kMaxBlocks), kThreads, 0, stream>>>(
      *static_cast<const Operation*>(value), count);
}

/// The mean of the `count` values of a plane that are `counted`, or of all if that is null; computed by all threads of
/// a block and returned to each.
__device__ float mean(const float* values, int64_t size, const uint8_t* counted, int64_t count) {
  __shared__ double sums[kThreads];
  double sum = 0;
  for (int64_t i = threadIdx.x; i < size; i += kThreads) {
    if (!counted || counted[i]) sum += values[i];
  }
  sums[threadIdx.x] = sum;
  for (int half = kThreads / 2; half > 0; half /= 2) {
    __syncthreads();
    if (threadIdx.x < half) sums[threadIdx.x] += sums[threadIdx.x + half];
  }
  __syncthreads();
  const auto result = static_cast<float>(sums[0] / static_cast<double>(count));
  // The next mean writes to the same place.
  __syncthreads();
  return result;
}

/// One block for each plane.
__global__ void shiftMeansKernel(ShiftMean operation) {
  const int64_t plane = blockIdx.x;
  const float sourceMean = mean(operation.source + plane * operation.sourceSize(), operation.sourceSize(),
                                operation.sourceCounted, operation.sourceCount);
  const float targetMean = mean(operation.target + plane * operation.targetSize(), operation.targetSize(),
                                operation.targetCounted, operation.targetCount);
  for (int64_t i = threadIdx.x; i < operation.targetSize(); i += kThreads) {
    operation(plane, i, sourceMean, targetMean);
  }
}

const char* countDevices(int* count) {
  const cudaError_t error = cudaGetDeviceCount(count);
  if (error != cudaErrorInsufficientDriver) return message(error);
  // The runtime's own message is only true where a driver is installed.
  static const std::string text =
      "there is no NVIDIA driver, or one too old for CUDA " + std::to_string(CUDART_VERSION / 1000);
  return text.c_str();
}

const char* describe(int device, DeviceProperties* properties) {
  cudaDeviceProp prop;
  HARMONIDIFF_CUDA_CHECK(cudaGetDeviceProperties(&prop, device));
  std::strncpy(properties->name, prop.name, sizeof(properties->name) - 1);
  properties->name[sizeof(properties->name) - 1] = '\0';
  properties->major = prop.major;
  properties->minor = prop.minor;
  properties->memory = prop.totalGlobalMem;
  return nullptr;
}

const char* freeMemory(int device, size_t* bytes) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(device));
  size_t total;
  return message(cudaMemGetInfo(bytes, &total));
}

const char* open(int device, Context** context) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(device));
  // Freed memory stays with the process until the context closes; otherwise every synchronisation would hand it back
  // to the driver, and the next request would have to ask for it again.
  cudaMemPool_t pool;
  HARMONIDIFF_CUDA_CHECK(cudaDeviceGetDefaultMemPool(&pool, device));
  uint64_t keep = UINT64_MAX;
  HARMONIDIFF_CUDA_CHECK(cudaMemPoolSetAttribute(pool, cudaMemPoolAttrReleaseThreshold, &keep));
  auto opened = std::make_unique<Context>(Context{device, nullptr, {}, 0});
  HARMONIDIFF_CUDA_CHECK(cudaStreamCreateWithFlags(&opened->stream, cudaStreamNonBlocking));
  for (cudaEvent_t& event : opened->paces) {
    // The waiting thread sleeps and leaves its core to others.
    HARMONIDIFF_CUDA_CHECK(cudaEventCreateWithFlags(&event, cudaEventDisableTiming | cudaEventBlockingSync));
  }
  *context = opened.release();
  return nullptr;
}

void close(Context* context) {
  cudaSetDevice(context->device);
  cudaStreamSynchronize(context->stream);
  cudaMemPool_t pool;
  if (cudaDeviceGetDefaultMemPool(&pool, context->device) == cudaSuccess) cudaMemPoolTrimTo(pool, 0);
  delete context;
}

void* stream(Context* context) { return context->stream; }

const char* allocate(Context* context, size_t bytes, void** memory) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  return message(cudaMallocAsync(memory, bytes ? bytes : 1, context->stream));
}

void free(Context* context, void* memory) {
  cudaSetDevice(context->device);
  cudaFreeAsync(memory, context->stream);
}

const char* copy(Context* context, const void* from, void* to, size_t bytes, CopyKind kind) {
  constexpr cudaMemcpyKind kinds[] = {cudaMemcpyHostToDevice, cudaMemcpyDeviceToHost, cudaMemcpyDeviceToDevice};
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  HARMONIDIFF_CUDA_CHECK(cudaMemcpyAsync(to, from, bytes, kinds[static_cast<int>(kind)], context->stream));
  // If the GPU reads host memory directly, it may do so after the call has returned and the caller has freed the
  // memory.
  return kind == CopyKind::OnDevice ? nullptr : message(cudaStreamSynchronize(context->stream));
}

using Launch = void (*)(const void*, int64_t, cudaStream_t);
constexpr Launch kLaunches[] = {
#define HARMONIDIFF_LAUNCH(Operation) launch<Operation>,
    HARMONIDIFF_OPERATIONS(HARMONIDIFF_LAUNCH)
#undef HARMONIDIFF_LAUNCH
};

const char* forEach(Context* context, int operation, const void* value, int64_t count) {
  if (count == 0) return nullptr;
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  kLaunches[operation](value, count, context->stream);
  return message(cudaGetLastError());
}

const char* shiftMeans(Context* context, const ShiftMean* operation, int64_t planes) {
  if (planes == 0) return nullptr;
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  shiftMeansKernel<<<static_cast<unsigned>(planes), kThreads, 0, context->stream>>>(*operation);
  return message(cudaGetLastError());
}

const char* pace(Context* context) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  HARMONIDIFF_CUDA_CHECK(cudaEventRecord(context->paces[context->next], context->stream));
  context->next = 1 - context->next;
  // An event that was never recorded counts as passed.
  return message(cudaEventSynchronize(context->paces[context->next]));
}

const char* finish(Context* context) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  return message(cudaStreamSynchronize(context->stream));
}

}  // namespace
}  // namespace harmonidiff::cuda

extern "C" __attribute__((visibility("default"))) const harmonidiff::cuda::Plugin* harmonidiff_cuda_plugin() {
  using namespace harmonidiff::cuda;
  static constexpr Plugin plugin{kPluginVersion, countDevices, describe, freeMemory, open,       close, stream,
                                 allocate,       free,         copy,     forEach,    shiftMeans, pace,  finish};
  return &plugin;
}
