#pragma once

#include <napi.h>

#include <optional>
#include <string>
#include <vector>

#include "engines/openvino.h"
#include "error.h"
#include "loading/loading.h"
#include "pipeline/request.h"
#include "pipeline/run.h"

// Converts between JavaScript values and the core's structs. Properties have the names of the fields.
// lib/native/addon.ts declares what they hold and lib/request checks it; only unknown names are refused here.

namespace harmonidiff {

Target readTarget(const Napi::Object& value);
NetworkSource readNetwork(const Napi::Object& value, std::string name);
ModelDescription readModelDescription(const Napi::Object& value);
OpenVinoBuild readOpenVinoBuild(const Napi::Object& value);
PlanRequest readPlanRequest(const Napi::Object& value);
Napi::Value buildProgressToValue(Napi::Env env, const BuildProgress& progress);

/// Throws Error OPTION_INVALID for a method, posterior or prediction that it does not know.
Request readRequest(const Napi::Object& value);
/// What `prepareTarget` reads of a request. Throws as `readRequest`.
Request readPreparation(const Napi::Object& value);
/// The prepared target that a request uses, if it does.
std::optional<PreparedId> readPrepared(const Napi::Object& value);
ScoreRequest readScoreRequest(const Napi::Object& value);

/// The arguments of blending/detail.h and of the float poissonBlend.
struct DetailRequest {
  FloatImage paste;
  std::vector<uint8_t> harmonised, mask;
  Validity valid;
  int64_t band;
};
struct BlendRequest {
  FloatImage target, source;
  Box box;
  std::vector<uint8_t> mask;
  Validities valid;
};
DetailRequest readDetailRequest(const Napi::Object& value);
BlendRequest readBlendRequest(const Napi::Object& value);
Napi::Value floatsToValue(Napi::Env env, const std::vector<float>& values);

Napi::Value scoresToValue(Napi::Env env, const Scores& scores);
/// Milliseconds by stage, transfers by stage, UNet calls, and the time spent waiting for other requests.
Napi::Object reportToValue(Napi::Env env, const Result& result);
Napi::Value resultToValue(Napi::Env env, const Result& result);
Napi::Value progressToValue(Napi::Env env, const Progress& progress);

/// An exception as it crosses to the main thread.
struct Failure {
  std::string code;  ///< empty unless it was an Error of the core
  std::string message;

  /// The exception that is being handled.
  static Failure current();
  Napi::Value toValue(Napi::Env env) const;
};

/// Calls `work` on the main thread; what the core throws becomes a JavaScript exception with its code.
template <typename Work>
auto rethrowing(Napi::Env env, Work work) {
  try {
    return work();
  } catch (const Error&) {
    throw Napi::Error(env, Failure::current().toValue(env));
  }
}

}  // namespace harmonidiff
