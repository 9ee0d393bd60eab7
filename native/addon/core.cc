#include "addon/core.h"

#include <algorithm>
#include <set>
#include <thread>

#include "addon/conversion.h"
#include "blending/detail.h"
#include "blending/poisson.h"

namespace harmonidiff {
namespace {

/// The live cores of one environment.
using LiveCores = std::set<Core*>;

}  // namespace

/// Shared by the task and the main thread; only the main thread touches the JavaScript function.
class Core::Reporter {
 public:
  Reporter(Core& core, const Napi::Value& onProgress) : core_(core) {
    if (!onProgress.IsFunction()) return;
    function_ = std::make_shared<Napi::FunctionReference>(Napi::Persistent(onProgress.As<Napi::Function>()));
    // At teardown the worker may hold the last reference, and it must not touch the environment.
    function_->SuppressDestruct();
  }

  /// May be called from any thread. `makeValue` is called on the main thread.
  void report(MakeValue makeValue) const {
    if (!function_) return;
    core_.postToMainThread([function = function_, makeValue = std::move(makeValue)](Napi::Env env) {
      const Napi::HandleScope scope(env);
      function->Call({makeValue(env)});
    });
  }

  void report(const Progress& progress) const {
    report([progress](Napi::Env env) { return progressToValue(env, progress); });
  }

  void release() {
    if (function_) function_->Reset();
  }

 private:
  Core& core_;
  std::shared_ptr<Napi::FunctionReference> function_;
};

Napi::Function Core::define(Napi::Env env) {
  env.SetInstanceData(new LiveCores);
  haltAtExit(env);
  return DefineClass(
      env, "Core",
      {InstanceMethod<&Core::build>("build"), InstanceMethod<&Core::load>("load"),
       InstanceMethod<&Core::harmonize>("harmonize"), InstanceMethod<&Core::prepareTarget>("prepareTarget"),
       InstanceMethod<&Core::releaseTarget>("releaseTarget"), InstanceMethod<&Core::score>("score"),
       InstanceMethod<&Core::restoreDetail>("restoreDetail"), InstanceMethod<&Core::blendPoisson>("blendPoisson"),
       InstanceMethod<&Core::close>("close")});
}

Core::Core(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Core>(info) {
  const Napi::Env env = info.Env();
  mainThread_ = MainThread::New(env, "harmonidiff", 0, 1);
  solvers_.setLimit(std::max(std::thread::hardware_concurrency(), 1u));
  // An idle model does not keep the process alive.
  mainThread_.Unref(env);
  // Registered after the thread-safe function's own hook, so it runs first: the worker stops while it can still report.
  napi_add_env_cleanup_hook(env, stopAtTeardown, this);
  env.GetInstanceData<LiveCores>()->insert(this);
}

Core::~Core() {
  if (stopped_) return;
  napi_remove_env_cleanup_hook(Env(), stopAtTeardown, this);
  stop();
}

void Core::stopAtTeardown(void* core) { static_cast<Core*>(core)->stop(); }

/// process.exit() and uncaught errors end the process without tearing down the main environment. A thread that still
/// runs then would race with the static destructors of the libraries that it uses.
void Core::haltAtExit(Napi::Env env) {
  const auto halt = Napi::Function::New(env, [](const Napi::CallbackInfo& info) {
    for (Core* core : *info.Env().GetInstanceData<LiveCores>()) core->halt();
  });
  const auto process = env.Global().Get("process").As<Napi::Object>();
  // It runs before other listeners, because one that throws ends the process at once.
  process.Get("prependListener").As<Napi::Function>().Call(process, {Napi::String::New(env, "exit"), halt});
}

void Core::cancelAll() {
  for (const auto& [cancellation, reporter] : running_) cancellation->cancel();
}

void Core::halt() {
  cancelAll();
  workers_.stop();
  solvers_.stop();
}

void Core::stop() {
  if (stopped_) return;
  stopped_ = true;
  Env().GetInstanceData<LiveCores>()->erase(this);
  halt();
  // What is still running does not settle any more.
  for (const auto& [cancellation, reporter] : running_) reporter->release();
  model_.close();
  mainThread_.Release();
}

void Core::callOnMainThread(Napi::Env env, Napi::Function, std::nullptr_t*, OnMainThread* task) {
  const std::unique_ptr<OnMainThread> owned(task);
  // During teardown there is no environment.
  if (env == nullptr) return;
  try {
    (*task)(env);
  } catch (const Napi::Error&) {  // NOLINT(bugprone-empty-catch)
    // In a worker thread that is being terminated every call into JavaScript fails, and nobody is left to tell.
  }
}

void Core::postToMainThread(OnMainThread task) {
  auto* owned = new OnMainThread(std::move(task));
  if (mainThread_.NonBlockingCall(owned) != napi_ok) delete owned;
}

Napi::Promise Core::run(Napi::Env env, Beside beside, Task task, const std::function<void()>& finally) {
  const auto deferred = Napi::Promise::Deferred::New(env);
  const auto settle = [this, deferred, finally](Napi::Env env, const MakeValue& makeValue, const Failure* failure) {
    const Napi::HandleScope scope(env);
    finally();
    try {
      if (failure) {
        deferred.Reject(failure->toValue(env));
      } else {
        deferred.Resolve(makeValue(env));
      }
    } catch (const Napi::Error& error) {
      // For example, because there is no memory for the value.
      deferred.Reject(error.Value());
    } catch (const std::exception&) {
      deferred.Reject(Failure::current().toValue(env));
    }
    if (--pending_ == 0) {
      mainThread_.Unref(env);
      Unref();
    }
  };
  const auto work = [this, task = std::move(task), settle] {
    try {
      MakeValue makeValue = task();
      postToMainThread([=](Napi::Env env) { settle(env, makeValue, nullptr); });
    } catch (...) {
      const Failure failure = Failure::current();
      postToMainThread([=](Napi::Env env) { settle(env, nullptr, &failure); });
    }
  };
  rethrowing(env, [&] {
    switch (beside) {
      case Beside::Requests: workers_.post(work); break;
      case Beside::Nothing: workers_.postAlone(work); break;
      case Beside::Anything: solvers_.post(work); break;
    }
    return 0;
  });
  if (pending_++ == 0) {
    mainThread_.Ref(env);
    Ref();
  }
  return deferred.Promise();
}

Napi::Object Core::runCancellable(Napi::Env env, const Napi::Value& onProgress, CancellableTask task, Beside beside) {
  auto cancellation = std::make_shared<Cancellation>();
  auto reporter = std::make_shared<Reporter>(*this, onProgress);
  const Napi::Promise promise = run(
      env, beside, [task = std::move(task), cancellation, reporter] { return task(*cancellation, *reporter); },
      [this, cancellation, reporter] {
        running_.erase(cancellation);
        reporter->release();
      });
  running_.emplace(cancellation, reporter);
  Napi::Object handle = Napi::Object::New(env);
  handle["promise"] = promise;
  handle["cancel"] =
      Napi::Function::New(env, [cancellation](const Napi::CallbackInfo&) { cancellation->cancel(); }, "cancel");
  return handle;
}

Napi::Value Core::build(const Napi::CallbackInfo& info) {
  const Target target = readTarget(info[0].As<Napi::Object>());
  if (target.openVino) {
    auto build = std::make_shared<OpenVinoBuild>(readOpenVinoBuild(info[1].As<Napi::Object>()));
    return runCancellable(info.Env(), info[2],
                          [target, build](Cancellation& cancellation, const Reporter&) -> MakeValue {
                            buildOpenVinoPlan(*target.openVino, target.threads, *build, cancellation);
                            return [](Napi::Env env) { return env.Undefined(); };
                          });
  }
  auto request = std::make_shared<PlanRequest>(readPlanRequest(info[1].As<Napi::Object>()));
  return runCancellable(
      info.Env(), info[2], [target, request](Cancellation& cancellation, const Reporter& reporter) -> MakeValue {
        buildTensorRtPlan(*target.tensorRt, target.cuda->number, *request, cancellation,
                          [&](const BuildProgress& progress) {
                            reporter.report([progress](Napi::Env env) { return buildProgressToValue(env, progress); });
                          });
        return [](Napi::Env env) { return env.Undefined(); };
      });
}

Napi::Value Core::load(const Napi::CallbackInfo& info) {
  const auto value = info[0].As<Napi::Object>();
  auto description = std::make_shared<ModelDescription>(readModelDescription(value));
  workers_.setLimit(value.Get("maxInFlight").As<Napi::Number>().Uint32Value());
  const Napi::Env env = info.Env();
  return runCancellable(
      env, env.Undefined(),
      [this, description](Cancellation& cancellation, const Reporter&) -> MakeValue {
        model_.load(*description, cancellation);
        return [](Napi::Env env) { return env.Undefined(); };
      },
      Beside::Nothing);
}

Napi::Value Core::harmonize(const Napi::CallbackInfo& info) {
  const auto value = info[0].As<Napi::Object>();
  auto request = rethrowing(info.Env(), [&] { return std::make_shared<Request>(readRequest(value)); });
  const std::optional<PreparedId> prepared = readPrepared(value);
  return runCancellable(info.Env(), info[1],
                        [this, request, prepared](Cancellation& cancellation, const Reporter& reporter) -> MakeValue {
                          const auto report = [&](const Progress& progress) { reporter.report(progress); };
                          auto result =
                              std::make_shared<Result>(model_.harmonize(*request, cancellation, report, prepared));
                          return [result](Napi::Env env) { return resultToValue(env, *result); };
                        });
}

Napi::Value Core::prepareTarget(const Napi::CallbackInfo& info) {
  const auto value = info[0].As<Napi::Object>();
  auto request = rethrowing(info.Env(), [&] { return std::make_shared<Request>(readPreparation(value)); });
  return runCancellable(
      info.Env(), info[1],
      [this, request, id = *readPrepared(value)](Cancellation& cancellation, const Reporter& reporter) -> MakeValue {
        const auto report = [&](const Progress& progress) { reporter.report(progress); };
        const Result result = model_.prepareTarget(id, *request, cancellation, report);
        return [result](Napi::Env env) { return reportToValue(env, result); };
      });
}

Napi::Value Core::releaseTarget(const Napi::CallbackInfo& info) {
  model_.releaseTarget(info[0].As<Napi::Number>().Uint32Value());
  return info.Env().Undefined();
}

Napi::Value Core::score(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto request = std::make_shared<ScoreRequest>(readScoreRequest(info[0].As<Napi::Object>()));
  return runCancellable(env, env.Undefined(),
                        [this, request](Cancellation& cancellation, const Reporter&) -> MakeValue {
                          const auto [scores, waited] = model_.score(*request, cancellation);
                          return [scores = scores, waited = waited](Napi::Env env) {
                            Napi::Object value = Napi::Object::New(env);
                            value["scores"] = scoresToValue(env, scores);
                            value["waited"] = Napi::Number::New(env, waited);
                            return value;
                          };
                        });
}

Napi::Value Core::restoreDetail(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto request = std::make_shared<DetailRequest>(readDetailRequest(info[0].As<Napi::Object>()));
  const auto solve = [request](Cancellation& cancellation, const Reporter&) -> MakeValue {
    cancellation.throwIfCancelled();
    const auto& [paste, harmonised, mask, valid, band] = *request;
    auto result = std::make_shared<std::vector<float>>(
        harmonidiff::restoreDetail(paste, harmonised, mask, valid, band, cancellation));
    return [result](Napi::Env env) { return floatsToValue(env, *result); };
  };
  return runCancellable(env, env.Undefined(), solve, Beside::Anything);
}

Napi::Value Core::blendPoisson(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto request = std::make_shared<BlendRequest>(readBlendRequest(info[0].As<Napi::Object>()));
  const auto solve = [request](Cancellation& cancellation, const Reporter&) -> MakeValue {
    cancellation.throwIfCancelled();
    const auto& [target, source, box, mask, valid] = *request;
    auto result = std::make_shared<std::vector<float>>(poissonBlend(target, source, box, mask, valid, cancellation));
    return [result](Napi::Env env) { return floatsToValue(env, *result); };
  };
  return runCancellable(env, env.Undefined(), solve, Beside::Anything);
}

Napi::Value Core::close(const Napi::CallbackInfo& info) {
  cancelAll();
  return run(info.Env(), Beside::Nothing, [this]() -> MakeValue {
    model_.close();
    return [](Napi::Env env) { return env.Undefined(); };
  });
}

}  // namespace harmonidiff
