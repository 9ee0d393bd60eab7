#pragma once

#include <NvInfer.h>

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "simulated/onnxruntime/session.h"
#include "simulated/tensorrt/plan.h"
#include "simulated/tensorrt/stubs.h"

namespace harmonidiff::simulated {

/// One of TensorRT's public classes, which call the virtual functions of their implementation.
template <typename Public, typename Implementation>
struct Object : Public {
  template <typename... Arguments>
  explicit Object(Arguments&&... arguments) : implementation(std::forward<Arguments>(arguments)...) {
    this->mImpl = &implementation;
  }
  Implementation implementation;
};

class Runtime : public nvinfer1::apiv::StubVRuntime {
 public:
  explicit Runtime(nvinfer1::ILogger& logger) : logger_(logger) {}
  ~Runtime() override;

  nvinfer1::ICudaEngine* deserializeCudaEngine(const void* blob, std::size_t size) noexcept override;
  void setGpuAllocator(nvinfer1::IGpuAllocator* allocator) noexcept override { allocator_ = allocator; }

  void* allocate(size_t bytes) const;
  void free(void* memory) const;
  void complain(const std::string& what) const;

  std::atomic<int> engines{0};

 private:
  nvinfer1::ILogger& logger_;
  nvinfer1::IGpuAllocator* allocator_ = nullptr;
};

class Engine : public nvinfer1::apiv::StubVCudaEngine {
 public:
  Engine(Runtime& runtime, Plan plan, void* weights);
  ~Engine() override;

  int32_t getNbOptimizationProfiles() const noexcept override { return static_cast<int32_t>(profiles.size()); }
  int32_t getNbIOTensors() const noexcept override { return static_cast<int32_t>(inputs.size()); }
  const char* getIOTensorName(int32_t index) const noexcept override {
    return inputs.at(static_cast<size_t>(index)).c_str();
  }
  nvinfer1::TensorIOMode getTensorIOMode(const char*) const noexcept override { return nvinfer1::TensorIOMode::kINPUT; }
  nvinfer1::DataType getTensorDataType(const char* name) const noexcept override;
  nvinfer1::Dims getProfileShape(const char* name, int32_t profile,
                                 nvinfer1::OptProfileSelector which) const noexcept override;
  int64_t getDeviceMemorySizeForProfileV2(int32_t profile) const noexcept override;
  nvinfer1::IExecutionContext* createExecutionContext(
      nvinfer1::ExecutionContextAllocationStrategy strategy) noexcept override;

  Runtime& runtime;
  std::vector<Profile> profiles;
  /// Outputs are not listed, because the plan does not name them.
  std::vector<std::string> inputs;
  std::unique_ptr<OnnxSession> session;
  std::atomic<int> contexts{0};

 private:
  void* weights_;
};

class Context : public nvinfer1::apiv::StubVExecutionContext {
 public:
  Context(Engine& engine, void* persistent) : engine_(engine), persistent_(persistent) { engine.contexts++; }
  ~Context() override;

  bool setOptimizationProfileAsync(int32_t profile, cudaStream_t stream) noexcept override;
  bool setInputShape(const char* name, const nvinfer1::Dims& dims) noexcept override;
  bool setTensorAddress(const char* name, void* data) noexcept override;
  void setDeviceMemoryV2(void* memory, int64_t size) noexcept override;
  bool enqueueV3(cudaStream_t stream) noexcept override;

 private:
  std::vector<Operand> inputs() const;
  std::vector<Operand> outputs() const;

  Engine& engine_;
  void* persistent_;
  int32_t profile_ = 0;
  std::map<std::string, nvinfer1::Dims> shapes_;
  std::map<std::string, void*> addresses_;
  void* memory_ = nullptr;
  int64_t memoryBytes_ = 0;
  bool ran_ = false;  ///< since the last change of profile, sizes or memory
};

}  // namespace harmonidiff::simulated
