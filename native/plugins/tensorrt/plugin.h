#pragma once

#include <cstddef>
#include <cstdint>

#include "plugins/failure.h"

// The border between the core and the library that drives TensorRT. That library is compiled once for each major
// version of TensorRT, whose C++ classes differ between them, and opened when a GPU is asked for. Plain C types only:
// the two sides may come from different compilers.

namespace harmonidiff::tensorrt {

/// Grows with every change of this file.
constexpr int kPluginVersion = 3;
constexpr int kMaxRank = 8;

/// TensorRT's own libraries, opened.
struct Libraries;
/// One GPU and one stream, with the memory that the activations of all its networks share.
struct Session;
/// One network, ready to run in its session.
class Network;

/// The sizes that one input takes in one optimisation profile. Kernels are chosen for `best`; if all three are equal,
/// the profile is static.
struct ShapeRange {
  int profile;
  const char* input;
  int rank;
  int64_t least[kMaxRank], best[kMaxRank], most[kMaxRank];
};

/// How to build a plan (a serialized engine) from an ONNX graph.
struct Build {
  int gpu;  ///< −1 for none: TensorRT-RTX needs none to build
  const void* graph;
  size_t graphBytes;
  const char* weightsFolder;  ///< of the safetensors files that the graph refers to
  const ShapeRange* ranges;
  size_t rangeCount;
  bool tf32;                ///< whether fp32 parts may be computed in TF32, which has fp16's 11 significant bits
  const char* timingCache;  ///< a file of kernel timings, read and replaced; need not exist
  const char* plan;         ///< the file to write

  void* caller;
  /// Called after each of the `steps` of a phase. Returns whether to continue.
  bool (*onStep)(void* caller, const char* phase, int step, int steps);
};

/// One input or output of a call, in the GPU's memory.
struct Port {
  const char* name;
  void* data;
  size_t bytes;
  int rank;
  int64_t dims[kMaxRank];
};

/// Every function that can fail returns null on success.
struct Plugin {
  int version;
  int tensorrtMajor;  ///< for which it was compiled

  /// `infer` and `parser` are names or paths for dlopen.
  const PluginFailure* (*open)(const char* infer, const char* parser, Libraries** libraries);
  /// TensorRT's version, as "10.6.0.26".
  const char* (*versionOf)(const Libraries*);

  const PluginFailure* (*build)(Libraries*, const Build*);

  /// `stream` is the cudaStream_t that all work is queued on.
  const PluginFailure* (*openSession)(Libraries*, int gpu, void* stream, Session** session);
  void (*closeSession)(Session*);

  const PluginFailure* (*load)(Session*, const char* plan, Network** network);
  void (*unload)(Network*);
  /// Queues one call. The batch (the first side of every port) must not be above `mostRows`.
  const PluginFailure* (*run)(Network*, const Port* inputs, size_t inputCount, const Port* outputs, size_t outputCount);
  /// The largest batch of inputs of these sizes, whatever their own batch is; 0 if no profile fits them.
  int64_t (*mostRows)(const Network*, const Port* inputs, size_t inputCount);
};

}  // namespace harmonidiff::tensorrt

/// The library's only export.
extern "C" const harmonidiff::tensorrt::Plugin* harmonidiff_tensorrt_plugin();
