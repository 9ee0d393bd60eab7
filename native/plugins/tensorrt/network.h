#pragma once

#include <list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "plugins/tensorrt/plugin.h"
#include "plugins/tensorrt/session.h"

namespace harmonidiff::tensorrt {

/// An engine with its execution contexts. Each optimisation profile has one context, which is set to the sizes of a
/// call. Sizes that come back after others, as batches do in every request, get a context of their own; those of
/// patches rarely do. Sizes that are called again replay a CUDA graph, which takes one launch instead of one for every
/// kernel. A graph reads and writes fixed addresses, so inputs and outputs are copied through the network's own memory:
/// a few megabytes, on the GPU.
class Network {
 public:
  Network(Session& session, const char* plan);
  ~Network();

  void run(const Port* inputs, size_t inputCount, const Port* outputs, size_t outputCount);
  /// As Plugin::mostRows.
  int64_t mostRows(const Port* inputs, size_t inputCount) const;

 private:
  /// The sizes of all inputs, in the engine's order.
  using Sizes = std::vector<std::vector<int64_t>>;

  /// Changes when memory moves that contexts and graphs hold the address of.
  using Generation = std::pair<int, int>;

  struct Context {
    Context() = default;
    ~Context() { dropGraph(); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    void dropGraph() {
      if (graph) cudaGraphExecDestroy(std::exchange(graph, nullptr));
    }

    std::unique_ptr<nvinfer1::IExecutionContext> context;
    Sizes sizes;                    ///< that the context is set to
    Generation generation{-1, -1};  ///< of the addresses that the context is set to
    bool repeats = false;           ///< a graph will be replayed
    int failedCaptures = 0;         ///< in a row, with these sizes
    cudaGraphExec_t graph = nullptr;
  };

  void reserveOutput(const Port& port);
  Sizes sizesOf(const Port* inputs, size_t count) const;
  Context& contextFor(const Sizes& sizes);
  Context& ownContext(const Sizes& sizes, int profile);
  int profileFor(const Sizes& sizes) const;
  void create(Context& context, int profile);
  void setSizes(Context& context, const Sizes& sizes);
  void setAddresses(Context& context);
  void runPlainly(Context& context);
  void capture(Context& context);
  Generation generation() const { return {session_.arenaGeneration, portGeneration_}; }

  Session& session_;
  std::unique_ptr<nvinfer1::ICudaEngine> engine_;
  std::vector<std::string> inputs_;
  std::map<std::string, Memory> ports_;
  int portGeneration_ = 0;
  int64_t maxBatch_ = 0;
  std::map<int, Context> shared_;  ///< by profile
  std::list<Context> own_;         ///< the most recent first
  std::list<Sizes> seen_;          ///< sizes that shared contexts had before, the most recent first
};

}  // namespace harmonidiff::tensorrt
