#include "addon/core.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "addon/conversion.h"
#include "pipeline/harmonize.h"

namespace harmonidiff {

Napi::Function Core::define(Napi::Env env) {
  return DefineClass(env, "Core",
                     {InstanceMethod<&Core::load>("load"), InstanceMethod<&Core::harmonize>("harmonize"),
                      InstanceMethod<&Core::close>("close")});
}

Core::Core(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Core>(info), worker_(std::make_unique<Worker>()) {
  const Napi::Env env = info.Env();
  mainThread_ = MainThread::New(env, "harmonidiff", 0, 1);
  // An idle model does not keep the process alive.
  mainThread_.Unref(env);
  // Registered after the thread-safe function's own hook and therefore run before it: the worker stops while it may
  // still report.
  napi_add_env_cleanup_hook(env, stopAtTeardown, this);
}

Core::~Core() {
  if (stopped_) return;
  napi_remove_env_cleanup_hook(Env(), stopAtTeardown, this);
  stop();
}

void Core::stopAtTeardown(void* core) { static_cast<Core*>(core)->stop(); }

void Core::stop() {
  if (stopped_) return;
  stopped_ = true;
  for (const auto& cancellation : running_) cancellation->cancel();
  worker_.reset();
  model_.reset();
  mainThread_.Release();
}

void Core::callOnMainThread(Napi::Env env, Napi::Function, std::nullptr_t*, OnMainThread* task) {
  const std::unique_ptr<OnMainThread> owned(task);
  // There is no environment when it is being torn down.
  if (env == nullptr) return;
  try {
    (*task)(env);
  } catch (const Napi::Error&) {
    // A worker thread that is being terminated runs no more JavaScript, so that every call fails; nobody is left who
    // could be told.
  }
}

void Core::postToMainThread(OnMainThread task) {
  auto owned = std::make_unique<OnMainThread>(std::move(task));
  if (mainThread_.NonBlockingCall(owned.get()) == napi_ok) owned.release();
}

Napi::Promise Core::run(Napi::Env env, Task task, std::function<void()> finally) {
  const auto deferred = Napi::Promise::Deferred::New(env);
  if (pending_++ == 0) {
    mainThread_.Ref(env);
    Ref();
  }
  const auto settle = [this, deferred, finally](Napi::Env env, const MakeValue& makeValue, const Failure* failure) {
    const Napi::HandleScope scope(env);
    finally();
    if (failure) {
      deferred.Reject(failure->toValue(env));
    } else {
      deferred.Resolve(makeValue(env));
    }
    if (--pending_ == 0) {
      mainThread_.Unref(env);
      Unref();
    }
  };
  worker_->post([this, task = std::move(task), settle] {
    try {
      MakeValue makeValue = task();
      postToMainThread([=](Napi::Env env) { settle(env, makeValue, nullptr); });
    } catch (...) {
      const Failure failure = Failure::current();
      postToMainThread([=](Napi::Env env) { settle(env, nullptr, &failure); });
    }
  });
  return deferred.Promise();
}

Napi::Value Core::load(const Napi::CallbackInfo& info) {
  auto description = std::make_shared<ModelDescription>(readModelDescription(info[0].As<Napi::Object>()));
  return run(info.Env(), [this, description]() -> MakeValue {
    latents_ = std::make_unique<Latents>(openDevice(description->cuda));
    model_ = std::make_unique<Model>(loadModel(*description, latents_->device()));
    return [](Napi::Env env) { return env.Undefined(); };
  });
}

Napi::Value Core::harmonize(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto request = std::make_shared<Request>(readRequest(info[0].As<Napi::Object>()));
  auto cancellation = std::make_shared<Cancellation>();
  auto onProgress = std::make_shared<Napi::FunctionReference>();
  if (info[1].IsFunction()) {
    *onProgress = Napi::Persistent(info[1].As<Napi::Function>());
    // At teardown the worker may hold it last, and must not touch the environment.
    onProgress->SuppressDestruct();
  }

  running_.insert(cancellation);
  const bool reports = !onProgress->IsEmpty();
  const Napi::Promise promise = run(
      env,
      [this, request, cancellation, onProgress, reports]() -> MakeValue {
        auto result = std::make_shared<Result>(
            harmonidiff::harmonize(*model_, *latents_, *request, *cancellation, [&](const Progress& progress) {
              if (!reports) return;
              postToMainThread([onProgress, progress](Napi::Env env) {
                const Napi::HandleScope scope(env);
                onProgress->Call({progressToValue(env, progress)});
              });
            }));
        return [result](Napi::Env env) { return resultToValue(env, *result); };
      },
      [this, cancellation, onProgress] {
        running_.erase(cancellation);
        onProgress->Reset();
      });

  Napi::Object handle = Napi::Object::New(env);
  handle["promise"] = promise;
  handle["cancel"] = Napi::Function::New(
      env, [cancellation](const Napi::CallbackInfo&) { cancellation->cancel(); }, "cancel");
  return handle;
}

Napi::Value Core::close(const Napi::CallbackInfo& info) {
  for (const auto& cancellation : running_) cancellation->cancel();
  return run(info.Env(), [this]() -> MakeValue {
    model_.reset();
    latents_.reset();
#ifdef __GLIBC__
    // The allocator keeps freed pages for later; a service that closed a model wants them back.
    malloc_trim(0);
#endif
    return [](Napi::Env env) { return env.Undefined(); };
  });
}

}  // namespace harmonidiff
