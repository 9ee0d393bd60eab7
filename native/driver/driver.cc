#include "driver/driver.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace harmonidiff::driver {
namespace {

/// TensorRT's graphs have other forms of the same operators than ONNX Runtime's. Both compute in fp32; the tolerances
/// are those of test/support/target.ts. The same engine gives the same numbers.
struct Tolerance {
  double score;
  int level;
};
constexpr Tolerance kSame{0, 0}, kOtherEngine{2e-3, 1};

}  // namespace

Driver::Driver(std::vector<Subject> subjects, Options options) : options_(std::move(options)) {
  for (Subject& subject : subjects) {
    Case& c = cases_.emplace_back();
    c.subject = std::move(subject);
    c.model = c.subject.onCpu;
    if (!options_.gpu) continue;
    c.model.target.cuda = options_.gpu->cuda;
    c.model.target.tensorRt = options_.gpu->tensorRt;
    const auto plan = [&](NetworkSource& network) {
      for (PlanRequest& request : c.subject.plans) {
        if (request.source.name != network.name) continue;
        request.plan = options_.plans + "/" + c.subject.name + "-" + network.name + ".plan";
        request.timingCache = options_.plans + "/timing";
        network = {network.name, {}, {}, {}, {request.plan}};
      }
    };
    plan(c.model.textEncoder);
    plan(c.model.unet);
    plan(c.model.vaeEncoder);
    plan(c.model.vaeDecoder);
    if (c.model.classifier) plan(*c.model.classifier);
  }
}

void Driver::makeReferences() {
  for (Case& c : cases_) {
    Instance instance;
    valueOf(instance.load(c.subject.onCpu).wait(), c.subject.name);
    for (const NamedRequest& request : c.subject.requests) {
      c.expected.push_back(valueOf(instance.harmonize(request.request).wait(), c.subject.name + " " + request.name));
    }
    const std::optional<ScoreRequest>& score = c.subject.score;
    if (score) c.expectedScores = valueOf(instance.score(*score).wait(), c.subject.name + " score");
  }
}

bool Driver::run() {
  bool passed = true;
  if (options_.gpu) passed &= check("plans are built, and building them can be cancelled", &Driver::buildPlans);
  // Without plans nothing else runs.
  if (!passed) return false;
  passed &= check("every request gives the CPU's result", &Driver::answerRequests);
  passed &= check("prepared targets give the same results", &Driver::prepareTargets);
  passed &= check("the number of calls of the device", &Driver::countCalls);
  passed &= check("detail and Poisson blending", &Driver::solveOnTheHost);
  passed &= check("errors", &Driver::reportErrors);
  passed &= check("requests that are cancelled at the same moment", &Driver::cancelAtTheSameMoment);
  passed &= check("a network call among requests that make none", &Driver::callAmongOthers);
  passed &= check("several harmonizers at once", &Driver::workTogether);
  passed &= check("several requests in flight", &Driver::answerInFlight);
  passed &= check("cancelling some of the requests in flight", &Driver::cancelInFlight);
  passed &= check("cancellation at random moments", &Driver::cancelAtRandomMoments);
  passed &= check("closing in the middle, and loading again", &Driver::closeInTheMiddle);
  if (options_.runtime.empty()) return passed;
  passed &= check("close frees the device's memory", &Driver::leaveNothing);
  passed &= check("too little memory", &Driver::runOutOfMemory);
  passed &= check("a device that is lost", &Driver::loseTheDevice);
  return passed;
}

bool Driver::check(const char* name, void (Driver::*check)()) {
  const Clock::time_point began = Clock::now();
  std::string problem;
  try {
    (this->*check)();
  } catch (const std::exception& error) {
    problem = error.what();
  }
  const std::chrono::duration<double> seconds = Clock::now() - began;
  std::printf("%s: %s (%.1f s)\n", problem.empty() ? "passed" : "FAILED", name, seconds.count());
  if (!problem.empty()) std::printf("  %s\n", problem.c_str());
  std::fflush(stdout);
  return problem.empty();
}

void Driver::loadOn(Instance& instance, const Case& c) {
  valueOf(instance.load(c.model).wait(), "loading " + c.subject.name);
}

ModelDescription Driver::shared(const ModelDescription& model) {
  ModelDescription shared = model;
  shared.batching = Batching::Shared;
  for (NetworkSource* source : {&shared.textEncoder, &shared.unet, &shared.vaeEncoder, &shared.vaeDecoder}) {
    source->sharedRows = 16;
  }
  if (shared.classifier) shared.classifier->sharedRows = 12;
  return shared;
}

void Driver::compare(const Case& c, size_t request, const Outcome<Result>& outcome) const {
  const std::string what = c.subject.name + " " + c.subject.requests[request].name;
  const Result actual = valueOf(outcome, what);
  const Result& expected = c.expected[request];
  const Tolerance tolerance = options_.gpu ? kOtherEngine : kSame;
  require(actual.candidates.size() == expected.candidates.size(), what + ": another number of candidates");
  for (size_t k = 0; k < expected.candidates.size(); k++) {
    const Candidate &is = actual.candidates[k], &should = expected.candidates[k];
    const std::string which = what + ", candidate " + std::to_string(k);
    require(is.timestep == should.timestep, which + ": another timestep");
    require(is.scores.has_value() == should.scores.has_value(), which + ": scores");
    if (is.scores && should.scores) {
      const double difference = std::abs(is.scores->mean() - should.scores->mean());
      require(difference <= tolerance.score, which + ": its score differs by " + std::to_string(difference));
    }
    require(is.pixels.size() == should.pixels.size(), which + ": another number of pixels");
    int most = 0;
    for (size_t i = 0; i < is.pixels.size(); i++) most = std::max(most, std::abs(is.pixels[i] - should.pixels[i]));
    require(most <= tolerance.level, which + ": its levels differ by up to " + std::to_string(most));
  }
  if (options_.gpu) return;
  require(actual.winner == expected.winner, what + ": a different winner");
}

void Driver::waitAWhile(Clock::duration longest) {
  std::uniform_real_distribution<double> fraction(0, 1);
  std::this_thread::sleep_for(std::chrono::duration<double>(longest) * fraction(random_));
}

}  // namespace harmonidiff::driver
