#pragma once

#include <cstddef>
#include <cstdint>

#include "plugins/failure.h"

// The border between the core, which is built without CUDA and runs anywhere, and the library with its kernels, which
// is opened when a GPU is asked for. Plain C types only: the two may come from different compilers.

namespace harmonidiff {
struct ShiftMean;
}

namespace harmonidiff::cuda {

/// Grows with every change of this file or of an operation in operations/operations.h.
constexpr int kPluginVersion = 6;

/// A device and the one stream that all its work is queued on.
struct Context;

enum class CopyKind : int { Upload, Download, OnDevice };

struct DeviceProperties {
  char name[256];
  int major, minor;  ///< compute capability
  size_t memory;     ///< bytes
};

/// Every function that can fail returns null on success.
struct Plugin {
  int version;

  const PluginFailure* (*countDevices)(int* count);
  const PluginFailure* (*describe)(int device, DeviceProperties* properties);

  /// Free bytes. Initialises the GPU, unlike `describe`.
  const PluginFailure* (*freeMemory)(int device, size_t* bytes);

  const PluginFailure* (*open)(int device, Context** context);
  void (*close)(Context*);
  /// The context's cudaStream_t.
  void* (*stream)(Context*);

  /// Allocates in stream order: work that is queued later may reuse freed memory.
  const PluginFailure* (*allocate)(Context*, size_t bytes, void** memory);
  const PluginFailure* (*free)(Context*, void* memory);
  /// Uploads and downloads return when they, and all work that was queued before, are done.
  const PluginFailure* (*copy)(Context*, const void* from, void* to, size_t bytes, CopyKind kind);

  const PluginFailure* (*forEach)(Context*, int operation, const void* value, int64_t count);
  const PluginFailure* (*shiftMeans)(Context*, const ShiftMean* operation, int64_t planes);

  /// Waits for the work that was queued before the previous call.
  const PluginFailure* (*pace)(Context*);
  const PluginFailure* (*finish)(Context*);
};

}  // namespace harmonidiff::cuda

/// The library's only export.
extern "C" const harmonidiff::cuda::Plugin* harmonidiff_cuda_plugin();
