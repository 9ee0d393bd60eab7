#pragma once

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "cancellation.h"
#include "tensor.h"

namespace harmonidiff {

/// A network as ONNX (the graph's bytes, and the folder of the safetensors files with its weights), or as files that an
/// engine built from it.
struct NetworkSource {
  std::string name;
  std::vector<uint8_t> graph;
  std::string weightsFolder;
  /// Names the weights' contents at the moment; networks whose graph and weights are equal can share memory. Empty if
  /// it is not known.
  std::string weightsState;
  /// Instead of the graph: TensorRT's serialized engine, or OpenVINO's compiled models, of which the first that fits a
  /// call is used.
  std::vector<std::string> plans;
  std::string precision = "fp32";  ///< in which OpenVINO computes; graphs and TensorRT's plans have their own
  /// The most rows that a call may have when requests share it.
  int64_t sharedRows = 1;
};

struct Binding {
  const char* name;
  const Tensor& tensor;
};

/// One network, ready to run: named tensors in, named tensors out, all in the engine's memory.
class Network {
 public:
  virtual ~Network() = default;

  /// Runs once; the outputs are written where `outputs` points.
  /// Throws Error ABORT_ERR soon after `cancellation` was cancelled, or at the end of a call that the engine cannot
  /// interrupt; ENGINE_FAILED when the engine fails.
  virtual void run(const std::vector<Binding>& inputs, const std::vector<Binding>& outputs,
                   Cancellation& cancellation) = 0;

  /// The most rows of inputs of these sizes that the engine takes at once. It splits a call with more.
  virtual int64_t mostRows(const std::vector<Binding>&) const { return std::numeric_limits<int64_t>::max(); }

  /// As NetworkSource.
  int64_t sharedRows = 1;
};

/// Loads networks for one device. On the CPU, `load` may be called by several threads at the same time.
class Engine {
 public:
  virtual ~Engine() = default;
  /// Throws Error ABORT_ERR soon after `cancellation` is cancelled, if the engine can stop early.
  virtual std::unique_ptr<Network> load(const NetworkSource& source, Cancellation& cancellation) = 0;
};

}  // namespace harmonidiff
