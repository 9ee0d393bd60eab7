#include "batching/call.h"

#include <algorithm>
#include <cstring>

namespace harmonidiff {
namespace {

bool sameRows(const Tensor& a, const Tensor& b) {
  return a.type == b.type && a.shape.size() == b.shape.size() &&
         std::equal(a.shape.begin() + 1, a.shape.end(), b.shape.begin() + 1);
}

}  // namespace

Call::Call(Network& network, const std::vector<Binding>& inputs, const std::vector<Binding>& outputs)
    : network_(network), inputs_(portsOf(inputs)), outputs_(portsOf(outputs)) {}

std::vector<Call::Port> Call::portsOf(const std::vector<Binding>& bindings) {
  std::vector<Port> ports;
  ports.reserve(bindings.size());
  for (const Binding& binding : bindings) ports.push_back({binding.name, binding.tensor});
  return ports;
}

std::vector<Binding> Call::bindingsOf(const std::vector<Port>& ports) {
  std::vector<Binding> bindings;
  bindings.reserve(ports.size());
  for (const Port& port : ports) bindings.push_back({port.name, port.tensor});
  return bindings;
}

bool Call::matches(const Call& other) const {
  const auto same = [](const Port& a, const Port& b) {
    return std::strcmp(a.name, b.name) == 0 && sameRows(a.tensor, b.tensor);
  };
  const auto all = [&](const std::vector<Port>& a, const std::vector<Port>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
  };
  return &network_ == &other.network_ && all(inputs_, other.inputs_) && all(outputs_, other.outputs_);
}

int64_t Call::mostRows() const { return std::min(network_.sharedRows, network_.mostRows(bindingsOf(inputs_))); }

void Call::run(Cancellation& cancellation) const {
  network_.run(bindingsOf(inputs_), bindingsOf(outputs_), cancellation);
}

void JoinedCall::run(Device& device) {
  int64_t rows = 0;
  for (const auto& part : parts_) rows += part->rows();
  const auto stacked = [&](std::vector<Call::Port> Call::* ports) {
    std::vector<Call::Port> whole = (*parts_[0]).*ports;
    for (Call::Port& port : whole) {
      port.tensor.shape[0] = rows;
      port.tensor.memory = device.allocate(port.tensor.bytes());
    }
    return whole;
  };
  const std::vector<Call::Port> inputs = stacked(&Call::inputs_), outputs = stacked(&Call::outputs_);
  /// Calls `copy` with every part's tensor and its rows of the whole.
  const auto forEachPart = [&](std::vector<Call::Port> Call::* ports, const std::vector<Call::Port>& whole,
                               const auto& copy) {
    int64_t first = 0;
    for (const auto& part : parts_) {
      for (size_t i = 0; i < whole.size(); i++) {
        copy(((*part).*ports)[i].tensor, whole[i].tensor.rows(first, part->rows()));
      }
      first += part->rows();
    }
  };
  forEachPart(&Call::inputs_, inputs, [&](const Tensor& part, const Tensor& whole) {
    device.copy(part.data<void>(), whole.data<void>(), part.bytes());
  });
  parts_[0]->network_.run(Call::bindingsOf(inputs), Call::bindingsOf(outputs), cancellation_);
  forEachPart(&Call::outputs_, outputs, [&](const Tensor& part, const Tensor& whole) {
    device.copy(whole.data<void>(), part.data<void>(), part.bytes());
  });
}

void JoinedCall::leave() {
  if (--wanted_ == 0) cancellation_.cancel();
}

}  // namespace harmonidiff
