#include "testing/simulated.h"

#include <dlfcn.h>

#include <cmath>

#include "addon/conversion.h"
#include "error.h"
#include "simulated/cuda/controls.h"

namespace harmonidiff {
namespace {

/// The function of a stand-in that is open already, so that what it returns is about this process.
template <typename Function>
Function* find(const Napi::Value& library, const char* name) {
  const std::string path = library.As<Napi::String>();
  void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* function = handle ? dlsym(handle, name) : nullptr;
  if (!function) throw Error("DEVICE_NOT_FOUND", std::string("The simulated device could not be opened: ") + dlerror());
  return reinterpret_cast<Function*>(function);
}

int64_t integer(const Napi::Value& value) { return value.As<Napi::Number>().Int64Value(); }

/// simulatedCounters(library): { [name]: number }
Napi::Value counters(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  return rethrowing(env, [&] {
    simulated::Counters values{};
    find<decltype(harmonidiff_simulated_counters)>(info[0], "harmonidiff_simulated_counters")(&values);
    Napi::Object object = Napi::Object::New(env);
    const auto set = [&](const char* name, int64_t value) {
      object[name] = Napi::Number::New(env, static_cast<double>(value));
    };
    set("kernels", values.kernels);
    set("copies", values.copies);
    set("transfers", values.transfers);
    set("graphLaunches", values.graphLaunches);
    set("captures", values.captures);
    set("failedCaptures", values.failedCaptures);
    set("synchronisations", values.synchronisations);
    set("allocations", values.allocations);
    set("blocks", values.blocks);
    set("bytes", values.bytes);
    set("mostBytes", values.mostBytes);
    set("networkCalls", values.networkCalls);
    return object;
  });
}

/// simulatedLeaveFree(library, bytes or Infinity)
void leaveFree(const Napi::CallbackInfo& info) {
  rethrowing(info.Env(), [&] {
    const double bytes = info[1].As<Napi::Number>().DoubleValue();
    find<decltype(harmonidiff_simulated_leave_free)>(
        info[0], "harmonidiff_simulated_leave_free")(std::isfinite(bytes) ? static_cast<uint64_t>(bytes) : UINT64_MAX);
    return 0;
  });
}

/// simulatedFailAfter(library, calls)
void failAfter(const Napi::CallbackInfo& info) {
  rethrowing(info.Env(), [&] {
    find<decltype(harmonidiff_simulated_fail_after)>(info[0], "harmonidiff_simulated_fail_after")(integer(info[1]));
    return 0;
  });
}

/// simulatedSpoilCaptures(library, invalidated, refused)
void spoilCaptures(const Napi::CallbackInfo& info) {
  rethrowing(info.Env(), [&] {
    find<decltype(harmonidiff_simulated_invalidate_captures)>(
        info[0], "harmonidiff_simulated_invalidate_captures")(integer(info[1]));
    find<decltype(harmonidiff_simulated_refuse_captures)>(info[0],
                                                          "harmonidiff_simulated_refuse_captures")(integer(info[2]));
    return 0;
  });
}

}  // namespace

void defineSimulated(Napi::Env env, Napi::Object exports) {
  exports["simulatedCounters"] = Napi::Function::New<counters>(env);
  exports["simulatedLeaveFree"] = Napi::Function::New<leaveFree>(env);
  exports["simulatedFailAfter"] = Napi::Function::New<failAfter>(env);
  exports["simulatedSpoilCaptures"] = Napi::Function::New<spoilCaptures>(env);
}

}  // namespace harmonidiff
