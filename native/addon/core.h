#pragma once

#include <napi.h>

#include <map>
#include <memory>

#include "cancellation.h"
#include "loading/loaded_model.h"
#include "workers.h"

namespace harmonidiff {

/// The JavaScript class behind a Harmonizer: one model on one device, and the threads that its work runs on. Requests
/// run at the same time, up to the model's `maxInFlight`, and take turns.
///
///   new Core()
///   build(target, plan, onProgress | undefined): { promise: Promise<void>, cancel(): void }
///   load(model): { promise: Promise<void>, cancel(): void }
///   harmonize(request, onProgress | undefined): { promise: Promise<result>, cancel(): void }
///   prepareTarget(request, onProgress | undefined): { promise: Promise<report>, cancel(): void }
///   releaseTarget(id): void
///   score(request): { promise: Promise<{ scores, waited }>, cancel(): void }
///   restoreDetail(request): { promise: Promise<Float32Array>, cancel(): void }
///   blendPoisson(request): { promise: Promise<Float32Array>, cancel(): void }
///   close(): Promise<void>
///
/// `restoreDetail` and `blendPoisson` need no model. When the environment ends, the work stops, and its promises stay
/// pending.
/// Errors reject with the core's `code`. The TypeScript side has checked all values.
class Core : public Napi::ObjectWrap<Core> {
 public:
  /// Called once in each environment.
  static Napi::Function define(Napi::Env env);
  explicit Core(const Napi::CallbackInfo& info);
  ~Core() override;

 private:
  using OnMainThread = std::function<void(Napi::Env)>;
  static void callOnMainThread(Napi::Env env, Napi::Function, std::nullptr_t*, OnMainThread* task);
  using MainThread = Napi::TypedThreadSafeFunction<std::nullptr_t, OnMainThread, callOnMainThread>;

  /// The result of a task: called on the main thread to make the value of its promise.
  using MakeValue = std::function<Napi::Value(Napi::Env)>;
  using Task = std::function<MakeValue()>;

  Napi::Value build(const Napi::CallbackInfo& info);
  Napi::Value load(const Napi::CallbackInfo& info);
  Napi::Value harmonize(const Napi::CallbackInfo& info);
  Napi::Value prepareTarget(const Napi::CallbackInfo& info);
  Napi::Value releaseTarget(const Napi::CallbackInfo& info);
  Napi::Value score(const Napi::CallbackInfo& info);
  Napi::Value restoreDetail(const Napi::CallbackInfo& info);
  Napi::Value blendPoisson(const Napi::CallbackInfo& info);
  Napi::Value close(const Napi::CallbackInfo& info);

  /// Calls `onProgress` on the main thread, if it is a function.
  class Reporter;
  using CancellableTask = std::function<MakeValue(Cancellation&, const Reporter&)>;

  /// Which tasks one runs beside: requests of the model, nothing, or anything since it needs no model.
  enum class Beside { Requests, Nothing, Anything };

  /// `run` for a task that reports and can be cancelled: { promise, cancel }.
  Napi::Object runCancellable(Napi::Env env, const Napi::Value& onProgress, CancellableTask task,
                              Beside beside = Beside::Requests);
  /// Runs `task` on a worker; the promise settles on the main thread, after `finally` ran there.
  Napi::Promise run(Napi::Env env, Beside beside, Task task, const std::function<void()>& finally = [] {});
  void postToMainThread(OnMainThread task);
  void cancelAll();
  void halt();
  void stop();
  static void stopAtTeardown(void* core);
  static void haltAtExit(Napi::Env env);

  MainThread mainThread_;
  int pending_ = 0;  // main thread only
  bool stopped_ = false;
  std::map<std::shared_ptr<Cancellation>, std::shared_ptr<Reporter>> running_;  // main thread only

  LoadedModel model_;  // only the workers' tasks use it

  Workers workers_;  ///< for what needs the model
  Workers solvers_;  ///< for what needs none, and must not wait for requests
};

}  // namespace harmonidiff
