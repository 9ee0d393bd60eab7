#include <cuda_runtime_api.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "simulated/cuda/counters.h"
#include "simulated/cuda/device.h"
#include "simulated/cuda/failure.h"
#include "simulated/cuda/memory.h"
#include "simulated/cuda/stream.h"

// The functions of the CUDA runtime that this project calls, with the meaning that NVIDIA's documentation gives them.

namespace harmonidiff::simulated {

void reportBug(const std::string& what) {
  std::fprintf(stderr, "simulated device: %s\n", what.c_str());
  std::abort();
}

Counts& count() {
  static auto* counts = new Counts;
  return *counts;
}

void countNetworkCall() { count().networkCalls++; }

namespace {

/// For a call that waits for the whole device.
template <typename Work>
cudaError_t synchronous(Work work) {
  return guarded([&] {
    count().synchronisations++;
    invalidateCaptures();
    return work();
  });
}

cudaError_t allocateOrFail(void** memory, size_t bytes) {
  return allocate(bytes, memory) ? cudaSuccess : cudaErrorMemoryAllocation;
}

void requireRoom(const void* memory, size_t bytes, bool onDevice) {
  if (onDevice && !owns(memory, bytes)) reportBug("a copy goes beyond device memory");
  if (!onDevice && owns(memory, 1)) reportBug("a copy has the wrong direction");
}

thread_local int currentDevice = 0;

int deviceCount() {
  const char* count = std::getenv("HARMONIDIFF_SIMULATED_GPUS");
  return count ? std::atoi(count) : 1;
}

}  // namespace
}  // namespace harmonidiff::simulated

using namespace harmonidiff::simulated;

const char* cudaGetErrorString(cudaError_t error) {
  switch (error) {
    case cudaSuccess: return "no error";
    case cudaErrorMemoryAllocation: return "out of memory";
    case cudaErrorInvalidValue: return "invalid argument";
    case cudaErrorInvalidDevice: return "invalid device ordinal";
    case cudaErrorNoDevice: return "no CUDA-capable device is detected";
    case cudaErrorInvalidConfiguration: return "invalid configuration argument";
    case cudaErrorIllegalAddress: return "an illegal memory access was encountered";
    case cudaErrorStreamCaptureUnsupported: return "operation not permitted when stream is capturing";
    case cudaErrorStreamCaptureInvalidated: return "operation failed due to a previous error during capture";
    default: return "unknown error";
  }
}

cudaError_t cudaGetDeviceCount(int* count) {
  return guarded([&] {
    *count = deviceCount();
    return *count > 0 ? cudaSuccess : cudaErrorNoDevice;
  });
}

cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int device) {
  return guarded([&] {
    if (device < 0 || device >= deviceCount()) return cudaErrorInvalidDevice;
    *properties = {};
    std::strcpy(properties->name, "Simulated GPU");
    properties->major = 9;
    properties->totalGlobalMem = memorySize();
    return cudaSuccess;
  });
}

cudaError_t cudaDeviceGetAttribute(int* value, cudaDeviceAttr attribute, int) {
  return guarded([&] {
    if (attribute != cudaDevAttrMemoryPoolsSupported) reportBug("an attribute of the device is not simulated");
    *value = std::getenv("HARMONIDIFF_SIMULATED_WITHOUT_POOLS") ? 0 : 1;
    return cudaSuccess;
  });
}

cudaError_t cudaSetDevice(int device) {
  return guarded([&] {
    if (device < 0 || device >= deviceCount()) return cudaErrorInvalidDevice;
    currentDevice = device;
    return cudaSuccess;
  });
}

cudaError_t cudaGetDevice(int* device) {
  return guarded([&] {
    *device = currentDevice;
    return cudaSuccess;
  });
}

cudaError_t cudaMemGetInfo(size_t* free, size_t* total) {
  return guarded([&] {
    *free = freeMemory();
    *total = memorySize();
    return cudaSuccess;
  });
}

cudaError_t cudaMalloc(void** memory, size_t bytes) {
  return synchronous([&] { return allocateOrFail(memory, bytes); });
}

/// CUDA waits for work that uses the memory, but says that nobody should rely on it.
cudaError_t cudaFree(void* memory) {
  return synchronous([&] {
    if (memory) release(memory);
    return cudaSuccess;
  });
}

cudaError_t cudaMemPoolCreate(cudaMemPool_t* pool, const cudaMemPoolProps*) {
  return guarded([&] {
    *pool = reinterpret_cast<cudaMemPool_t>(new char);
    return cudaSuccess;
  });
}

cudaError_t cudaMemPoolSetAttribute(cudaMemPool_t, cudaMemPoolAttr, void*) {
  return guarded([] { return cudaSuccess; });
}

cudaError_t cudaMemPoolDestroy(cudaMemPool_t pool) {
  delete reinterpret_cast<char*>(pool);
  return guarded([] { return cudaSuccess; });
}

cudaError_t cudaMallocFromPoolAsync(void** memory, size_t bytes, cudaMemPool_t, cudaStream_t) {
  return guarded([&] { return allocateOrFail(memory, bytes); });
}

cudaError_t cudaFreeAsync(void* memory, cudaStream_t stream) {
  return guarded([&] {
    retire(memory);
    enqueue(stream, [memory] { release(memory); });
    return cudaSuccess;
  });
}

cudaError_t cudaMemcpyAsync(void* to, const void* from, size_t bytes, cudaMemcpyKind kind, cudaStream_t stream) {
  return guarded([&] {
    requireRoom(to, bytes, kind != cudaMemcpyDeviceToHost);
    requireRoom(from, bytes, kind != cudaMemcpyHostToDevice);
    count().copies++;
    if (kind != cudaMemcpyDeviceToDevice) count().transfers++;
    enqueue(stream, [=] {
      if (bytes > 0) std::memmove(to, from, bytes);
    });
    return cudaSuccess;
  });
}

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned flags) {
  return guarded([&] {
    if (flags != cudaStreamNonBlocking) reportBug("a stream waits for the default stream");
    *stream = new CUstream_st;
    return cudaSuccess;
  });
}

/// What is still queued is done before the stream goes.
cudaError_t cudaStreamDestroy(cudaStream_t stream) {
  stream->wait();
  delete stream;
  return guarded([] { return cudaSuccess; });
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream) {
  const cudaError_t error = guarded([&] {
    if (stream->capturing()) {
      stream->invalidateCapture();
      return cudaErrorStreamCaptureUnsupported;
    }
    count().synchronisations++;
    stream->wait();
    return isLost() ? cudaErrorIllegalAddress : cudaSuccess;
  });
  // A lost device has stopped its work when it says so. Here the stream's thread may still be at it.
  if (isLost()) stream->wait();
  return error;
}

cudaError_t cudaStreamBeginCapture(cudaStream_t stream, cudaStreamCaptureMode) {
  return guarded([&] { return stream->beginCapture(); });
}

cudaError_t cudaStreamEndCapture(cudaStream_t stream, cudaGraph_t* graph) {
  const cudaError_t error = stream->endCapture(graph);
  return guarded([&] { return error; });
}

cudaError_t cudaGraphGetNodes(cudaGraph_t graph, cudaGraphNode_t*, size_t* count) {
  *count = graph->nodes.size();
  return guarded([] { return cudaSuccess; });
}

cudaError_t cudaGraphInstantiate(cudaGraphExec_t* executable, cudaGraph_t graph, unsigned long long) {
  return guarded([&] {
    *executable = new CUgraphExec_st{std::make_shared<const std::vector<Work>>(graph->nodes)};
    return cudaSuccess;
  });
}

cudaError_t cudaGraphLaunch(cudaGraphExec_t executable, cudaStream_t stream) {
  return guarded([&] {
    count().graphLaunches++;
    enqueue(stream, [nodes = executable->nodes] {
      for (const Work& work : *nodes) work();
    });
    return cudaSuccess;
  });
}

cudaError_t cudaGraphExecDestroy(cudaGraphExec_t executable) {
  delete executable;
  return guarded([] { return cudaSuccess; });
}

cudaError_t cudaGraphDestroy(cudaGraph_t graph) {
  delete graph;
  return guarded([] { return cudaSuccess; });
}

cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, unsigned) {
  return guarded([&] {
    *event = new CUevent_st;
    return cudaSuccess;
  });
}

cudaError_t cudaEventDestroy(cudaEvent_t event) {
  delete event;
  return guarded([] { return cudaSuccess; });
}

cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream) {
  return guarded([&] {
    const auto done = std::make_shared<std::atomic<bool>>(false);
    {
      const std::lock_guard<std::mutex> lock(event->mutex);
      event->stream = stream;
      event->done = done;
    }
    enqueue(stream, [done] { *done = true; });
    return cudaSuccess;
  });
}

/// Waits no longer than for the event. One that was never recorded counts as passed.
cudaError_t cudaEventSynchronize(cudaEvent_t event) {
  return guarded([&] {
    count().synchronisations++;
    cudaStream_t stream = nullptr;
    std::shared_ptr<std::atomic<bool>> done;
    {
      const std::lock_guard<std::mutex> lock(event->mutex);
      stream = event->stream;
      done = event->done;
    }
    if (done) stream->wait(done);
    return isLost() ? cudaErrorIllegalAddress : cudaSuccess;
  });
}
