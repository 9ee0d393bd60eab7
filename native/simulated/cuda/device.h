#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <functional>
#include <string>

// What the stand-in for the CUDA runtime offers the other stand-ins. It is stricter than a GPU: device
// memory is only accessible while queued work runs, starts as NaN, ends at a page without access, and is never given
// out twice. A mistake that has no error of its own ends in a segmentation fault or in NaN.

namespace harmonidiff::simulated {

/// Queues work on a stream, or adds it to the graph that is being captured there.
void enqueue(cudaStream_t stream, std::function<void()> work);
bool isCapturing(cudaStream_t stream);
/// False once the capture on the stream cannot become a graph any more. Work that is queued then fails.
bool captureIsValid(cudaStream_t stream);

/// Whether [address, address + bytes) lies in one live block of device memory.
bool owns(const void* address, size_t bytes);

/// Ends the process, because the program did what is undefined on a real device.
[[noreturn]] void reportBug(const std::string& what);

/// Adds to `Counters::networkCalls` (controls.h).
void countNetworkCall();

}  // namespace harmonidiff::simulated
