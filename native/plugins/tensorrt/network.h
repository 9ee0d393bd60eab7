#pragma once

#include <list>
#include <map>
#include <string>
#include <vector>

#include "plugins/tensorrt/plugin.h"
#include "plugins/tensorrt/session.h"

namespace harmonidiff::tensorrt {

/// An engine, and an execution context for each of the sizes that it has been called with. A size that comes back is
/// replayed as a CUDA graph, which costs one launch in place of some thousand. A graph reads and writes fixed
/// addresses, so inputs and outputs pass through memory of the network's own; that is a copy of a few megabytes on the
/// GPU.
class Network {
 public:
  Network(Session& session, const char* plan);
  ~Network();

  void run(const Port* inputs, size_t inputCount, const Port* outputs, size_t outputCount);
  int64_t maxBatch() const { return maxBatch_; }

 private:
  /// The sizes of all inputs, in the order of the engine's.
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
