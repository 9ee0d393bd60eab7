#include "batching/turns.h"

#include <algorithm>

namespace harmonidiff {
namespace {

/// Rows that a request may use in each round of the deficit round robin. Small ones keep the round fair at every
/// moment; the smallest guided call has two rows.
constexpr int64_t kQuantum = 2;

}  // namespace

void Turns::add(Place& place) { places_.push_back(&place); }

void Turns::remove(Place& place) {
  const auto found = std::find(places_.begin(), places_.end(), &place);
  if (found - places_.begin() < static_cast<std::ptrdiff_t>(next_)) next_--;
  places_.erase(found);
}

void Turns::wait(std::unique_lock<std::mutex>& lock, Place& place, State state) {
  place.state = state;
  place.since = Clock::now();
  giveTurn();
  place.changed.wait(lock, [&] { return place.state == State::Holding || place.cancellation.cancelled(); });
  if (place.state == State::Holding) return;
  place.state = State::Away;
  if (place.joined && !place.left) place.joined->leave();
  place.left = true;
  place.cancellation.throwIfCancelled();
}

void Turns::passOn(Place& place) {
  holder_ = nullptr;
  place.state = State::Away;
}

/// Ready requests come first: they soon make their next call, and calls that wait at the same time can be shared. Once
/// as many turns have gone to them as there are requests, a call is made, so that new requests do not starve others.
void Turns::giveTurn() {
  if (holder_) return;
  if (readyTurns_ < places_.size()) holder_ = nextReady();
  if (holder_) {
    readyTurns_++;
  } else {
    readyTurns_ = 0;
    holder_ = nextCaller();
    if (!holder_) holder_ = nextReady();
  }
  if (!holder_) return;
  holder_->state = State::Holding;
  holder_->waited += Clock::now() - holder_->since;
  holder_->changed.notify_one();
}

/// The one that has waited longest.
Turns::Place* Turns::nextReady() const {
  Place* first = nullptr;
  for (Place* place : places_) {
    if (place->state != State::Ready) continue;
    if (!first || place->since < first->since) first = place;
  }
  return first;
}

Turns::Place* Turns::nextCaller() {
  // One that is cancelled may still get the turn, and passes it on: a cancellation may come at any moment, and must not
  // change the answer while this looks for a caller.
  const auto calls = [](const Place* place) { return place->state == State::Calling; };
  if (std::none_of(places_.begin(), places_.end(), calls)) return nullptr;
  for (;;) {
    next_ %= places_.size();
    Place* place = places_[next_];
    if (calls(place) && place->deficit >= place->call->rows()) {
      place->deficit -= place->call->rows();
      return place;
    }
    next_ = (next_ + 1) % places_.size();
    Place* arrived = places_[next_];
    // Requests without a waiting call save no rows.
    arrived->deficit = calls(arrived) ? arrived->deficit + kQuantum : std::min<int64_t>(arrived->deficit, 0);
  }
}

/// Called when a request is cancelled, by any thread.
void Turns::wake(Place& place) {
  std::shared_ptr<JoinedCall> left;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (place.joined && !place.left) left = place.joined;
    place.left = true;
    place.changed.notify_one();
  }
  if (left) left->leave();
}

void Turns::makeCall(std::unique_lock<std::mutex>& lock, Place& place) {
  place.cancellation.throwIfCancelled();
  const std::vector<Place*> companions = companionsOf(place);
  if (!companions.empty()) {
    callTogether(lock, place, companions);
    return;
  }
  lock.unlock();
  place.call->run(place.cancellation);
}

/// Those that wait for a call of the same shape, in the order of the round, as many as fit.
std::vector<Turns::Place*> Turns::companionsOf(const Place& place) const {
  std::vector<Place*> companions;
  if (batching_ != Batching::Shared || place.call->alone) return companions;
  int64_t room = place.call->mostRows() - place.call->rows();
  for (size_t i = 0; i < places_.size() && room > 0; i++) {
    Place* other = places_[(next_ + i) % places_.size()];
    if (other->state != State::Calling || other->cancellation.cancelled()) continue;
    const Call& call = *other->call;
    if (call.alone || call.rows() > room || !call.matches(*place.call)) continue;
    room -= call.rows();
    companions.push_back(other);
  }
  return companions;
}

void Turns::callTogether(std::unique_lock<std::mutex>& lock, Place& place, const std::vector<Place*>& companions) {
  std::vector<std::shared_ptr<Call>> parts{place.call};
  for (const Place* companion : companions) parts.push_back(companion->call);
  const auto joined = std::make_shared<JoinedCall>(std::move(parts));
  place.joined = joined;
  place.left = false;
  const Clock::time_point now = Clock::now();
  for (Place* companion : companions) {
    companion->joined = joined;
    companion->left = false;
    companion->state = State::Joined;
    companion->waited += now - companion->since;
    companion->deficit -= companion->call->rows();
  }
  lock.unlock();
  bool failed = false;
  try {
    joined->run(device_);
  } catch (...) {
    // One request or the number of rows may be at fault. When each makes its own call, only the one at fault fails.
    failed = true;
  }
  lock.lock();
  place.joined.reset();
  // A companion that was cancelled may be gone, and others may have come.
  for (Place* other : places_) {
    if (other->joined != joined) continue;
    other->joined.reset();
    if (other->state != State::Joined) continue;
    other->since = Clock::now();
    other->state = failed ? State::Calling : State::Ready;
    other->call->alone = failed;
    other->call->done = !failed;
  }
  lock.unlock();
  place.cancellation.throwIfCancelled();
  if (failed) place.call->run(place.cancellation);
}

Turn::Turn(Turns& turns, Cancellation& cancellation) : turns_(turns), place_(cancellation) {
  const Cancellation::Interruptible waiting(cancellation, [this] { turns_.wake(place_); });
  std::unique_lock<std::mutex> lock(turns_.mutex_);
  turns_.add(place_);
  try {
    turns_.wait(lock, place_, Turns::State::Ready);
  } catch (...) {
    turns_.remove(place_);
    throw;
  }
}

Turn::~Turn() {
  const std::lock_guard<std::mutex> lock(turns_.mutex_);
  if (place_.state == Turns::State::Holding) turns_.passOn(place_);
  turns_.remove(place_);
  turns_.giveTurn();
}

bool Turn::call(Network& network, const std::vector<Binding>& inputs, const std::vector<Binding>& outputs) {
  const auto call = std::make_shared<Call>(network, inputs, outputs);
  const Cancellation::Interruptible waiting(place_.cancellation, [this] { turns_.wake(place_); });
  std::unique_lock<std::mutex> lock(turns_.mutex_);
  place_.call = call;
  turns_.passOn(place_);
  turns_.wait(lock, place_, Turns::State::Calling);
  if (!call->done) turns_.makeCall(lock, place_);
  // The tensors go with the call.
  place_.call.reset();
  return !call->done;
}

void Turn::leave() {
  const std::lock_guard<std::mutex> lock(turns_.mutex_);
  turns_.passOn(place_);
  turns_.giveTurn();
}

void Turn::comeBack() {
  const Cancellation::Interruptible waiting(place_.cancellation, [this] { turns_.wake(place_); });
  std::unique_lock<std::mutex> lock(turns_.mutex_);
  turns_.wait(lock, place_, Turns::State::Ready);
}

}  // namespace harmonidiff
