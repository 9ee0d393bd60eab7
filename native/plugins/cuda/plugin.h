#pragma once

#include <cstddef>
#include <cstdint>

// The border between the core, which is built without CUDA and runs anywhere, and the library with its kernels, which
// is opened where there is a GPU. Plain C types only: the two may come from different compilers.

namespace harmonidiff {
struct ShiftMean;
}

namespace harmonidiff::cuda {

/// Grows with every change of this file or of an operation in operations/operations.h.
constexpr int kPluginVersion = 4;

/// A device and the one stream that all its work is queued on.
struct Context;

enum class CopyKind : int { Upload, Download, OnDevice };

struct DeviceProperties {
  char name[256];
  int major, minor;  ///< compute capability
  size_t memory;     ///< bytes
};

/// Every function that can fail returns null, or a message that lives as long as the library.
struct Plugin {
  int version;

  const char* (*countDevices)(int* count);
  const char* (*describe)(int device, DeviceProperties* properties);

  /// Bytes in use by nobody. Begins to use the GPU, as `describe` does not.
  const char* (*freeMemory)(int device, size_t* bytes);

  const char* (*open)(int device, Context** context);
  void (*close)(Context*);
  /// The context's cudaStream_t.
  void* (*stream)(Context*);

  /// Memory in the order of the stream: freed memory may be used again by work that is queued later.
  const char* (*allocate)(Context*, size_t bytes, void** memory);
  void (*free)(Context*, void* memory);
  /// Uploads and downloads wait until they, and so all that was queued before them, are done.
  const char* (*copy)(Context*, const void* from, void* to, size_t bytes, CopyKind kind);

  const char* (*forEach)(Context*, int operation, const void* value, int64_t count);
  const char* (*shiftMeans)(Context*, const ShiftMean* operation, int64_t planes);

  /// Waits for what was queued before the last call of this.
  const char* (*pace)(Context*);
  const char* (*finish)(Context*);
};

}  // namespace harmonidiff::cuda

/// The library's only export.
extern "C" const harmonidiff::cuda::Plugin* harmonidiff_cuda_plugin();
