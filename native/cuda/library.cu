#include "cuda/library.h"

#include <cuda_runtime.h>

#include <cstring>
#include <new>
#include <string>

#include "latents/operations.h"

namespace harmonidiff::cuda {

struct Context {
  int device;
  cudaStream_t stream;
  cudaEvent_t paces[2];
  int next;  ///< of the paces
};

namespace {

constexpr int kThreads = 256;
/// Enough blocks to fill any GPU; the rest of the elements is done by striding.
constexpr int64_t kMaxBlocks = 4096;

const char* message(cudaError_t error) { return error == cudaSuccess ? nullptr : cudaGetErrorString(error); }

#define HARMONIDIFF_CUDA_CHECK(call) \
  if (const cudaError_t error = (call); error != cudaSuccess) return cudaGetErrorString(error)

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

/// One block for each plane.
__global__ void planeMeansKernel(const float* values, int64_t size, float* means) {
  __shared__ double sums[kThreads];
  const float* plane = values + blockIdx.x * size;
  double sum = 0;
  for (int64_t i = threadIdx.x; i < size; i += kThreads) sum += plane[i];
  sums[threadIdx.x] = sum;
  for (int half = kThreads / 2; half > 0; half /= 2) {
    __syncthreads();
    if (threadIdx.x < half) sums[threadIdx.x] += sums[threadIdx.x + half];
  }
  if (threadIdx.x == 0) means[blockIdx.x] = static_cast<float>(sums[0] / static_cast<double>(size));
}

const char* countDevices(int* count) {
  const cudaError_t error = cudaGetDeviceCount(count);
  if (error != cudaErrorInsufficientDriver) return message(error);
  // What the runtime says of this is true only where there is a driver at all.
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
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(device));
  size_t total;
  return message(cudaMemGetInfo(&properties->free, &total));
}

const char* open(int device, Context** context) {
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(device));
  cudaStream_t stream;
  HARMONIDIFF_CUDA_CHECK(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  // Freed memory stays with the process until the context closes; otherwise every synchronisation would hand it back
  // to the driver, and the next request would have to ask for it again.
  cudaMemPool_t pool;
  HARMONIDIFF_CUDA_CHECK(cudaDeviceGetDefaultMemPool(&pool, device));
  uint64_t keep = UINT64_MAX;
  HARMONIDIFF_CUDA_CHECK(cudaMemPoolSetAttribute(pool, cudaMemPoolAttrReleaseThreshold, &keep));
  cudaEvent_t paces[2];
  for (cudaEvent_t& event : paces) {
    // The waiting thread sleeps, and leaves its core to others.
    HARMONIDIFF_CUDA_CHECK(cudaEventCreateWithFlags(&event, cudaEventDisableTiming | cudaEventBlockingSync));
  }
  *context = new (std::nothrow) Context{device, stream, {paces[0], paces[1]}, 0};
  return *context ? nullptr : cudaGetErrorString(cudaErrorMemoryAllocation);
}

void close(Context* context) {
  cudaSetDevice(context->device);
  cudaStreamSynchronize(context->stream);
  for (cudaEvent_t event : context->paces) cudaEventDestroy(event);
  cudaStreamDestroy(context->stream);
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
  // From pageable memory this returns when the bytes have been taken, so that the caller may drop them.
  HARMONIDIFF_CUDA_CHECK(cudaMemcpyAsync(to, from, bytes, kinds[static_cast<int>(kind)], context->stream));
  return kind == CopyKind::Download ? message(cudaStreamSynchronize(context->stream)) : nullptr;
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

const char* planeMeans(Context* context, const float* values, int64_t planes, int64_t size, float* means) {
  if (planes == 0) return nullptr;
  HARMONIDIFF_CUDA_CHECK(cudaSetDevice(context->device));
  planeMeansKernel<<<static_cast<unsigned>(planes), kThreads, 0, context->stream>>>(values, size, means);
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

extern "C" __attribute__((visibility("default"))) const harmonidiff::cuda::Library* harmonidiff_cuda_library() {
  using namespace harmonidiff::cuda;
  static constexpr Library library{kLibraryVersion, countDevices, describe, open,       close, stream, allocate,
                                   free,            copy,         forEach,  planeMeans, pace,  finish};
  return &library;
}
