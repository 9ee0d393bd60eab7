#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "cancellation.h"
#include "devices/device.h"
#include "engines/engine.h"

namespace harmonidiff {

/// A network call of one request. It keeps the tensors, because a request that is cancelled leaves its rows behind.
class Call {
 public:
  Call(Network& network, const std::vector<Binding>& inputs, const std::vector<Binding>& outputs);

  /// Entries along the first axis, which every input and output has.
  int64_t rows() const { return inputs_.at(0).tensor.shape.at(0); }

  /// Whether both call the same network with rows of the same shape.
  bool matches(const Call& other) const;

  /// The most rows that a call of this shape may have when requests share it.
  int64_t mostRows() const;

  void run(Cancellation& cancellation) const;

  bool done = false;   ///< another request made it
  bool alone = false;  ///< it failed together with others, and is to be made on its own

 private:
  friend class JoinedCall;
  struct Port {
    const char* name;
    Tensor tensor;
  };
  static std::vector<Port> portsOf(const std::vector<Binding>& bindings);
  static std::vector<Binding> bindingsOf(const std::vector<Port>& ports);

  Network& network_;
  std::vector<Port> inputs_, outputs_;
};

/// Calls that match, made as one.
class JoinedCall {
 public:
  explicit JoinedCall(std::vector<std::shared_ptr<Call>> parts) : parts_(std::move(parts)), wanted_(parts_.size()) {}

  /// Stacks the inputs' rows in the device's memory, runs the network once, and copies each part's rows to its outputs.
  /// Throws as Network::run.
  void run(Device& device);

  /// One of the requests no longer needs it. When none does, the call is interrupted.
  void leave();
  bool cancelled() const { return cancellation_.cancelled(); }

 private:
  std::vector<std::shared_ptr<Call>> parts_;
  std::atomic<size_t> wanted_;  ///< by so many requests
  Cancellation cancellation_;
};

}  // namespace harmonidiff
