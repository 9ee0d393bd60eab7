#include "simulated/tensorrt/builder.h"

#include <cuda_runtime_api.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <memory>
#include <thread>

namespace harmonidiff::simulated {
namespace {

constexpr const char* kPhase = "Building";
constexpr int kSteps = 4;
/// Long enough for a build to be cancelled.
constexpr std::chrono::milliseconds kStep{2};

class HostMemory : public nvinfer1::apiv::StubVHostMemory {
 public:
  explicit HostMemory(std::string bytes) : bytes_(std::move(bytes)) {}
  void* data() const noexcept override { return const_cast<char*>(bytes_.data()); }
  std::size_t size() const noexcept override { return bytes_.size(); }

 private:
  std::string bytes_;
};

nvinfer1::IHostMemory* toHostMemory(std::string bytes) {
  return new Object<nvinfer1::IHostMemory, HostMemory>(std::move(bytes));
}

/// The object behind one of TensorRT's public classes.
template <typename Implementation, typename Public>
Implementation& implementationOf(Public& object) {
  return static_cast<Object<Public, Implementation>&>(object).implementation;
}

/// TensorRT times its kernels on the GPU.
bool timeKernel() {
  void* memory = nullptr;
  return cudaMalloc(&memory, 1) == cudaSuccess && cudaFree(memory) == cudaSuccess;
}

/// False if a kernel could not be timed, or the monitor stopped the build.
bool timeKernels(nvinfer1::IProgressMonitor* monitor) {
  if (!monitor) return timeKernel();
  monitor->phaseStart(kPhase, nullptr, kSteps);
  bool proceed = true;
  for (int step = 0; proceed && step < kSteps; step++) {
    std::this_thread::sleep_for(kStep);
    proceed = timeKernel() && monitor->stepComplete(kPhase, step);
  }
  monitor->phaseFinish(kPhase);
  return proceed;
}

std::string readFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

bool ProfileDefinition::setDimensions(const char* input, nvinfer1::OptProfileSelector which,
                                      const nvinfer1::Dims& dims) noexcept {
  Range& range = ranges[input];
  switch (which) {
    case nvinfer1::OptProfileSelector::kMIN: range.least = dims; break;
    case nvinfer1::OptProfileSelector::kMAX: range.most = dims; break;
    default: range.best = dims;
  }
  return true;
}

nvinfer1::IHostMemory* TimingCache::serialize() const noexcept { return toHostMemory("timings"); }

int32_t BuilderConfig::addOptimizationProfile(const nvinfer1::IOptimizationProfile* profile) noexcept {
  auto& definition = const_cast<nvinfer1::IOptimizationProfile&>(*profile);
  profiles.push_back(implementationOf<ProfileDefinition>(definition).ranges);
  return static_cast<int32_t>(profiles.size()) - 1;
}

nvinfer1::ITimingCache* BuilderConfig::createTimingCache(const void*, std::size_t) const noexcept {
  return new Object<nvinfer1::ITimingCache, TimingCache>();
}

nvinfer1::IBuilderConfig* Builder::createBuilderConfig() noexcept {
  return new Object<nvinfer1::IBuilderConfig, BuilderConfig>();
}

nvinfer1::INetworkDefinition* Builder::createNetworkV2(nvinfer1::NetworkDefinitionCreationFlags) noexcept {
  return new Object<nvinfer1::INetworkDefinition, Network>();
}

/// The builder owns what it returns.
nvinfer1::IOptimizationProfile* Builder::createOptimizationProfile() noexcept {
  profiles_.push_back(std::make_unique<Object<nvinfer1::IOptimizationProfile, ProfileDefinition>>());
  return profiles_.back().get();
}

nvinfer1::IHostMemory* Builder::buildSerializedNetwork(nvinfer1::INetworkDefinition& definition,
                                                       nvinfer1::IBuilderConfig& options) noexcept {
  const Network& network = implementationOf<Network>(definition);
  const BuilderConfig& config = implementationOf<BuilderConfig>(options);
  if (!timeKernels(config.monitor)) {
    logger_.log(nvinfer1::ILogger::Severity::kERROR, "no kernel was found");
    return nullptr;
  }
  Plan plan{config.profiles, network.graph, {}};
  for (const auto& entry : std::filesystem::directory_iterator(network.folder)) {
    const std::string name = entry.path().filename();
    // The graph refers to its files by their names.
    if (network.graph.find(name) != std::string::npos) plan.files.emplace_back(name, readFile(entry.path()));
  }
  return toHostMemory(serialize(plan));
}

bool Parser::parse(const void* model, size_t bytes, const char* path) noexcept {
  network_.graph.assign(static_cast<const char*>(model), bytes);
  network_.folder = std::filesystem::path(path).parent_path();
  return true;
}

}  // namespace harmonidiff::simulated

// The entry points that TensorRT's headers call.

#define HARMONIDIFF_EXPORT extern "C" __attribute__((visibility("default")))

using namespace harmonidiff::simulated;

HARMONIDIFF_EXPORT void* createInferBuilder_INTERNAL(void* logger, int32_t) noexcept {
  return static_cast<nvinfer1::IBuilder*>(
      new Object<nvinfer1::IBuilder, Builder>(*static_cast<nvinfer1::ILogger*>(logger)));
}

HARMONIDIFF_EXPORT void* createInferRuntime_INTERNAL(void* logger, int32_t) noexcept {
  return static_cast<nvinfer1::IRuntime*>(
      new Object<nvinfer1::IRuntime, Runtime>(*static_cast<nvinfer1::ILogger*>(logger)));
}

HARMONIDIFF_EXPORT void* createNvOnnxParser_INTERNAL(void* network, void*, int) noexcept {
  auto& definition = *static_cast<nvinfer1::INetworkDefinition*>(network);
  return static_cast<nvonnxparser::IParser*>(
      new Parser(static_cast<Object<nvinfer1::INetworkDefinition, Network>&>(definition).implementation));
}

HARMONIDIFF_EXPORT int32_t getInferLibMajorVersion() noexcept { return NV_TENSORRT_MAJOR; }
HARMONIDIFF_EXPORT int32_t getInferLibMinorVersion() noexcept { return NV_TENSORRT_MINOR; }
HARMONIDIFF_EXPORT int32_t getInferLibPatchVersion() noexcept { return NV_TENSORRT_PATCH; }
HARMONIDIFF_EXPORT int32_t getInferLibBuildVersion() noexcept { return 0; }
HARMONIDIFF_EXPORT int32_t getInferLibVersion() noexcept { return NV_TENSORRT_VERSION; }
