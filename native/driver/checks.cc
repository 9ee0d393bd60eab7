#include <sys/stat.h>

#include <cmath>
#include <cstdio>
#include <fstream>

#include "blending/detail.h"
#include "blending/poisson.h"
#include "driver/counting.h"
#include "driver/driver.h"
#include "pipeline/harmonize.h"

namespace harmonidiff::driver {
namespace {

bool exists(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0;
}

FloatImage floats(const Image& image) {
  return {image.width, image.height, {image.pixels.begin(), image.pixels.end()}};
}

/// Whether a request takes less work with a prepared target.
bool usesPrepared(const Request& request) {
  return request.method == Method::Lms || request.method == Method::Twr || request.method == Method::Ltf;
}

Calls callsOf(const ModelDescription& description, const Request& request) {
  Calls calls;
  Cancellation cancellation;
  CountingDevice device(openDevice(description.target.cuda), calls);
  const Model model = loadModel(description, device, cancellation);
  Turns turns(device, Batching::Turns);
  Turn turn(turns, cancellation);
  calls = {};
  harmonize(model, turn, request, [](const Progress&) {});
  return calls;
}

}  // namespace

void Driver::buildPlans() {
  if (!options_.gpu) return;
  const int number = options_.gpu->cuda.number;
  const TensorRtLibraries libraries = options_.gpu->tensorRt;
  for (const Case& c : cases_) {
    for (const PlanRequest& request : c.subject.plans) {
      const std::string what = c.subject.name + "'s " + request.source.name;
      Instance instance;
      const auto build = [&] {
        return instance.start<Done>([&](Cancellation& cancellation) {
          buildTensorRtPlan(libraries, number, request, cancellation, [](const BuildProgress&) {});
          return Done{};
        });
      };
      const Clock::time_point began = Clock::now();
      valueOf(build().wait(), "building " + what);
      const Clock::duration took = Clock::now() - began;
      for (int round = 0; round < rounds(4); round++) {
        std::remove(request.plan.c_str());
        const Pending<Done> pending = build();
        waitAWhile(took);
        pending.cancel();
        const bool stopped = wasCancelled(pending.wait(), "cancelling the build of " + what);
        require(exists(request.plan) != stopped, what + ": a cancelled build left a plan, or a finished one none");
      }
      if (!exists(request.plan)) valueOf(build().wait(), "building " + what);
    }
  }
}

void Driver::answerRequests() {
  for (Case& c : cases_) {
    Instance instance;
    const Clock::time_point began = Clock::now();
    loadOn(instance, c);
    c.loading = Clock::now() - began;
    for (size_t i = 0; i < c.subject.requests.size(); i++) {
      const Clock::time_point start = Clock::now();
      double last = 0;
      const auto rises = [&](const Progress& progress) {
        require(progress.fraction >= last && progress.fraction <= 1, "progress does not rise to 1");
        last = progress.fraction;
      };
      // The second time, networks are called with sizes that they know; the third time, they replay a graph.
      const int times = i == 0 || !options_.quick ? 3 : 1;
      for (int time = 0; time < times; time++, last = 0) {
        compare(c, i, instance.harmonize(c.subject.requests[i].request, rises).wait());
        require(last == 1, c.subject.requests[i].name + ": progress ends before 1");
      }
      if (i == 0) c.harmonising = (Clock::now() - start) / times;
    }
    const std::optional<ScoreRequest>& request = c.subject.score;
    const std::optional<Scores> expected = c.expectedScores;
    if (!request || !expected) continue;
    const Scores scores = valueOf(instance.score(*request).wait(), c.subject.name + " score");
    require(std::abs(scores.mean() - expected->mean()) <= (options_.gpu ? 2e-3 : 0), "the score differs");
  }
}

void Driver::prepareTargets() {
  for (const Case& c : cases_) {
    const Request& front = c.subject.requests.front().request;
    // An inpainting UNet inverts nothing.
    if (!usesPrepared(front)) continue;
    Instance instance;
    loadOn(instance, c);
    for (size_t i = 0; i < c.subject.requests.size(); i++) {
      const auto& [name, request] = c.subject.requests[i];
      if (!usesPrepared(request)) continue;
      const auto id = static_cast<PreparedId>(i);
      valueOf(instance.prepareTarget(id, request).wait(), "preparing the target of " + name);
      const auto first = instance.harmonize(request, id), second = instance.harmonize(request, id);
      compare(c, i, first.wait());
      // The target is released while a request may still use it.
      const auto third = instance.harmonize(request, id);
      valueOf(instance.releaseTarget(id).wait(), "releasing the target of " + name);
      compare(c, i, second.wait());
      const Outcome<Result> last = third.wait();
      if (last.succeeded || last.code != "CLOSED") compare(c, i, last);
      require(instance.harmonize(request, id).wait().code == "CLOSED", name + " uses a target that is freed");
    }
    for (int round = 0; round < rounds(8); round++) {
      const auto preparing = instance.prepareTarget(0, front);
      waitAWhile(c.harmonising);
      preparing.cancel();
      const bool stopped = wasCancelled(preparing.wait(), "a cancelled preparation");
      const Outcome<Result> after = instance.harmonize(front, 0).wait();
      require(after.succeeded ? !stopped : after.code == "CLOSED", "a cancelled preparation left a target");
      valueOf(instance.releaseTarget(0).wait(), "releasing a target");
    }
    // This one goes with the model.
    valueOf(instance.prepareTarget(0, front).wait(), "preparing a target");
  }
}

void Driver::countCalls() {
  const Case& c = cases_.front();
  Request request = c.subject.requests.front().request;
  const int steps = request.schedule.steps();
  request.images = false;
  request.candidateRange = {steps - 2, steps - 1};
  const Calls few = callsOf(c.model, request);
  request.candidateRange = {0, steps - 1};
  const Calls many = callsOf(c.model, request);
  std::printf("  1 candidate: %s\n  %d candidates: %s\n", few.text().c_str(), steps - 1, many.text().c_str());
  require(many.allocations == few.allocations, "memory is allocated inside a loop");
  require(many.uploads == few.uploads && many.downloads == few.downloads, "a loop transfers data");
}

void Driver::solveOnTheHost() {
  const Request& request = cases_.front().subject.requests.front().request;
  const FloatImage target = floats(request.target), source = floats(request.source);
  Instance instance;
  const auto blend = [&] {
    return instance.start<std::vector<float>>([&](Cancellation& cancellation) {
      return poissonBlend(target, source, request.box, request.mask, {}, cancellation);
    });
  };
  const auto restore = [&] {
    return instance.start<std::vector<float>>([&](Cancellation& cancellation) {
      return restoreDetail(target, request.target.pixels, request.mask, {}, 4, cancellation);
    });
  };
  const std::vector<float> blended = valueOf(blend().wait(), "Poisson blending"),
                           restored = valueOf(restore().wait(), "restored detail");
  for (int round = 0; round < rounds(20); round++) {
    const auto first = blend(), second = restore();
    waitAWhile(std::chrono::milliseconds(4));
    (round % 2 ? first : second).cancel();
    const auto blendedAgain = first.wait(), restoredAgain = second.wait();
    if (!wasCancelled(blendedAgain, "Poisson blending")) require(blendedAgain.value == blended, "a different blend");
    if (!wasCancelled(restoredAgain, "restored detail")) require(restoredAgain.value == restored, "different detail");
  }
}

void Driver::reportErrors() {
  const Case& c = cases_.front();
  Instance instance;
  const auto fails = [&](const ModelDescription& description, const char* code) {
    const Outcome<Done> outcome = instance.load(description).wait();
    require(!outcome.succeeded && outcome.code == code,
            std::string("expected ") + code + ", got " +
                (outcome.succeeded ? "no error" : outcome.code + ": " + outcome.message));
  };
  ModelDescription broken = c.model;
  if (options_.gpu) {
    broken.vaeDecoder.plans = {options_.plans + "/refused.plan"};
    std::ofstream(broken.vaeDecoder.plans[0]) << "no plan";
    fails(broken, "PLAN_REFUSED");
    broken = c.model;
    broken.target.cuda = options_.gpu->cuda;
    broken.target.cuda->number = 99;
    fails(broken, "DEVICE_NOT_FOUND");
    broken = c.model;
    broken.target.tensorRt = options_.gpu->tensorRt;
    broken.target.tensorRt->infer += ".missing";
    fails(broken, "ENGINE_NOT_FOUND");
  } else {
    broken.vaeDecoder.graph.resize(broken.vaeDecoder.graph.size() / 2);
    fails(broken, "ENGINE_FAILED");
    broken = c.model;
    broken.target.onnxRuntime += ".missing";
    fails(broken, "ENGINE_NOT_FOUND");
  }
  Request thin = c.subject.requests.front().request;
  thin.mask.assign(thin.mask.size(), 0);
  loadOn(instance, c);
  const Outcome<Result> refused = instance.harmonize(thin).wait();
  require(refused.code == "PLACEMENT_INVALID", "an empty mask is not refused");
  compare(c, 0, instance.harmonize(c.subject.requests.front().request).wait());
}

}  // namespace harmonidiff::driver
