#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "batching/call.h"
#include "cancellation.h"
#include "devices/device.h"
#include "engines/engine.h"

namespace harmonidiff {

/// Whether requests in flight only take turns, or also put the rows of their network calls together.
enum class Batching { Turns, Shared };

/// The order in which the requests of one model use its device and its networks. One of them has the turn, and passes
/// it on before each of its network calls. Calls are served by deficit round robin over their rows: whatever the size
/// of its calls, every request gets the same number of rows, so that a short one need not wait for a long one.
class Turns {
 public:
  Turns(Device& device, Batching batching) : device_(device), batching_(batching) {}
  Turns(const Turns&) = delete;
  Turns& operator=(const Turns&) = delete;

 private:
  friend class Turn;
  using Clock = std::chrono::steady_clock;

  enum class State {
    Away,     ///< does not need the device
    Ready,    ///< could go on
    Calling,  ///< waits for its network call
    Joined,   ///< its rows are in the call of another request
    Holding,  ///< has the turn
  };

  /// A request's place in the round.
  struct Place {
    explicit Place(Cancellation& cancellation) : cancellation(cancellation) {}

    Cancellation& cancellation;
    State state = State::Away;
    std::condition_variable changed;
    std::shared_ptr<Call> call;          ///< that it waits for
    std::shared_ptr<JoinedCall> joined;  ///< that its rows are in
    bool left = false;                   ///< it was cancelled since it joined
    int64_t deficit = 0;                 ///< rows that it may still use in this round
    Clock::time_point since;             ///< it waits
    Clock::duration waited{};            ///< until now
  };

  void add(Place& place);
  void remove(Place& place);
  /// Waits for the turn. Throws Error ABORT_ERR if the request is cancelled; it then has no turn.
  void wait(std::unique_lock<std::mutex>& lock, Place& place, State state);
  void passOn(Place& place);
  void giveTurn();
  Place* nextReady() const;
  Place* nextCaller();
  void wake(Place& place);

  void makeCall(std::unique_lock<std::mutex>& lock, Place& place);
  std::vector<Place*> companionsOf(const Place& place) const;
  void callTogether(std::unique_lock<std::mutex>& lock, Place& place, const std::vector<Place*>& companions);

  Device& device_;
  const Batching batching_;
  std::mutex mutex_;
  std::vector<Place*> places_;  ///< in the order of the round
  size_t next_ = 0;             ///< whose turn it is in the round
  size_t readyTurns_ = 0;       ///< since the last call
  Place* holder_ = nullptr;
};

/// A request in flight, on a thread of its own. It has the turn from its constructor to its destructor, except where
/// `call` and `aside` pass it on.
class Turn {
 public:
  /// Waits for the turn. Throws Error ABORT_ERR soon after a cancellation.
  Turn(Turns& turns, Cancellation& cancellation);
  ~Turn();
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  /// Runs a network once, as Network::run; other requests may come first. Returns false if another request's call has
  /// done it, so that a call that is shared counts once. After an error the request may have no turn: it must end.
  bool call(Network& network, const std::vector<Binding>& inputs, const std::vector<Binding>& outputs);

  /// Runs long work that does not use the device, while others use it. Throws what `work` throws, or Error ABORT_ERR;
  /// the request then has no turn and must end.
  template <typename Work>
  auto aside(const Work& work) {
    leave();
    auto result = work();
    comeBack();
    return result;
  }

  /// To be used only with the turn.
  Device& device() const { return turns_.device_; }
  Cancellation& cancellation() const { return place_.cancellation; }

  /// How long the request has waited for others.
  Turns::Clock::duration waited() const { return place_.waited; }

 private:
  void leave();
  void comeBack();

  Turns& turns_;
  Turns::Place place_;
};

}  // namespace harmonidiff
