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
    const Outcome<Done> loaded = instance.load(c.model).wait();
    const Outcome<Result> harmonised = loaded.succeeded ? instance.harmonize(request).wait() : Outcome<Result>{};
    controls.leaveFree(UINT64_MAX);
    const std::string& code = loaded.succeeded ? harmonised.code : loaded.code;
    require(harmonised.succeeded || code == "OUT_OF_MEMORY", "expected OUT_OF_MEMORY, got " + code);
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
    const Pending<Done> loads[] = {instances[0].load(c.model), instances[1].load(c.model)};
    for (int i = 0; i < 2; i++) {
      const Outcome<Done> loaded = loads[i].wait();
      const Outcome<Result> harmonised = loaded.succeeded ? instances[i].harmonize(request).wait() : Outcome<Result>{};
      const std::string& code = loaded.succeeded ? harmonised.code : loaded.code;
      require(harmonised.succeeded || code == "DEVICE_LOST", "expected DEVICE_LOST, got " + code);
      valueOf(instances[i].close().wait(), "close");
    }
    controls.failAfter(-1);
  }
}

}  // namespace harmonidiff::driver
