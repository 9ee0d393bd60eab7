#include <dlfcn.h>

#include "driver/driver.h"
#include "simulated/cuda/controls.h"

// What the simulated device can be made to do.

namespace harmonidiff::driver {
namespace {

/// The functions of simulated/cuda/controls.h in the library that the device uses.
class Controls {
 public:
  explicit Controls(const std::string& library) : library_(dlopen(library.c_str(), RTLD_NOW | RTLD_NOLOAD)) {
    require(library_ != nullptr, library + " is not what the device uses");
  }
  ~Controls() { dlclose(library_); }
  Controls(const Controls&) = delete;
  Controls& operator=(const Controls&) = delete;

  simulated::Counters counters() const {
    simulated::Counters counters{};
    call<decltype(harmonidiff_simulated_counters)>("harmonidiff_simulated_counters")(&counters);
    return counters;
  }
  void leaveFree(uint64_t bytes) const {
    call<decltype(harmonidiff_simulated_leave_free)>("harmonidiff_simulated_leave_free")(bytes);
  }
  void failAfter(int64_t calls) const {
    call<decltype(harmonidiff_simulated_fail_after)>("harmonidiff_simulated_fail_after")(calls);
  }

 private:
  template <typename Function>
  Function* call(const char* name) const {
    void* found = dlsym(library_, name);
    require(found != nullptr, std::string("the simulated device has no ") + name);
    return reinterpret_cast<Function*>(found);
  }

  void* library_;
};

}  // namespace

void Driver::leaveNothing() {
  const Controls controls(options_.runtime);
  for (const Case& c : cases_) {
    const simulated::Counters before = controls.counters();
    Instance instance;
    loadOn(instance, c);
    const Request& request = c.subject.requests.front().request;
    compare(c, 0, instance.harmonize(request).wait());
    if (request.method == Method::Ltf) valueOf(instance.prepareTarget(0, request).wait(), "preparing a target");
    require(controls.counters().blocks > before.blocks, "a model takes no memory of the device");
    valueOf(instance.close().wait(), "close");
    require(controls.counters().blocks == before.blocks, "close leaves memory of the device");
  }
}

void Driver::runOutOfMemory() {
  const Controls controls(options_.runtime);
  const Case& c = cases_.front();
  const Request& request = c.subject.requests.front().request;
  const int64_t before = controls.counters().bytes;
  Instance instance;
  loadOn(instance, c);
  compare(c, 0, instance.harmonize(request).wait());
  const auto needed = static_cast<uint64_t>(controls.counters().bytes - before);
  valueOf(instance.close().wait(), "close");

  for (int round = 0; round < rounds(16); round++) {
    std::uniform_int_distribution<uint64_t> free(0, needed);
    controls.leaveFree(free(random_));
    const ModelDescription model = round % 2 ? shared(c.model) : c.model;
    const Outcome<Done> loaded = instance.load(model).wait();
    std::vector<Pending<Result>> pending;
    for (int i = 0; loaded.succeeded && i < 3; i++) pending.push_back(instance.harmonize(request));
    const auto checkCode = [](bool succeeded, const std::string& code) {
      require(succeeded || code == "OUT_OF_MEMORY", "expected OUT_OF_MEMORY, got " + code);
    };
    checkCode(loaded.succeeded, loaded.code);
    for (const Pending<Result>& each : pending) {
      const Outcome<Result> outcome = each.wait();
      checkCode(outcome.succeeded, outcome.code);
      if (outcome.succeeded) compare(c, 0, outcome);
    }
    controls.leaveFree(UINT64_MAX);
    if (!loaded.succeeded) continue;
    compare(c, 0, instance.harmonize(request).wait());
    valueOf(instance.close().wait(), "close");
  }
  loadOn(instance, c);
  compare(c, 0, instance.harmonize(request).wait());
}

/// Comes last: a lost device does not free its memory.
void Driver::loseTheDevice() {
  const Controls controls(options_.runtime);
  const Case& c = cases_.front();
  const Request& request = c.subject.requests.front().request;
  for (int round = 0; round < rounds(16); round++) {
    // A load takes some hundred calls, and a request more.
    std::uniform_int_distribution<int64_t> calls(0, 2000);
    controls.failAfter(calls(random_));
    Instance instances[2];
    const ModelDescription models[] = {c.model, shared(c.model)};
    const Pending<Done> loads[] = {instances[0].load(models[0]), instances[1].load(models[1])};
    const auto checkCode = [](bool succeeded, const std::string& code) {
      require(succeeded || code == "DEVICE_LOST", "expected DEVICE_LOST, got " + code);
    };
    for (int i = 0; i < 2; i++) {
      const Outcome<Done> loaded = loads[i].wait();
      checkCode(loaded.succeeded, loaded.code);
      std::vector<Pending<Result>> pending;
      for (int k = 0; loaded.succeeded && k < 2; k++) pending.push_back(instances[i].harmonize(request));
      for (const Pending<Result>& each : pending) {
        const Outcome<Result> outcome = each.wait();
        checkCode(outcome.succeeded, outcome.code);
      }
      valueOf(instances[i].close().wait(), "close");
    }
    controls.failAfter(-1);
  }
}

}  // namespace harmonidiff::driver
