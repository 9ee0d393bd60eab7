#include <napi.h>

#include "addon/conversion.h"
#include "addon/core.h"
#include "addon/lock.h"
#include "devices/cuda.h"
#include "engines/onnxruntime.h"
#include "engines/openvino.h"
#include "engines/tensorrt.h"

namespace {

using harmonidiff::rethrowing;

std::string text(const Napi::Value& value) { return value.As<Napi::String>().Utf8Value(); }

/// onnxRuntimeVersion(library): string
Napi::Value onnxRuntimeVersion(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  return rethrowing(env, [&] { return Napi::String::New(env, harmonidiff::onnxRuntimeVersion(text(info[0]))); });
}

/// tensorRtVersion({ plugin, infer, parser }): string
Napi::Value tensorRtVersion(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto value = info[0].As<Napi::Object>();
  const harmonidiff::TensorRtLibraries libraries{text(value.Get("plugin")), text(value.Get("infer")),
                                                 text(value.Get("parser"))};
  return rethrowing(env, [&] { return Napi::String::New(env, harmonidiff::tensorRtVersion(libraries)); });
}

/// openVinoFacts(library): { version, bf16 }
Napi::Value openVinoFacts(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  return rethrowing(env, [&] {
    const auto facts = harmonidiff::openVinoFacts(text(info[0]));
    Napi::Object value = Napi::Object::New(env);
    value["version"] = Napi::String::New(env, facts.version);
    value["bf16"] = Napi::Boolean::New(env, facts.bf16);
    return value;
  });
}

/// freeCudaMemory(library, number): number
Napi::Value freeCudaMemory(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  return rethrowing(env, [&] {
    const size_t bytes = harmonidiff::freeCudaMemory(text(info[0]), info[1].As<Napi::Number>().Int32Value());
    return Napi::Number::New(env, static_cast<double>(bytes));
  });
}

/// cudaDevices(library): { name, computeCapability, memory }[]
Napi::Value cudaDevices(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  return rethrowing(env, [&] {
    const auto devices = harmonidiff::cudaDevices(text(info[0]));
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
  });
}

/// lockFile(path): { release(): void }
Napi::Value lockFile(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  return rethrowing(env, [&] { return harmonidiff::lockFile(env, text(info[0])); });
}

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  harmonidiff::disableTelemetry();
  exports["Core"] = harmonidiff::Core::define(env);
  exports["onnxRuntimeVersion"] = Napi::Function::New<onnxRuntimeVersion>(env, "onnxRuntimeVersion");
  exports["tensorRtVersion"] = Napi::Function::New<tensorRtVersion>(env, "tensorRtVersion");
  exports["openVinoFacts"] = Napi::Function::New<openVinoFacts>(env, "openVinoFacts");
  exports["freeCudaMemory"] = Napi::Function::New<freeCudaMemory>(env, "freeCudaMemory");
  exports["cudaDevices"] = Napi::Function::New<cudaDevices>(env, "cudaDevices");
  exports["lockFile"] = Napi::Function::New<lockFile>(env, "lockFile");
  return exports;
}

}  // namespace

NODE_API_MODULE(harmonidiff, initialize)
