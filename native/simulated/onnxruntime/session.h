#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engines/onnxruntime_api.h"

// Runs networks on the CPU. The stand-ins' own, smaller use of ONNX Runtime: they link nothing of the core.

namespace harmonidiff::simulated {

/// The library that the environment variable HARMONIDIFF_SIMULATED_ONNXRUNTIME names.
struct OnnxRuntime {
  static OnnxRuntime& get();

  /// Ends the process if a call failed.
  void check(ort::Status* status) const;
  /// The function at a position of the table (onnxruntime_api.h).
  template <typename Function>
  Function at(size_t position) const {
    return reinterpret_cast<Function>(const_cast<void*>(table[position]));
  }

  ort::Api api{};
  const void* const* table = nullptr;
  ort::Env* env = nullptr;
  ort::MemoryInfo* memory = nullptr;

 private:
  OnnxRuntime();
};

/// A tensor in device memory.
struct Operand {
  std::string name;
  void* data;
  size_t bytes;
  int elementType;  ///< ort::ElementType
  std::vector<int64_t> shape;
};

/// A network in memory, with its weights in a folder.
class OnnxSession {
 public:
  /// Throws std::runtime_error if ONNX Runtime does not accept the graph.
  OnnxSession(const std::string& graph, const std::string& weightsFolder);
  ~OnnxSession();
  OnnxSession(const OnnxSession&) = delete;
  OnnxSession& operator=(const OnnxSession&) = delete;

  /// The shapes of the outputs are the network's; only their addresses are taken.
  void run(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs) const;

 private:
  ort::Session* session_ = nullptr;
};

}  // namespace harmonidiff::simulated
