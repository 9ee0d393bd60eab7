#pragma once

#include <list>
#include <map>
#include <string>
#include <vector>

#include "plugins/tensorrt/plugin.h"
#include "plugins/tensorrt/session.h"

namespace harmonidiff::tensorrt {

/// An engine, with an execution context for each combination of sizes that it has been called with. Repeated sizes
/// replay a CUDA graph, which costs one launch instead of some thousand. A graph reads and writes fixed addresses, so
/// inputs and outputs are copied through the network's own memory: a few megabytes, on the GPU.
class Network {
 public:
  Network(Session& session, const char* plan);
  ~Network();

  void run(const Port* inputs, size_t inputCount, const Port* outputs, size_t outputCount);
  int64_t maxBatch() const { return maxBatch_; }

 private:
  /// The sizes of all inputs, in the engine's order.
  using Sizes = std::vector<std::vector<int64_t>>;

  struct Call {
    Sizes sizes;
    std::unique_ptr<nvinfer1::IExecutionContext> context;
    cudaGraphExec_t graph = nullptr;
    int arenaGeneration = -1;
    bool ran = false, capturable = true;

    Call() = default;
    ~Call() {
      if (graph) cudaGraphExecDestroy(graph);
    }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
  };

  void reserveOutput(const Port& port);
  Sizes sizesOf(const Port* inputs, size_t count) const;
  Call& callFor(const Sizes& sizes);
  int profileFor(const Sizes& sizes) const;
  void enqueue(Call& call);
  void capture(Call& call);

  Session& session_;
  std::unique_ptr<nvinfer1::ICudaEngine> engine_;
  std::vector<std::string> inputs_;
  std::map<std::string, Memory> ports_;
  int64_t maxBatch_ = 0;
  std::list<Call> calls_;  ///< the most recent first
};

}  // namespace harmonidiff::tensorrt
