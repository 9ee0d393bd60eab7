#pragma once

#include <napi.h>

#include "addon/loading.h"
#include "pipeline/request.h"
#include "pipeline/run.h"

// Between JavaScript values and the core's structs. The names of properties are those of the fields; what a property
// must hold is declared in lib/addon.ts and checked there.

namespace harmonidiff {

Target readTarget(const Napi::Object& value);
NetworkSource readNetwork(const Napi::Object& value, std::string name);
ModelDescription readModelDescription(const Napi::Object& value);
PlanRequest readPlanRequest(const Napi::Object& value);
Napi::Value buildProgressToValue(Napi::Env env, const BuildProgress& progress);

Request readRequest(const Napi::Object& value);
Napi::Value resultToValue(Napi::Env env, const Result& result);
Napi::Value progressToValue(Napi::Env env, const Progress& progress);

/// An exception as it crosses to the main thread.
struct Failure {
  std::string code;  ///< empty for what is not an Error of the core
  std::string message;

  /// The exception that is being handled.
  static Failure current();
  Napi::Value toValue(Napi::Env env) const;
};

}  // namespace harmonidiff
