#include "batching/turns.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "driver/driver.h"

// The order of requests, with a network that takes next to no time: what happens at the same moment, happens often.

namespace harmonidiff::driver {
namespace {

/// y = 2 x + 1, in one call at a time.
class Doubling : public Network {
 public:
  Doubling() { sharedRows = 16; }

  void run(const std::vector<Binding>& inputs, const std::vector<Binding>& outputs,
           Cancellation& cancellation) override {
    require(!busy_.exchange(true), "two requests call a network at the same time");
    const Cancellation::Interruptible interruptible(cancellation, [] {});
    const Tensor &x = inputs.at(0).tensor, &y = outputs.at(0).tensor;
    for (int64_t i = 0; i < x.size(); i++) y.data<float>()[i] = 2 * x.data<float>()[i] + 1;
    calls++;
    busy_ = false;
    cancellation.throwIfCancelled();
  }

  std::atomic<int> calls{0};

 private:
  std::atomic<bool> busy_{false};
};

/// Calls the network until the request is cancelled, each time with other values.
void callUntilCancelled(Turns& turns, Doubling& network, Device& device, int64_t rows, float first,
                        Cancellation& cancellation) {
  try {
    Turn turn(turns, cancellation);
    Tensor x{DataType::Float32, {rows, 4}, nullptr}, y = x;
    x.memory = device.allocate(x.bytes());
    y.memory = device.allocate(y.bytes());
    for (float value = first;; value++) {
      std::fill_n(x.data<float>(), x.size(), value);
      turn.call(network, {{"x", x}}, {{"y", y}});
      for (int64_t i = 0; i < y.size(); i++) {
        require(y.data<float>()[i] == 2 * value + 1, "a request got the numbers of another");
      }
    }
  } catch (const Error& error) {
    require(error.code() == "ABORT_ERR", error.what());
  }
}

}  // namespace

void Driver::cancelAtTheSameMoment() {
  const std::unique_ptr<Device> device = makeCpuDevice();
  Doubling network;
  for (const Batching batching : {Batching::Turns, Batching::Shared}) {
    for (int round = 0; round < rounds(400); round++) {
      Turns turns(*device, batching);
      constexpr size_t kRequests = 4;
      Cancellation cancellations[kRequests];
      std::vector<std::thread> threads;
      threads.reserve(kRequests);
      for (size_t i = 0; i < kRequests; i++) {
        threads.emplace_back([&, i] {
          const int64_t rows = i % 2 ? 12 : 2;
          callUntilCancelled(turns, network, *device, rows, static_cast<float>(1000 * i), cancellations[i]);
        });
      }
      waitAWhile(std::chrono::microseconds(300));
      for (Cancellation& cancellation : cancellations) cancellation.cancel();
      for (std::thread& thread : threads) thread.join();
    }
  }
  require(network.calls > 0, "no request made a call");
}

/// Requests that come and go without a network call do not keep another from its calls.
void Driver::callAmongOthers() {
  const std::unique_ptr<Device> device = makeCpuDevice();
  Doubling network;
  Turns turns(*device, Batching::Turns);
  std::atomic<int> passing{0};
  std::atomic<bool> ended{false};
  constexpr size_t kPassing = 3;
  std::vector<std::thread> threads;
  threads.reserve(kPassing);
  for (size_t i = 0; i < kPassing; i++) {
    threads.emplace_back([&] {
      while (!ended) {
        Cancellation cancellation;
        const Turn turn(turns, cancellation);
        passing++;
      }
    });
  }
  {
    Cancellation cancellation;
    Turn turn(turns, cancellation);
    Tensor x{DataType::Float32, {2, 4}, device->allocate(32)}, y{DataType::Float32, {2, 4}, device->allocate(32)};
    std::fill_n(x.data<float>(), x.size(), 0.0f);
    for (int call = 0; call < rounds(400); call++) {
      const int before = passing;
      turn.call(network, {{"x", x}}, {{"y", y}});
      require(passing - before <= static_cast<int>(2 * kPassing + 2), "a network call waits for many other requests");
    }
  }
  ended = true;
  for (std::thread& thread : threads) thread.join();
}

}  // namespace harmonidiff::driver
