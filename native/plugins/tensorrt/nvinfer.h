#pragma once

#include <NvInfer.h>
#include <NvOnnxParser.h>
#include <cuda_runtime_api.h>

#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include "plugins/cuda_errors.h"

namespace harmonidiff::tensorrt {

/// Passed through the C interface as a code and a message.
struct Exception : std::runtime_error {
  explicit Exception(const std::string& message, const char* code = "ENGINE_FAILED")
      : std::runtime_error(message), code(code) {}
  const char* code;
};

inline void check(cudaError_t error) {
  if (error != cudaSuccess) throw Exception(cuda::messageOf(error), cuda::codeOf(error));
}

/// Collects TensorRT's error messages for the next exception. Prints nothing. Every session and every build has its
/// own, so that none reports what another has said.
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

  /// Throws `what`, followed by what TensorRT `said`.
  [[noreturn]] void fail(const std::string& what, const std::string& said, const char* code = "ENGINE_FAILED") const;

  /// Opens what building needs besides the library itself, if that was named by its path.
  void openBuilderResources() const;

  /// The logger must outlive what is made, which is null if that failed.
  nvinfer1::IBuilder* createBuilder(Logger& logger) const;
  nvinfer1::IRuntime* createRuntime(Logger& logger) const;
  nvonnxparser::IParser* createParser(nvinfer1::INetworkDefinition& network, Logger& logger) const;

  std::string version;

 private:
  void* (*createInferBuilder_)(void* logger, int32_t version);
  void* (*createInferRuntime_)(void* logger, int32_t version);
  void* (*createParser_)(void* network, void* logger, int version);
  int32_t number_;
  std::string infer_;
};

}  // namespace harmonidiff::tensorrt
