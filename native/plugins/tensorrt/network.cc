#include "plugins/tensorrt/network.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <mutex>
#include <shared_mutex>

namespace harmonidiff::tensorrt {
namespace {

using nvinfer1::OptProfileSelector;
using nvinfer1::TensorIOMode;

/// Lockstep over eight candidates calls the UNet with nine sizes; the rest is for patches of a few sizes.
constexpr size_t kMostContexts = 32, kMostSeen = 64;

/// Some networks cannot be captured, which ends like a capture that another thread has disturbed.
constexpr int kMostFailedCaptures = 8;

size_t bytesPerElement(nvinfer1::DataType type) {
  switch (type) {
    case nvinfer1::DataType::kINT64: return 8;
    case nvinfer1::DataType::kFLOAT:
    case nvinfer1::DataType::kINT32: return 4;
    default: throw Exception("an input or output has an unsupported type");
  }
}

size_t count(const nvinfer1::Dims& dims) {
  size_t product = 1;
  for (int i = 0; i < dims.nbDims; i++) product *= static_cast<size_t>(dims.d[i]);
  return product;
}

/// A file's bytes, mapped and not copied.
class MappedFile {
 public:
  explicit MappedFile(const char* path) {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status{};
    if (file >= 0 && fstat(file, &status) == 0 && status.st_size > 0) {
      bytes_ = static_cast<size_t>(status.st_size);
      data_ = mmap(nullptr, bytes_, PROT_READ, MAP_PRIVATE, file, 0);
    }
    if (file >= 0) close(file);
    // Like a plan that does not fit, it is built again.
    if (data_ == MAP_FAILED) {
      throw Exception(std::string("could not read ") + path + ": " + std::strerror(errno), "PLAN_REFUSED");
    }
  }
  ~MappedFile() { munmap(data_, bytes_); }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  const void* data() const { return data_; }
  size_t bytes() const { return bytes_; }

 private:
  void* data_ = MAP_FAILED;
  size_t bytes_ = 0;
};

}  // namespace

Network::Network(Session& session, const char* plan) : session_(session) {
  check(cudaSetDevice(session.gpu));
  // What an earlier load said, but recovered from.
  session.logger.take();
  session.allocator.takeShortage();
  {
    const MappedFile file(plan);
    const std::shared_lock<std::shared_mutex> lock(captureLock());
    engine_.reset(session.runtime->deserializeCudaEngine(file.data(), file.bytes()));
  }
  if (!engine_) session.fail("the engine was not accepted", "PLAN_REFUSED");

  const int profiles = engine_->getNbOptimizationProfiles();
  for (int i = 0; i < engine_->getNbIOTensors(); i++) {
    const char* name = engine_->getIOTensorName(i);
    if (engine_->getTensorIOMode(name) == TensorIOMode::kINPUT) inputs_.push_back(name);
  }
  for (int p = 0; p < profiles; p++) {
    for (const std::string& name : inputs_) {
      const nvinfer1::Dims most = engine_->getProfileShape(name.c_str(), p, OptProfileSelector::kMAX);
      ports_[name].reserve(count(most) * bytesPerElement(engine_->getTensorDataType(name.c_str())));
      maxBatch_ = std::max<int64_t>(maxBatch_, most.d[0]);
    }
    session.reserveArena(static_cast<size_t>(engine_->getDeviceMemorySizeForProfileV2(p)));
  }
}

Network::~Network() {
  cudaSetDevice(session_.gpu);
  cudaStreamSynchronize(session_.stream);
  const std::shared_lock<std::shared_mutex> lock(captureLock());
  own_.clear();
  shared_.clear();
  engine_.reset();
}

void Network::run(const Port* inputs, size_t inputCount, const Port* outputs, size_t outputCount) {
  check(cudaSetDevice(session_.gpu));
  const auto copy = [&](void* to, const void* from, size_t bytes) {
    check(cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToDevice, session_.stream));
  };
  for (size_t i = 0; i < outputCount; i++) reserveOutput(outputs[i]);
  Context& context = contextFor(sizesOf(inputs, inputCount));
  for (size_t i = 0; i < inputCount; i++) copy(ports_.at(inputs[i].name).data(), inputs[i].data, inputs[i].bytes);

  if (context.generation != generation()) setAddresses(context);
  if (context.graph) {
    check(cudaGraphLaunch(context.graph, session_.stream));
  } else {
    runPlainly(context);
  }

  for (size_t i = 0; i < outputCount; i++) {
    copy(outputs[i].data, ports_.at(outputs[i].name).data(), outputs[i].bytes);
  }
}

/// Reserves room for the largest batch, so only an image larger than any before moves the memory.
void Network::reserveOutput(const Port& port) {
  Memory& memory = ports_[port.name];
  if (port.bytes <= memory.bytes()) return;
  check(cudaStreamSynchronize(session_.stream));
  portGeneration_++;
  memory.reserve(port.bytes / static_cast<size_t>(port.dims[0]) * static_cast<size_t>(maxBatch_));
}

Network::Sizes Network::sizesOf(const Port* inputs, size_t count) const {
  Sizes sizes;
  for (const std::string& name : inputs_) {
    const Port* port = std::find_if(inputs, inputs + count, [&](const Port& port) { return name == port.name; });
    if (port == inputs + count) throw Exception("the input " + name + " is missing");
    sizes.emplace_back(port->dims, port->dims + port->rank);
  }
  return sizes;
}

Network::Context& Network::contextFor(const Sizes& sizes) {
  const auto own = std::find_if(own_.begin(), own_.end(), [&](const Context& own) { return own.sizes == sizes; });
  if (own != own_.end()) {
    own_.splice(own_.begin(), own_, own);
    return own_.front();
  }
  const int profile = profileFor(sizes);
  Context& shared = shared_[profile];
  if (shared.sizes == sizes) return shared;

  const auto seen = std::find(seen_.begin(), seen_.end(), sizes);
  if (seen != seen_.end()) {
    seen_.erase(seen);
    try {
      return ownContext(sizes, profile);
    } catch (const Exception& error) {
      // Without room for one, the shared context still serves.
      if (std::strcmp(error.code, "OUT_OF_MEMORY") != 0) throw;
    }
  }
  if (!shared.context) create(shared, profile);
  if (!shared.sizes.empty()) seen_.push_front(shared.sizes);
  if (seen_.size() > kMostSeen) seen_.pop_back();
  shared.repeats = false;
  setSizes(shared, sizes);
  return shared;
}

/// Makes a new context, and drops the least recently used one if there are too many.
Network::Context& Network::ownContext(const Sizes& sizes, int profile) {
  if (own_.size() == kMostContexts) {
    check(cudaStreamSynchronize(session_.stream));
    const std::shared_lock<std::shared_mutex> lock(captureLock());
    own_.pop_back();
  }
  std::list<Context> made(1);
  create(made.front(), profile);
  setSizes(made.front(), sizes);
  made.front().repeats = true;
  own_.splice(own_.begin(), made);
  return own_.front();
}

void Network::create(Context& context, int profile) {
  const std::shared_lock<std::shared_mutex> lock(captureLock());
  context.context.reset(engine_->createExecutionContext(nvinfer1::ExecutionContextAllocationStrategy::kUSER_MANAGED));
  if (!context.context || !context.context->setOptimizationProfileAsync(profile, session_.stream)) {
    context.context.reset();
    session_.fail("the execution context could not be created");
  }
}

void Network::setSizes(Context& context, const Sizes& sizes) {
  // The context's last call may still be running.
  check(cudaStreamSynchronize(session_.stream));
  context.dropGraph();
  context.failedCaptures = 0;
  context.sizes.clear();
  for (size_t i = 0; i < inputs_.size(); i++) {
    nvinfer1::Dims dims{};
    dims.nbDims = static_cast<int32_t>(sizes[i].size());
    std::copy(sizes[i].begin(), sizes[i].end(), dims.d);
    if (!context.context->setInputShape(inputs_[i].c_str(), dims)) {
      session_.fail("the size of " + inputs_[i] + " was refused");
    }
  }
  context.sizes = sizes;
}

void Network::setAddresses(Context& context) {
  context.dropGraph();
  context.context->setDeviceMemoryV2(session_.arena.data(), static_cast<int64_t>(session_.arena.bytes()));
  for (const auto& [name, memory] : ports_) context.context->setTensorAddress(name.c_str(), memory.data());
  context.generation = generation();
}

int64_t Network::mostRows(const Port* inputs, size_t inputCount) const {
  const Sizes sizes = sizesOf(inputs, inputCount);
  int64_t rows = 0;
  for (int p = 0; p < engine_->getNbOptimizationProfiles(); p++) {
    int64_t most = std::numeric_limits<int64_t>::max();
    for (size_t i = 0; i < inputs_.size(); i++) {
      const nvinfer1::Dims first = engine_->getProfileShape(inputs_[i].c_str(), p, OptProfileSelector::kMIN);
      const nvinfer1::Dims last = engine_->getProfileShape(inputs_[i].c_str(), p, OptProfileSelector::kMAX);
      bool fits = static_cast<size_t>(first.nbDims) == sizes[i].size();
      for (size_t d = 1; fits && d < sizes[i].size(); d++) {
        fits = sizes[i][d] >= first.d[d] && sizes[i][d] <= last.d[d];
      }
      most = fits ? std::min<int64_t>(most, last.d[0]) : 0;
      if (most == 0) break;
    }
    rows = std::max(rows, most);
  }
  return rows;
}

/// The first profile that fits the sizes; the static ones are listed first.
int Network::profileFor(const Sizes& sizes) const {
  for (int p = 0; p < engine_->getNbOptimizationProfiles(); p++) {
    bool fits = true;
    for (size_t i = 0; fits && i < inputs_.size(); i++) {
      const nvinfer1::Dims least = engine_->getProfileShape(inputs_[i].c_str(), p, OptProfileSelector::kMIN);
      const nvinfer1::Dims most = engine_->getProfileShape(inputs_[i].c_str(), p, OptProfileSelector::kMAX);
      fits = static_cast<size_t>(least.nbDims) == sizes[i].size();
      for (size_t d = 0; fits && d < sizes[i].size(); d++) {
        fits = sizes[i][d] >= least.d[d] && sizes[i][d] <= most.d[d];
      }
    }
    if (fits) return p;
  }
  std::string text;
  for (size_t i = 0; i < inputs_.size(); i++) {
    text += (i ? ", " : "") + inputs_[i] + " [";
    for (size_t d = 0; d < sizes[i].size(); d++) text += (d ? " " : "") + std::to_string(sizes[i][d]);
    text += ']';
  }
  throw Exception("the engine was not built for " + text);
}

/// The first call of a context, and after every change of it, must not be captured: TensorRT still allocates in it.
void Network::runPlainly(Context& context) {
  {
    const std::shared_lock<std::shared_mutex> lock(captureLock());
    if (!context.context->enqueueV3(session_.stream)) session_.fail("a call failed");
  }
  if (context.repeats && context.failedCaptures < kMostFailedCaptures) capture(context);
  context.repeats = true;
}

/// Records the context's call for the next time. If that fails, the next call runs plainly and tries again, but not
/// forever: a failed capture takes about as long as a call.
void Network::capture(Context& context) {
  const std::unique_lock<std::shared_mutex> alone(captureLock(), std::try_to_lock);
  if (!alone) return;
  // As TensorRT's own samples do between the plain call and the captured one.
  check(cudaStreamSynchronize(session_.stream));
  // Other threads of the process may allocate meanwhile, as other libraries do.
  if (cudaStreamBeginCapture(session_.stream, cudaStreamCaptureModeThreadLocal) != cudaSuccess) {
    cudaGetLastError();
    return;
  }
  const bool queued = context.context->enqueueV3(session_.stream);
  cudaGraph_t graph = nullptr;
  const cudaError_t ended = cudaStreamEndCapture(session_.stream, &graph);
  size_t nodes = 0;
  if (queued && ended == cudaSuccess) cudaGraphGetNodes(graph, nullptr, &nodes);
  if (nodes > 0) cudaGraphInstantiate(&context.graph, graph, 0);
  if (graph) cudaGraphDestroy(graph);
  context.failedCaptures = context.graph ? 0 : context.failedCaptures + 1;
  cudaGetLastError();
  session_.logger.take();
}

}  // namespace harmonidiff::tensorrt
