#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "driver/instance.h"
#include "driver/subject.h"

namespace harmonidiff::driver {

/// A check that failed.
class CheckFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

inline void require(bool holds, const std::string& message) {
  if (!holds) throw CheckFailed(message);
}

struct Options {
  std::string plans;       ///< the folder that plans are written to
  std::optional<Gpu> gpu;  ///< absent for the CPU
  std::string runtime;     ///< the CUDA runtime's stand-in; empty for a real GPU and for the CPU
  bool quick = false;      ///< fewer requests and rounds
};

/// What all checks share.
class Driver {
 public:
  Driver(std::vector<Subject> subjects, Options options);

  /// Computes on the CPU what every request must give.
  void makeReferences();

  /// Runs every check and prints its name and time. Returns whether all passed.
  bool run();

 private:
  using Clock = std::chrono::steady_clock;

  /// A subject on the target, and the CPU's results.
  struct Case {
    Subject subject;
    ModelDescription model;
    std::vector<Result> expected;
    std::optional<Scores> expectedScores;
    Clock::duration loading{}, harmonising{};  ///< of its first request, on the target
  };

  // checks.cc
  void buildPlans();
  void answerRequests();
  void prepareTargets();
  void countCalls();
  void solveOnTheHost();
  void reportErrors();
  // concurrency.cc
  void workTogether();
  void answerInFlight();
  void cancelInFlight();
  void cancelAtRandomMoments();
  void closeInTheMiddle();
  // turns.cc
  void cancelAtTheSameMoment();
  void callAmongOthers();
  // failures.cc
  void leaveNothing();
  void runOutOfMemory();
  void loseTheDevice();

  bool check(const char* name, void (Driver::*check)());
  static void loadOn(Instance& instance, const Case& c);
  /// The same model, for requests that share calls.
  static ModelDescription shared(const ModelDescription& model);
  void compare(const Case& c, size_t request, const Outcome<Result>& outcome) const;
  /// Sleeps for up to `longest`.
  void waitAWhile(Clock::duration longest);
  int rounds(int all) const { return options_.quick ? (all + 3) / 4 : all; }

  std::vector<Case> cases_;
  Options options_;
  // The same every time.
  std::mt19937 random_{1};  // NOLINT(bugprone-random-generator-seed)
};

/// The value of a task that must not fail.
template <typename T>
T valueOf(const Outcome<T>& outcome, const std::string& what) {
  require(outcome.succeeded, what + ": " + outcome.code + ": " + outcome.message);
  return outcome.value;
}

/// Whether a task was stopped by a cancellation. It must not have failed in any other way.
template <typename T>
bool wasCancelled(const Outcome<T>& outcome, const std::string& what) {
  if (!outcome.succeeded && outcome.code == "ABORT_ERR") return true;
  valueOf(outcome, what);
  return false;
}

}  // namespace harmonidiff::driver
