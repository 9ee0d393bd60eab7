#include "plugins/tensorrt/nvinfer.h"

#include <dlfcn.h>

#include <filesystem>
#include <utility>

namespace harmonidiff::tensorrt {
namespace {

/// A failing build may report an error for every kernel.
constexpr size_t kLongestMessage = 2000;

void* openLibrary(const char* name) {
  // Never closed: TensorRT keeps process-wide state.
  void* handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!handle) throw Exception(std::string("TensorRT could not be opened: ") + dlerror());
  return handle;
}

template <typename Function>
void lookUp(void* handle, const char* name, Function*& function) {
  function = reinterpret_cast<Function*>(dlsym(handle, name));
  if (!function) throw Exception(std::string("TensorRT's library has no ") + name);
}

}  // namespace

void Logger::log(Severity severity, const char* message) noexcept {
  if (severity > Severity::kERROR) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (messages_.size() > kLongestMessage) return;
  if (!messages_.empty()) messages_ += "; ";
  messages_ += message;
}

std::string Logger::take() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return std::exchange(messages_, {});
}

Libraries::Libraries(const char* infer, const char* parser) : infer_(infer) {
  void* inferHandle = openLibrary(infer);
  void* parserHandle = openLibrary(parser);
  lookUp(inferHandle, "createInferBuilder_INTERNAL", createInferBuilder_);
  lookUp(inferHandle, "createInferRuntime_INTERNAL", createInferRuntime_);
  lookUp(parserHandle, "createNvOnnxParser_INTERNAL", createParser_);
  const auto part = [&](const char* name) {
    int32_t (*get)();
    lookUp(inferHandle, name, get);
    return get();
  };
  const int32_t major = part("getInferLibMajorVersion");
  if (major != NV_TENSORRT_MAJOR) {
    throw Exception(std::string(infer) + " is TensorRT " + std::to_string(major) + ", not " +
                    std::to_string(NV_TENSORRT_MAJOR));
  }
  const int32_t minor = part("getInferLibMinorVersion");
  // The 64-bit sizes of activations that are used here came with 10.1.
  if (major == 10 && minor == 0) throw Exception(std::string(infer) + " is TensorRT 10.0; 10.1 or later is needed");
  version = std::to_string(major) + "." + std::to_string(minor) + "." +
            std::to_string(part("getInferLibPatchVersion")) + "." + std::to_string(part("getInferLibBuildVersion"));
  // Classes only grow within a major version, so a library can be asked for the interface of its own version.
  number_ = part("getInferLibVersion");
}

void Libraries::fail(const std::string& what, const std::string& said, const char* code) const {
  // Not all memory comes from our allocator: the builder's and that of CUDA's modules does not.
  for (const char* words : {"out of memory", "OutOfMemory"}) {
    if (said.find(words) != std::string::npos) code = "OUT_OF_MEMORY";
  }
  throw Exception("TensorRT " + version + ": " + what + (said.empty() ? "" : " (" + said + ")"), code);
}

/// TensorRT opens the builder's kernels by name alone, and would not find them outside the loader's folders.
void Libraries::openBuilderResources() const {
  const std::filesystem::path folder = std::filesystem::path(infer_).parent_path();
  if (folder.empty()) return;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (name.rfind("libnvinfer_builder_resource", 0) == 0) dlopen(entry.path().c_str(), RTLD_LAZY | RTLD_LOCAL);
  }
}

nvinfer1::IBuilder* Libraries::createBuilder(Logger& logger) const {
  return static_cast<nvinfer1::IBuilder*>(createInferBuilder_(static_cast<nvinfer1::ILogger*>(&logger), number_));
}

nvinfer1::IRuntime* Libraries::createRuntime(Logger& logger) const {
  return static_cast<nvinfer1::IRuntime*>(createInferRuntime_(static_cast<nvinfer1::ILogger*>(&logger), number_));
}

nvonnxparser::IParser* Libraries::createParser(nvinfer1::INetworkDefinition& network, Logger& logger) const {
  return static_cast<nvonnxparser::IParser*>(
      createParser_(&network, static_cast<nvinfer1::ILogger*>(&logger), NV_ONNX_PARSER_VERSION));
}

}  // namespace harmonidiff::tensorrt
