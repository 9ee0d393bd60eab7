#include <mutex>
#include <thread>

#include "driver/driver.h"

namespace harmonidiff::driver {
namespace {

std::vector<Pending<Result>> startMany(Instance& instance, const Request& request, size_t count) {
  std::vector<Pending<Result>> pending;
  pending.reserve(count);
  for (size_t i = 0; i < count; i++) pending.push_back(instance.harmonize(request));
  return pending;
}

}  // namespace

void Driver::workTogether() {
  std::mutex mutex;
  std::vector<std::string> problems;
  const auto work = [&](size_t number) {
    try {
      const Case& c = cases_[number % cases_.size()];
      for (int round = 0; round < rounds(4); round++) {
        Instance instance;
        loadOn(instance, c);
        // Another order on every thread.
        const size_t count = c.subject.requests.size();
        for (size_t i = 0; i < count; i += options_.quick ? 3 : 1) {
          const size_t request = (i + number) % count;
          compare(c, request, instance.harmonize(c.subject.requests[request].request).wait());
        }
      }
    } catch (const std::exception& error) {
      const std::lock_guard<std::mutex> lock(mutex);
      problems.emplace_back(error.what());
    }
  };
  constexpr size_t kThreads = 4;
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (size_t number = 0; number < kThreads; number++) threads.emplace_back(work, number);
  for (std::thread& thread : threads) thread.join();
  require(problems.empty(), problems.empty() ? "" : problems.front());
}

void Driver::answerInFlight() {
  for (const Case& c : cases_) {
    for (const ModelDescription& model : {c.model, shared(c.model)}) {
      Instance instance;
      valueOf(instance.load(model).wait(), "loading " + c.subject.name);
      for (int round = 0; round < rounds(4); round++) {
        std::vector<Pending<Result>> pending;
        const size_t count = c.subject.requests.size();
        const size_t step = options_.quick ? 3 : 1;
        // Equal ones next to each other, and different ones.
        for (size_t i = 0; i < 2 * count; i += step) {
          pending.push_back(instance.harmonize(c.subject.requests[i % count].request));
        }
        size_t next = 0;
        for (size_t i = 0; i < 2 * count; i += step) compare(c, i % count, pending[next++].wait());
      }
    }
  }
}

void Driver::cancelInFlight() {
  for (const Case& c : cases_) {
    const Request& request = c.subject.requests.front().request;
    for (const ModelDescription& model : {c.model, shared(c.model)}) {
      Instance instance;
      valueOf(instance.load(model).wait(), "loading " + c.subject.name);
      for (int round = 0; round < rounds(8); round++) {
        const std::vector<Pending<Result>> pending = startMany(instance, request, Instance::kInFlight + 2);
        std::uniform_int_distribution<size_t> which(0, pending.size() - 1);
        for (int cancelled = 0; cancelled < 2; cancelled++) {
          waitAWhile(c.harmonising);
          pending[which(random_)].cancel();
        }
        for (const Pending<Result>& each : pending) {
          const Outcome<Result> outcome = each.wait();
          if (!wasCancelled(outcome, "one of the requests in flight")) compare(c, 0, outcome);
        }
      }
      // All at once.
      const std::vector<Pending<Result>> pending = startMany(instance, request, Instance::kInFlight);
      waitAWhile(c.harmonising);
      for (const Pending<Result>& each : pending) each.cancel();
      for (const Pending<Result>& each : pending) wasCancelled(each.wait(), "a request in flight");
      compare(c, 0, instance.harmonize(request).wait());
    }
  }
}

void Driver::cancelAtRandomMoments() {
  for (Case& c : cases_) {
    const Request& request = c.subject.requests.front().request;
    Instance instance;
    for (int round = 0; round < rounds(12); round++) {
      const auto loading = instance.load(c.model);
      waitAWhile(c.loading);
      loading.cancel();
      wasCancelled(loading.wait(), "cancelled loading of " + c.subject.name);
    }
    loadOn(instance, c);
    for (int round = 0; round < rounds(24); round++) {
      const auto harmonising = instance.harmonize(request), next = instance.harmonize(request);
      waitAWhile(c.harmonising);
      harmonising.cancel();
      if (round % 2) next.cancel();
      if (!wasCancelled(harmonising.wait(), "a cancelled request")) compare(c, 0, harmonising.wait());
      if (!wasCancelled(next.wait(), "the request after it")) compare(c, 0, next.wait());
    }
    const std::optional<ScoreRequest>& score = c.subject.score;
    if (!score) continue;
    const auto scoring = instance.score(*score);
    scoring.cancel();
    wasCancelled(scoring.wait(), "cancelled scoring");
  }
}

void Driver::closeInTheMiddle() {
  for (int round = 0; round < rounds(12); round++) {
    const Case& c = cases_[static_cast<size_t>(round) % cases_.size()];
    const Request& request = c.subject.requests.front().request;
    Instance instance;
    const auto loading = instance.load(c.model);
    if (round % 3 == 0) waitAWhile(c.loading);
    if (round % 3 != 0) valueOf(loading.wait(), "loading " + c.subject.name);
    if (round % 3 != 0) {
      const auto first = instance.harmonize(request), second = instance.harmonize(request);
      waitAWhile(c.harmonising);
      const auto closed = instance.close();
      wasCancelled(first.wait(), "a request during close");
      wasCancelled(second.wait(), "a queued request");
      valueOf(closed.wait(), "close");
    } else {
      valueOf(instance.close().wait(), "close");
      wasCancelled(loading.wait(), "loading during close");
    }
    loadOn(instance, c);
    compare(c, 0, instance.harmonize(request).wait());
    // The last one ends without a close, in the middle of a request.
    if (round % 2) instance.harmonize(request);
  }
}

}  // namespace harmonidiff::driver
