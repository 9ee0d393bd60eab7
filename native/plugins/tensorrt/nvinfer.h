#pragma once

#include <NvInfer.h>
#include <NvOnnxParser.h>
#include <cuda_runtime_api.h>

#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

namespace harmonidiff::tensorrt {

/// Crosses the border as its message.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline void check(cudaError_t error) {
  if (error != cudaSuccess) throw Failure(std::string("CUDA: ") + cudaGetErrorString(error));
}

/// Collects TensorRT's error messages for the next exception. Prints nothing.
class Logger : public nvinfer1::ILogger {
 public:
  void log(Severity severity, const char* message) noexcept override;
  /// What has been collected since the last call.
  std::string take();

 private:
  std::mutex mutex_;
  std::string messages_;
};

/// TensorRT's libraries, opened at run time, and their entry points.
struct Libraries {
  Libraries(const char* infer, const char* parser);

  /// Throws `what`, followed by TensorRT's own messages.
  [[noreturn]] void fail(const std::string& what);

  /// Opens what building needs besides the library itself, if that was named by its path.
  void openBuilderResources() const;

  std::unique_ptr<nvinfer1::IBuilder> createBuilder();
  std::unique_ptr<nvinfer1::IRuntime> createRuntime();
  std::unique_ptr<nvonnxparser::IParser> createParser(nvinfer1::INetworkDefinition& network);

  std::string version;
  Logger logger;

 private:
  void* (*createInferBuilder_)(void* logger, int32_t version);
  void* (*createInferRuntime_)(void* logger, int32_t version);
  void* (*createParser_)(void* network, void* logger, int version);
  int32_t number_;
  std::string infer_;
};

}  // namespace harmonidiff::tensorrt
