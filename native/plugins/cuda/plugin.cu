#include "plugins/cuda/plugin.h"

#include <cuda_runtime.h>

#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "operations/operations.h"
#include "plugins/cuda_errors.h"

namespace harmonidiff::cuda {

struct Context {
  int device;
  cudaStream_t stream;
  cudaMemPool_t pool;
  cudaEvent_t paces[2];
  int next;  ///< index into paces

  ~Context() {
    for (cudaEvent_t event : paces) {
      if (event) cudaEventDestroy(event);
    }
    if (stream) cudaStreamDestroy(stream);
    if (pool) cudaMemPoolDestroy(pool);
  }
};

namespace {

constexpr int kThreads = 256;
/// Enough blocks to fill any GPU; each thread strides over the remaining elements.
constexpr int64_t kMaxBlocks = 4096;

/// Keeps the message for the caller.
const PluginFailure* fail(const char* code, std::string message) {
  thread_local std::string text;
  thread_local PluginFailure failure;
  text = std::move(message);
  failure = {code, text.c_str()};
  return &failure;
}

/// Null on success.
const PluginFailure* failureOf(cudaError_t error) {
  return error == cudaSuccess ? nullptr : fail(codeOf(error), messageOf(error));
}

#define HARMONIDIFF_CUDA_CHECK(call) \
  if (const PluginFailure* failure = failureOf(call)) return failure

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

const PluginFailure* countDevices(int* count) {
  const cudaError_t error = cudaGetDeviceCount(count);
  if (error != cudaErrorInsufficientDriver) return failureOf(error);
  // The runtime's own message is only true where a driver is installed.
  return fail("DEVICE_NOT_FOUND",
              "there is no NVIDIA driver, or one too old for CUDA " + std::to_string(CUDART_VERSION / 1000) + ".");
}

const PluginFailure* describe(int device, DeviceProperties* properties) {
  cudaDeviceProp prop;
  HARMONIDIFF_CUDA_CHECK(cudaGetDeviceProperties(&prop, device));
  std::strncpy(properties->name, prop.name, sizeof(properties->name) - 1);
  properties->name[sizeof(properties->name) - 1] = '\0';
  properties->major = prop.major;
  properties->minor = prop.minor;
  properties->memory = prop.totalGlobalMem;
  return nullptr;
}

const PluginFailure* freeMemory(int device, size_t* bytes) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(device));
  size_t total;
  return failureOf(cudaMemGetInfo(bytes, &total));
}

const PluginFailure* open(int device, Context** context) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(device));
  int pools = 0;
  HARMONIDIFF_CUDA_CHECK(cudaDeviceGetAttribute(&pools, cudaDevAttrMemoryPoolsSupported, device));
  if (!pools) {
    // Some virtual GPUs have none.
    return fail("DEVICE_NOT_FOUND", "GPU " + std::to_string(device) + " has no memory pools, which CUDA needs to " +
                                        "allocate in stream order. Use \"cpu\".");
  }
  auto opened = std::make_unique<Context>(Context{device, nullptr, nullptr, {}, 0});
  // Freed memory stays in the context's own pool until the context closes; otherwise every synchronisation would hand
  // it back to the driver, and the next request would have to ask for it again. The device's default pool belongs to
  // the application.
  cudaMemPoolProps properties{};
  properties.allocType = cudaMemAllocationTypePinned;
  properties.location.type = cudaMemLocationTypeDevice;
  properties.location.id = device;
  HARMONIDIFF_CUDA_CHECK(cudaMemPoolCreate(&opened->pool, &properties));
  uint64_t keep = UINT64_MAX;
  HARMONIDIFF_CUDA_CHECK(cudaMemPoolSetAttribute(opened->pool, cudaMemPoolAttrReleaseThreshold, &keep));
  HARMONIDIFF_CUDA_CHECK(cudaStreamCreateWithFlags(&opened->stream, cudaStreamNonBlocking));
  for (cudaEvent_t& event : opened->paces) {
    // The waiting thread sleeps and leaves its core to others.
    HARMONIDIFF_CUDA_CHECK(cudaEventCreateWithFlags(&event, cudaEventDisableTiming | cudaEventBlockingSync));
  }
  *context = opened.release();
  return nullptr;
}

/// Work that is still queued is waited for.
void close(Context* context) {
  cudaSetDevice(context->device);
  cudaStreamSynchronize(context->stream);
  delete context;
}

void* stream(Context* context) { return context->stream; }

const PluginFailure* allocate(Context* context, size_t bytes, void** memory) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  const cudaError_t error = cudaMallocFromPoolAsync(memory, bytes ? bytes : 1, context->pool, context->stream);
  if (error == cudaErrorMemoryAllocation) return fail(codeOf(error), shortageOf(bytes));
  return failureOf(error);
}

const PluginFailure* free(Context* context, void* memory) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  return failureOf(cudaFreeAsync(memory, context->stream));
}

const PluginFailure* copy(Context* context, const void* from, void* to, size_t bytes, CopyKind kind) {
  constexpr cudaMemcpyKind kinds[] = {cudaMemcpyHostToDevice, cudaMemcpyDeviceToHost, cudaMemcpyDeviceToDevice};
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  HARMONIDIFF_CUDA_CHECK(cudaMemcpyAsync(to, from, bytes, kinds[static_cast<int>(kind)], context->stream));
  // If the GPU reads host memory directly, it may do so after the call has returned and the caller has freed the
  // memory.
  return kind == CopyKind::OnDevice ? nullptr : failureOf(cudaStreamSynchronize(context->stream));
}

using Launch = void (*)(const void*, int64_t, cudaStream_t);
constexpr Launch kLaunches[] = {
#define HARMONIDIFF_LAUNCH(Operation) launch<Operation>,
    HARMONIDIFF_OPERATIONS(HARMONIDIFF_LAUNCH)
#undef HARMONIDIFF_LAUNCH
};

const PluginFailure* forEach(Context* context, int operation, const void* value, int64_t count) {
  if (count == 0) return nullptr;
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  kLaunches[operation](value, count, context->stream);
  return failureOf(cudaGetLastError());
}

const PluginFailure* shiftMeans(Context* context, const ShiftMean* operation, int64_t planes) {
  if (planes == 0) return nullptr;
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  shiftMeansKernel<<<static_cast<unsigned>(planes), kThreads, 0, context->stream>>>(*operation);
  return failureOf(cudaGetLastError());
}

const PluginFailure* pace(Context* context) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  HARMONIDIFF_CUDA_CHECK(cudaEventRecord(context->paces[context->next], context->stream));
  context->next = 1 - context->next;
  // An event that was never recorded counts as passed.
  return failureOf(cudaEventSynchronize(context->paces[context->next]));
}

const PluginFailure* finish(Context* context) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  return failureOf(cudaStreamSynchronize(context->stream));
}

}  // namespace
}  // namespace harmonidiff::cuda

extern "C" __attribute__((visibility("default"))) const harmonidiff::cuda::Plugin* harmonidiff_cuda_plugin() {
  using namespace harmonidiff::cuda;
  static constexpr Plugin plugin{kPluginVersion, countDevices, describe, freeMemory, open,       close, stream,
                                 allocate,       free,         copy,     forEach,    shiftMeans, pace,  finish};
  return &plugin;
}
