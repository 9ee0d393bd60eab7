#include "simulated/tensorrt/engine.h"

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "simulated/cuda/device.h"

namespace harmonidiff::simulated {
namespace {

using nvinfer1::Dims;

/// TensorRT requires it of every address.
constexpr uintptr_t kAlignment = 256;
constexpr size_t kPersistentBytes = 4096;
/// What activations are assumed to need, for each element of the inputs.
constexpr int64_t kActivationBytes = 16;
/// Written over activations before a call, so that no call relies on what an earlier one left there.
constexpr int kScribble = 0xab;

int64_t elements(const Dims& dims) {
  int64_t product = 1;
  for (int i = 0; i < dims.nbDims; i++) product *= dims.d[i];
  return product;
}

/// Prompts are the only integers.
int elementTypeOf(const std::string& name) { return name == "input_ids" ? ort::kInt64 : ort::kFloat; }

size_t bytesOf(const std::string& name, const Dims& dims) {
  return static_cast<size_t>(elements(dims)) * (elementTypeOf(name) == ort::kInt64 ? sizeof(int64_t) : sizeof(float));
}

bool fits(const Dims& dims, const Range& range) {
  if (dims.nbDims != range.least.nbDims) return false;
  for (int i = 0; i < dims.nbDims; i++) {
    if (dims.d[i] < range.least.d[i] || dims.d[i] > range.most.d[i]) return false;
  }
  return true;
}

void requireAligned(const void* address, const std::string& what) {
  if (reinterpret_cast<uintptr_t>(address) % kAlignment != 0) reportBug(what + " is not aligned to 256 bytes");
}

}  // namespace

Runtime::~Runtime() {
  if (engines > 0) reportBug("a runtime is destroyed before its engines");
}

void* Runtime::allocate(size_t bytes) const {
  if (allocator_) return allocator_->allocateAsync(bytes, kAlignment, 0, nullptr);
  void* memory = nullptr;
  return cudaMalloc(&memory, bytes) == cudaSuccess ? memory : nullptr;
}

void Runtime::free(void* memory) const {
  if (allocator_) {
    allocator_->deallocateAsync(memory, nullptr);
  } else {
    cudaFree(memory);
  }
}

void Runtime::complain(const std::string& what) const {
  logger_.log(nvinfer1::ILogger::Severity::kERROR, what.c_str());
}

nvinfer1::ICudaEngine* Runtime::deserializeCudaEngine(const void* blob, std::size_t size) noexcept {
  std::optional<Plan> plan = deserialize(blob, size);
  if (!plan) {
    complain("the plan's magic tag does not match");
    return nullptr;
  }
  size_t bytes = 1;
  for (const auto& [name, content] : plan->files) bytes += content.size();
  void* weights = allocate(bytes);
  if (!weights) {
    complain("the weights could not be allocated");
    return nullptr;
  }
  try {
    return new Object<nvinfer1::ICudaEngine, Engine>(*this, std::move(*plan), weights);
  } catch (const std::exception& error) {
    complain(error.what());
    free(weights);
    return nullptr;
  }
}

Engine::Engine(Runtime& runtime, Plan plan, void* weights)
    : runtime(runtime), profiles(std::move(plan.profiles)), weights_(weights) {
  for (const auto& [name, range] : profiles.at(0)) inputs.push_back(name);
  std::string name = std::filesystem::temp_directory_path() / "simulated-XXXXXX";
  if (!mkdtemp(name.data())) reportBug("the temporary folder cannot be written to");
  const std::filesystem::path folder = name;
  for (const auto& [file, content] : plan.files) std::ofstream(folder / file, std::ios::binary) << content;
  // The session keeps the files open, so none is left behind, however the process ends.
  const auto remove = [&] { std::filesystem::remove_all(folder); };
  try {
    session = std::make_unique<OnnxSession>(plan.graph, folder);
  } catch (const std::exception&) {
    remove();
    throw;
  }
  remove();
  runtime.engines++;
}

Engine::~Engine() {
  if (contexts > 0) reportBug("an engine is destroyed before its contexts");
  session.reset();
  runtime.free(weights_);
  runtime.engines--;
}

nvinfer1::DataType Engine::getTensorDataType(const char* name) const noexcept {
  return elementTypeOf(name) == ort::kInt64 ? nvinfer1::DataType::kINT64 : nvinfer1::DataType::kFLOAT;
}

Dims Engine::getProfileShape(const char* name, int32_t profile, nvinfer1::OptProfileSelector which) const noexcept {
  const Range& range = profiles.at(static_cast<size_t>(profile)).at(name);
  switch (which) {
    case nvinfer1::OptProfileSelector::kMIN: return range.least;
    case nvinfer1::OptProfileSelector::kMAX: return range.most;
    default: return range.best;
  }
}

int64_t Engine::getDeviceMemorySizeForProfileV2(int32_t profile) const noexcept {
  int64_t bytes = 0;
  for (const auto& [name, range] : profiles.at(static_cast<size_t>(profile))) {
    bytes += elements(range.most) * kActivationBytes;
  }
  return bytes;
}

nvinfer1::IExecutionContext* Engine::createExecutionContext(
    nvinfer1::ExecutionContextAllocationStrategy strategy) noexcept {
  if (strategy != nvinfer1::ExecutionContextAllocationStrategy::kUSER_MANAGED) {
    reportBug("a context allocates its activations itself");
  }
  void* persistent = runtime.allocate(kPersistentBytes);
  if (!persistent) return nullptr;
  return new Object<nvinfer1::IExecutionContext, Context>(*this, persistent);
}

Context::~Context() {
  engine_.contexts--;
  engine_.runtime.free(persistent_);
}

bool Context::setOptimizationProfileAsync(int32_t profile, cudaStream_t) noexcept {
  if (profile < 0 || profile >= engine_.getNbOptimizationProfiles()) return false;
  profile_ = profile;
  shapes_.clear();
  ran_ = false;
  return true;
}

bool Context::setInputShape(const char* name, const Dims& dims) noexcept {
  const Profile& profile = engine_.profiles.at(static_cast<size_t>(profile_));
  const auto found = profile.find(name);
  if (found == profile.end() || !fits(dims, found->second)) {
    engine_.runtime.complain(std::string(name) + " has a size outside the profile");
    return false;
  }
  shapes_[name] = dims;
  ran_ = false;
  return true;
}

bool Context::setTensorAddress(const char* name, void* data) noexcept {
  requireAligned(data, name);
  addresses_[name] = data;
  return true;
}

void Context::setDeviceMemoryV2(void* memory, int64_t size) noexcept {
  requireAligned(memory, "the memory of a context");
  memory_ = memory;
  memoryBytes_ = size;
  ran_ = false;
}

std::vector<Operand> Context::inputs() const {
  std::vector<Operand> operands;
  for (const std::string& name : engine_.inputs) {
    const auto shape = shapes_.find(name);
    const auto address = addresses_.find(name);
    if (shape == shapes_.end() || address == addresses_.end()) return {};
    const Dims& dims = shape->second;
    const size_t bytes = bytesOf(name, dims);
    if (!owns(address->second, bytes)) reportBug("the input " + name + " has too little device memory");
    operands.push_back({name, address->second, bytes, elementTypeOf(name), {dims.d, dims.d + dims.nbDims}});
  }
  return operands;
}

std::vector<Operand> Context::outputs() const {
  std::vector<Operand> operands;
  for (const auto& [name, data] : addresses_) {
    if (engine_.profiles.at(0).count(name) == 0) operands.push_back({name, data, 0, ort::kFloat, {}});
  }
  return operands;
}

bool Context::enqueueV3(cudaStream_t stream) noexcept {
  const std::vector<Operand> in = inputs(), out = outputs();
  if (in.empty()) {
    engine_.runtime.complain("an input has no size or no address");
    return false;
  }
  const int64_t needed = engine_.getDeviceMemorySizeForProfileV2(profile_);
  if (memoryBytes_ < needed || !owns(memory_, static_cast<size_t>(needed))) {
    engine_.runtime.complain("the context has too little device memory");
    return false;
  }
  if (isCapturing(stream)) {
    // TensorRT allocates at the first call, which fails during a capture, but not with every network.
    if (!ran_) reportBug("a call is captured before a first plain one");
    if (!captureIsValid(stream)) {
      engine_.runtime.complain("the capture was invalidated");
      return false;
    }
  } else {
    countNetworkCall();
  }
  ran_ = true;
  enqueue(stream, [in, out, memory = memory_, needed, &session = *engine_.session] {
    std::memset(memory, kScribble, static_cast<size_t>(needed));
    session.run(in, out);
  });
  return true;
}

}  // namespace harmonidiff::simulated
