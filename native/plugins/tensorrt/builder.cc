#include "plugins/tensorrt/builder.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "plugins/tensorrt/session.h"

namespace harmonidiff::tensorrt {
namespace {

/// Forwards TensorRT's progress. Phases nest; the innermost one advances and is reported.
class Monitor : public nvinfer1::IProgressMonitor {
 public:
  explicit Monitor(const Build& build) : build_(build) {}

  void phaseStart(const char* phase, const char*, int32_t steps) noexcept override {
    const std::lock_guard<std::mutex> lock(mutex_);
    steps_[phase] = steps;
  }

  bool stepComplete(const char* phase, int32_t step) noexcept override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return build_.onStep(build_.caller, phase, std::min(step + 1, steps_[phase]), steps_[phase]);
  }

  void phaseFinish(const char* phase) noexcept override {
    const std::lock_guard<std::mutex> lock(mutex_);
    steps_.erase(phase);
  }

 private:
  const Build& build_;
  std::mutex mutex_;
  std::map<std::string, int32_t> steps_;
};

std::vector<char> readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void writeFile(const std::string& path, const void* data, size_t bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(static_cast<const char*>(data), static_cast<std::streamsize>(bytes));
  file.close();
  if (!file) throw Exception("could not write " + path);
}

nvinfer1::Dims toDims(int rank, const int64_t* sides) {
  nvinfer1::Dims dims{};
  dims.nbDims = rank;
  for (int i = 0; i < rank; i++) dims.d[i] = sides[i];
  return dims;
}

/// The share of the GPU's memory that one operation may use while it runs. TensorRT turns large parts of a network into
/// one operation, and finds no kernel for it with too little. The rest is for weights, activations and other programs.
constexpr double kWorkspaceShare = 0.5;

/// TensorRT's libraries, and what TensorRT says during one build.
struct Reporter {
  const Libraries& libraries;
  Logger& logger;

  [[noreturn]] void fail(const std::string& what) const { libraries.fail(what, logger.take()); }
};

void parse(const Reporter& reporter, const Build& build, nvonnxparser::IParser& parser) {
  // The parser looks for the weights beside this path, which need not exist.
  const std::string path = std::string(build.weightsFolder) + "/graph.onnx";
  if (parser.parse(build.graph, build.graphBytes, path.c_str())) return;
  std::string said;
  for (int i = 0; i < parser.getNbErrors(); i++) {
    const nvonnxparser::IParserError* error = parser.getError(i);
    said += std::string(i ? "; " : "") + error->nodeOperator() + " " + error->nodeName() + ": " + error->desc();
  }
  reporter.fail("the graph could not be parsed: " + said);
}

void addProfiles(const Reporter& reporter, const Build& build, nvinfer1::IBuilder& builder,
                 nvinfer1::IBuilderConfig& config) {
  using nvinfer1::OptProfileSelector;
  std::map<int, nvinfer1::IOptimizationProfile*> profiles;
  for (size_t i = 0; i < build.rangeCount; i++) {
    const ShapeRange& range = build.ranges[i];
    nvinfer1::IOptimizationProfile*& profile = profiles[range.profile];
    if (!profile) profile = builder.createOptimizationProfile();
    const bool taken = profile->setDimensions(range.input, OptProfileSelector::kMIN, toDims(range.rank, range.least)) &&
                       profile->setDimensions(range.input, OptProfileSelector::kOPT, toDims(range.rank, range.best)) &&
                       profile->setDimensions(range.input, OptProfileSelector::kMAX, toDims(range.rank, range.most));
    if (!taken) reporter.fail(std::string("the sizes of ") + range.input + " were refused");
  }
  for (const auto& [number, profile] : profiles) {
    if (config.addOptimizationProfile(profile) != number) reporter.fail("an optimisation profile was refused");
  }
}

/// Kernels that were timed for one network need not be timed again for the next.
std::unique_ptr<nvinfer1::ITimingCache> openTimingCache(const Build& build, nvinfer1::IBuilderConfig& config) {
  const std::vector<char> bytes = readFile(build.timingCache);
  std::unique_ptr<nvinfer1::ITimingCache> cache(config.createTimingCache(bytes.data(), bytes.size()));
  if (cache && config.setTimingCache(*cache, false)) return cache;
  // The file is damaged, or from another version or GPU.
  cache.reset(config.createTimingCache(nullptr, 0));
  if (cache) config.setTimingCache(*cache, false);
  return cache;
}

void saveTimingCache(const Build& build, const nvinfer1::ITimingCache& cache) {
  const std::unique_ptr<nvinfer1::IHostMemory> bytes(cache.serialize());
  if (!bytes) return;
  const std::string temporary = std::string(build.plan) + ".timing";
  try {
    writeFile(temporary, bytes->data(), bytes->size());
    std::rename(temporary.c_str(), build.timingCache);
  } catch (const Exception&) {
    // The plan is written; only the next build takes longer.
    std::remove(temporary.c_str());
  }
}

size_t workspace() {
  size_t free = 0, total = 0;
  check(cudaMemGetInfo(&free, &total));
  return static_cast<size_t>(static_cast<double>(total) * kWorkspaceShare);
}

}  // namespace

void buildPlan(Libraries& libraries, const Build& build) {
  std::shared_lock<std::shared_mutex> lock;
  if (build.gpu >= 0) {
    check(cudaSetDevice(build.gpu));
    // The builder times its kernels, and waits for each.
    lock = std::shared_lock<std::shared_mutex>(captureLock());
  }
  libraries.openBuilderResources();
  // These must outlive the builder.
  Logger logger;
  Monitor monitor(build);
  std::unique_ptr<nvinfer1::ITimingCache> timingCache;
  const Reporter reporter{libraries, logger};
  const std::unique_ptr<nvinfer1::IBuilder> builder(libraries.createBuilder(logger));
  if (!builder) reporter.fail("the builder could not be created");
#if NV_TENSORRT_MAJOR < 11
  constexpr auto kFlags = 1U << static_cast<uint32_t>(nvinfer1::NetworkDefinitionCreationFlag::kSTRONGLY_TYPED);
#else
  constexpr auto kFlags = 0U;  // All networks are strongly typed.
#endif
  const std::unique_ptr<nvinfer1::INetworkDefinition> network(builder->createNetworkV2(kFlags));
  if (!network) reporter.fail("the network could not be created");
  const std::unique_ptr<nvonnxparser::IParser> parser(libraries.createParser(*network, logger));
  if (!parser) reporter.fail("the parser could not be created");
  parse(reporter, build, *parser);

  const std::unique_ptr<nvinfer1::IBuilderConfig> config(builder->createBuilderConfig());
  if (!config) reporter.fail("the configuration could not be created");
  config->setProgressMonitor(&monitor);
  // All work stays on the one stream of the pipeline, whose order keeps the shared memory safe.
  config->setMaxAuxStreams(0);
  if (build.gpu >= 0) config->setMemoryPoolLimit(nvinfer1::MemoryPoolType::kWORKSPACE, workspace());
  if (!build.tf32) config->clearFlag(nvinfer1::BuilderFlag::kTF32);
  addProfiles(reporter, build, *builder, *config);
  timingCache = openTimingCache(build, *config);

  const std::unique_ptr<nvinfer1::IHostMemory> plan(builder->buildSerializedNetwork(*network, *config));
  if (!plan) reporter.fail("the engine could not be built");
  writeFile(build.plan, plan->data(), plan->size());
  if (timingCache) saveTimingCache(build, *timingCache);
}

}  // namespace harmonidiff::tensorrt
