#pragma once

#include <list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "plugins/tensorrt/plugin.h"
#include "plugins/tensorrt/session.h"

namespace harmonidiff::tensorrt {

/// An engine. A combination of sizes that comes back has an execution context of its own, and replays a CUDA graph,
/// which costs one launch instead of some thousand. A graph reads and writes fixed addresses, so inputs and outputs are
/// copied through the network's own memory: a few megabytes, on the GPU. Sizes that come once, as those of patches do,
/// share one context for each profile.
class Network {
 public:
  Network(Session& session, const char* plan);
  ~Network();

  void run(const Port* inputs, size_t inputCount, const Port* outputs, size_t outputCount);
  int64_t maxBatch() const { return maxBatch_; }

 private:
  /// The sizes of all inputs, in the engine's order.
  using Sizes = std::vector<std::vector<int64_t>>;

  /// Changes when memory moves that contexts and graphs hold the address of.
  using Generation = std::pair<int, int>;

  struct Context {
    std::unique_ptr<nvinfer1::IExecutionContext> context;
    Sizes sizes;                    ///< that it is set to
    Generation generation{-1, -1};  ///< of the addresses that it is set to
  };

  /// A combination of sizes.
  struct Call {
    explicit Call(Sizes sizes) : sizes(std::move(sizes)) {}
    ~Call() { dropGraph(); }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    void dropGraph() {
      if (graph) cudaGraphExecDestroy(std::exchange(graph, nullptr));
    }

    Sizes sizes;
    bool repeated = false, capturable = true;
    Context own;  ///< from the second time on
    cudaGraphExec_t graph = nullptr;
  };

  void reserveOutput(const Port& port);
  Sizes sizesOf(const Port* inputs, size_t count) const;
  Call& callFor(Sizes sizes);
  int profileFor(const Sizes& sizes) const;
  void runPlainly(Call& call);
  /// Makes the context if there is none, and sets its sizes and addresses.
  void prepare(Context& context, const Sizes& sizes, int profile);
  void capture(Call& call);
  Generation generation() const { return {session_.arenaGeneration, portGeneration_}; }

  Session& session_;
  std::unique_ptr<nvinfer1::ICudaEngine> engine_;
  std::vector<std::string> inputs_;
  std::map<std::string, Memory> ports_;
  int portGeneration_ = 0;
  int64_t maxBatch_ = 0;
  std::map<int, Context> shared_;  ///< by profile
  std::list<Call> calls_;          ///< the most recent first
};

}  // namespace harmonidiff::tensorrt
