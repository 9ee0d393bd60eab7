#include <napi.h>

#include "addon/conversion.h"
#include "addon/core.h"
#include "devices/cuda.h"
#include "engines/onnxruntime.h"
#include "engines/tensorrt.h"

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

/// tensorRtVersion({ plugin, infer, parser }): string
Napi::Value tensorRtVersion(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto value = info[0].As<Napi::Object>();
  const auto text = [&](const char* key) { return value.Get(key).As<Napi::String>().Utf8Value(); };
  try {
    return Napi::String::New(env, harmonidiff::tensorRtVersion({text("plugin"), text("infer"), text("parser")}));
  } catch (const harmonidiff::Error&) {
    throw Napi::Error(env, harmonidiff::Failure::current().toValue(env));
  }
}

/// freeCudaMemory(library, number): number
Napi::Value freeCudaMemory(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  try {
    const int number = info[1].As<Napi::Number>().Int32Value();
    const size_t bytes = harmonidiff::freeCudaMemory(info[0].As<Napi::String>().Utf8Value(), number);
    return Napi::Number::New(env, static_cast<double>(bytes));
  } catch (const harmonidiff::Error&) {
    throw Napi::Error(env, harmonidiff::Failure::current().toValue(env));
  }
}

/// cudaDevices(library): { name, computeCapability, memory }[]
Napi::Value cudaDevices(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  try {
    const auto devices = harmonidiff::cudaDevices(info[0].As<Napi::String>().Utf8Value());
    Napi::Array list = Napi::Array::New(env, devices.size());
    for (uint32_t i = 0; i < devices.size(); i++) {
      const auto& device = devices[i];
      Napi::Object entry = Napi::Object::New(env);
      entry["name"] = Napi::String::New(env, device.name);
      entry["computeCapability"] =
          Napi::String::New(env, std::to_string(device.major) + "." + std::to_string(device.minor));
      entry["memory"] = Napi::Number::New(env, static_cast<double>(device.memory));
      list[i] = entry;
    }
    return list;
  } catch (const harmonidiff::Error&) {
    throw Napi::Error(env, harmonidiff::Failure::current().toValue(env));
  }
}

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  exports["Core"] = harmonidiff::Core::define(env);
  exports["onnxRuntimeVersion"] = Napi::Function::New<onnxRuntimeVersion>(env, "onnxRuntimeVersion");
  exports["tensorRtVersion"] = Napi::Function::New<tensorRtVersion>(env, "tensorRtVersion");
  exports["freeCudaMemory"] = Napi::Function::New<freeCudaMemory>(env, "freeCudaMemory");
  exports["cudaDevices"] = Napi::Function::New<cudaDevices>(env, "cudaDevices");
  return exports;
}

}  // namespace

NODE_API_MODULE(harmonidiff, initialize)
