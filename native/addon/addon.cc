#include <napi.h>

#include "addon/conversion.h"
#include "addon/core.h"
#include "engines/onnxruntime.h"

namespace {

/// onnxRuntimeVersion(library): string
Napi::Value onnxRuntimeVersion(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  try {
    return Napi::String::New(env, harmonidiff::onnxRuntimeVersion(info[0].As<Napi::String>().Utf8Value()));
  } catch (const harmonidiff::Error&) {
    throw Napi::Error(env, harmonidiff::Failure::current().toValue(env));
  }
}

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  exports["Core"] = harmonidiff::Core::define(env);
  exports["onnxRuntimeVersion"] = Napi::Function::New<onnxRuntimeVersion>(env, "onnxRuntimeVersion");
  return exports;
}

}  // namespace

NODE_API_MODULE(harmonidiff, initialize)
