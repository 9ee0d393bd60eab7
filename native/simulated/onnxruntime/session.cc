#include "simulated/onnxruntime/session.h"

#include <dlfcn.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "simulated/cuda/device.h"

namespace harmonidiff::simulated {
namespace {

// Positions in the table of functions that the core does not need.
constexpr size_t kGetTensorMutableData = 51, kGetTensorShapeElementCount = 64, kGetTensorTypeAndShape = 65,
                 kReleaseTensorTypeAndShapeInfo = 99;

size_t bytesPerElement(int elementType) { return elementType == ort::kInt64 ? sizeof(int64_t) : sizeof(float); }

}  // namespace

OnnxRuntime& OnnxRuntime::get() {
  static auto* instance = new OnnxRuntime;
  return *instance;
}

OnnxRuntime::OnnxRuntime() {
  const char* path = std::getenv("HARMONIDIFF_SIMULATED_ONNXRUNTIME");
  if (!path) reportBug("HARMONIDIFF_SIMULATED_ONNXRUNTIME names no ONNX Runtime");
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) reportBug(dlerror());
  const auto getBase = reinterpret_cast<const ort::ApiBase* (*)()>(dlsym(library, "OrtGetApiBase"));
  table = getBase()->getApi(ort::kApiVersion);
#define HARMONIDIFF_ORT_LOOKUP(name, position, result, arguments) api.name = at<decltype(api.name)>(position);
  HARMONIDIFF_ORT_FUNCTIONS(HARMONIDIFF_ORT_LOOKUP)
#undef HARMONIDIFF_ORT_LOOKUP
  check(api.CreateEnv(ort::kLogFatal, "simulated", &env));
  check(api.CreateCpuMemoryInfo(ort::kArenaAllocator, ort::kDefaultMemory, &memory));
}

void OnnxRuntime::check(ort::Status* status) const {
  if (status) reportBug(api.GetErrorMessage(status));
}

OnnxSession::OnnxSession(const std::string& graph, const std::string& weightsFolder) {
  const OnnxRuntime& runtime = OnnxRuntime::get();
  ort::SessionOptions* options = nullptr;
  runtime.check(runtime.api.CreateSessionOptions(&options));
  runtime.check(runtime.api.SetIntraOpNumThreads(options, 1));
  runtime.check(runtime.api.AddSessionConfigEntry(options, "session.model_external_initializers_file_folder_path",
                                                  weightsFolder.c_str()));
  ort::Status* status = runtime.api.CreateSessionFromArray(runtime.env, graph.data(), graph.size(), options, &session_);
  runtime.api.ReleaseSessionOptions(options);
  if (!status) return;
  const std::string message = runtime.api.GetErrorMessage(status);
  runtime.api.ReleaseStatus(status);
  throw std::runtime_error(message);
}

OnnxSession::~OnnxSession() { OnnxRuntime::get().api.ReleaseSession(session_); }

void OnnxSession::run(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs) const {
  const OnnxRuntime& runtime = OnnxRuntime::get();
  std::vector<ort::Value*> values, results(outputs.size(), nullptr);
  std::vector<const char*> inputNames, outputNames;
  for (const Operand& input : inputs) {
    ort::Value* value = nullptr;
    runtime.check(runtime.api.CreateTensorWithDataAsOrtValue(
        runtime.memory, input.data, input.bytes, input.shape.data(), input.shape.size(), input.elementType, &value));
    values.push_back(value);
    inputNames.push_back(input.name.c_str());
  }
  for (const Operand& output : outputs) outputNames.push_back(output.name.c_str());
  runtime.check(runtime.api.Run(session_, nullptr, inputNames.data(), values.data(), values.size(), outputNames.data(),
                                outputNames.size(), results.data()));
  for (size_t i = 0; i < outputs.size(); i++) {
    void* data = nullptr;
    void* info = nullptr;
    size_t count = 0;
    runtime.check(runtime.at<ort::Status* (*)(ort::Value*, void**)>(kGetTensorMutableData)(results[i], &data));
    runtime.check(runtime.at<ort::Status* (*)(const ort::Value*, void**)>(kGetTensorTypeAndShape)(results[i], &info));
    runtime.check(runtime.at<ort::Status* (*)(const void*, size_t*)>(kGetTensorShapeElementCount)(info, &count));
    runtime.at<void (*)(void*)>(kReleaseTensorTypeAndShapeInfo)(info);
    const size_t bytes = count * bytesPerElement(outputs[i].elementType);
    if (!owns(outputs[i].data, bytes)) reportBug("the output " + outputs[i].name + " has too little device memory");
    std::memcpy(outputs[i].data, data, bytes);
    runtime.api.ReleaseValue(results[i]);
  }
  for (ort::Value* value : values) runtime.api.ReleaseValue(value);
}

}  // namespace harmonidiff::simulated
