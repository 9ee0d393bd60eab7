#pragma once

#include <NvInfer.h>
#include <NvOnnxParser.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "simulated/tensorrt/engine.h"
#include "simulated/tensorrt/plan.h"
#include "simulated/tensorrt/stubs.h"

namespace harmonidiff::simulated {

class ProfileDefinition : public nvinfer1::apiv::StubVOptimizationProfile {
 public:
  bool setDimensions(const char* input, nvinfer1::OptProfileSelector which,
                     const nvinfer1::Dims& dims) noexcept override;
  Profile ranges;
};

class TimingCache : public nvinfer1::apiv::StubVTimingCache {
 public:
  nvinfer1::IHostMemory* serialize() const noexcept override;
};

/// A parsed graph.
class Network : public nvinfer1::apiv::StubVNetworkDefinition {
 public:
  std::string graph;
  std::filesystem::path folder;  ///< of the weights
};

class BuilderConfig : public nvinfer1::apiv::StubVBuilderConfig {
 public:
  void setProgressMonitor(nvinfer1::IProgressMonitor* progress) noexcept override { monitor = progress; }
  bool setMaxAuxStreams(int32_t) noexcept override { return true; }
  void clearFlag(nvinfer1::BuilderFlag) noexcept override {}
  void setMemoryPoolLimit(nvinfer1::MemoryPoolType, std::size_t) noexcept override {}
  int32_t addOptimizationProfile(const nvinfer1::IOptimizationProfile* profile) noexcept override;
  nvinfer1::ITimingCache* createTimingCache(const void*, std::size_t) const noexcept override;
  bool setTimingCache(const nvinfer1::ITimingCache&, bool) noexcept override { return true; }

  std::vector<Profile> profiles;
  nvinfer1::IProgressMonitor* monitor = nullptr;
};

class Builder : public nvinfer1::apiv::StubVBuilder {
 public:
  explicit Builder(nvinfer1::ILogger& logger) : logger_(logger) {}

  nvinfer1::IBuilderConfig* createBuilderConfig() noexcept override;
  nvinfer1::INetworkDefinition* createNetworkV2(nvinfer1::NetworkDefinitionCreationFlags) noexcept override;
  nvinfer1::IOptimizationProfile* createOptimizationProfile() noexcept override;
  nvinfer1::IHostMemory* buildSerializedNetwork(nvinfer1::INetworkDefinition& network,
                                                nvinfer1::IBuilderConfig& config) noexcept override;

 private:
  nvinfer1::ILogger& logger_;
  std::vector<std::unique_ptr<Object<nvinfer1::IOptimizationProfile, ProfileDefinition>>> profiles_;
};

/// Takes the graph as it is; ONNX Runtime checks it when the engine is loaded.
class Parser : public nvonnxparser::IParser {
 public:
  explicit Parser(Network& network) : network_(network) {}

  bool parse(const void* model, size_t bytes, const char* path) noexcept override;
  int getNbErrors() const noexcept override { return 0; }
  const nvonnxparser::IParserError* getError(int) const noexcept override { return nullptr; }

  // Not called by this project.
  bool parseFromFile(const char*, int) noexcept override { return false; }
  bool supportsModelV2(const void*, size_t, const char*) noexcept override { return false; }
  int64_t getNbSubgraphs() noexcept override { return 0; }
  bool isSubgraphSupported(const int64_t) noexcept override { return false; }
  int64_t* getSubgraphNodes(const int64_t, int64_t&) noexcept override { return nullptr; }
  bool supportsOperator(const char*) const noexcept override { return false; }
  void clearErrors() noexcept override {}
  const char* const* getUsedVCPluginLibraries(int64_t&) const noexcept override { return nullptr; }
  void setFlags(nvonnxparser::OnnxParserFlags) noexcept override {}
  nvonnxparser::OnnxParserFlags getFlags() const noexcept override { return 0; }
  void clearFlag(nvonnxparser::OnnxParserFlag) noexcept override {}
  void setFlag(nvonnxparser::OnnxParserFlag) noexcept override {}
  bool getFlag(nvonnxparser::OnnxParserFlag) const noexcept override { return false; }
  const nvinfer1::ITensor* getLayerOutputTensor(const char*, int64_t) noexcept override { return nullptr; }
  bool loadModelProto(const void*, size_t, const char*) noexcept override { return false; }
  bool loadInitializer(const char*, const void*, size_t) noexcept override { return false; }
  bool parseModelProto() noexcept override { return false; }
  bool setBuilderConfig(const nvinfer1::IBuilderConfig* const) noexcept override { return false; }
  void setRefitObserver(nvonnxparser::IRefitterObserver*) noexcept override {}

 private:
  Network& network_;
};

}  // namespace harmonidiff::simulated
