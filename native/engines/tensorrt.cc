#include "engines/tensorrt.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <tuple>

#include "plugins/tensorrt/plugin.h"

namespace harmonidiff {
namespace {

using tensorrt::kMaxRank;
using tensorrt::Plugin;
using tensorrt::Port;

/// The package's plugin and TensorRT's libraries, opened. TensorRT does not survive being closed and opened again.
struct Opened {
  const Plugin* plugin;
  tensorrt::Libraries* libraries;
};

const Plugin* openPlugin(const std::string& path) {
  void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!handle) throw Error("ENGINE_NOT_FOUND", std::string("The TensorRT engine could not be opened: ") + dlerror());
  const auto get =
      reinterpret_cast<decltype(&harmonidiff_tensorrt_plugin)>(dlsym(handle, "harmonidiff_tensorrt_plugin"));
  const Plugin* plugin = get ? get() : nullptr;
  if (!plugin || plugin->version != tensorrt::kPluginVersion) {
    throw Error("ENGINE_NOT_FOUND", path + " belongs to another version; build it again: npm run build:cuda.");
  }
  return plugin;
}

Opened open(const TensorRtLibraries& names) {
  static std::mutex mutex;
  // Never destroyed: the libraries stay open.
  static auto* opened = new std::map<std::tuple<std::string, std::string, std::string>, Opened>;
  const std::lock_guard<std::mutex> lock(mutex);
  const auto key = std::make_tuple(names.plugin, names.infer, names.parser);
  if (const auto found = opened->find(key); found != opened->end()) return found->second;
  Opened result{openPlugin(names.plugin), nullptr};
  if (const PluginFailure* failure =
          result.plugin->open(names.infer.c_str(), names.parser.c_str(), &result.libraries)) {
    throw Error("ENGINE_NOT_FOUND", failure->message);
  }
  return (*opened)[key] = result;
}

void check(const PluginFailure* failure) {
  if (failure) throw Error(failure->code, failure->message);
}

void copySides(const Shape& shape, int64_t (&sides)[kMaxRank]) { std::copy(shape.begin(), shape.end(), sides); }

Port toPort(const Binding& binding) {
  Port port{};
  port.name = binding.name;
  port.data = binding.tensor.data<void>();
  port.bytes = binding.tensor.bytes();
  port.rank = static_cast<int>(binding.tensor.shape.size());
  copySides(binding.tensor.shape, port.dims);
  return port;
}

/// Session and plugin, shared by the networks, which may outlive the engine that made them.
class SharedSession {
 public:
  SharedSession(const Opened& opened, int number, void* stream) : plugin(*opened.plugin) {
    check(plugin.openSession(opened.libraries, number, stream, &session_));
  }
  ~SharedSession() { plugin.closeSession(session_); }
  SharedSession(const SharedSession&) = delete;
  SharedSession& operator=(const SharedSession&) = delete;

  tensorrt::Session* get() const { return session_; }
  const Plugin& plugin;

 private:
  tensorrt::Session* session_ = nullptr;
};

class TensorRtNetwork : public Network {
 public:
  TensorRtNetwork(std::shared_ptr<SharedSession> session, const std::string& plan)
      : session_(std::move(session)), plugin_(session_->plugin) {
    check(plugin_.load(session_->get(), plan.c_str(), &network_));
  }
  ~TensorRtNetwork() override { plugin_.unload(network_); }

  int64_t mostRows(const std::vector<Binding>& inputs) const override {
    const std::vector<Port> ports = part(inputs, 0, inputs.at(0).tensor.shape.at(0));
    return plugin_.mostRows(network_, ports.data(), ports.size());
  }

  /// A batch larger than the engine was built for takes several calls: every input and output has one row for each
  /// sample.
  void run(const std::vector<Binding>& inputs, const std::vector<Binding>& outputs,
           Cancellation& cancellation) override {
    const int64_t batch = inputs.at(0).tensor.shape.at(0);
    // Sizes that no profile fits are refused by the first call.
    const int64_t most = std::max<int64_t>(mostRows(inputs), 1);
    for (int64_t first = 0; first < batch; first += most) {
      cancellation.throwIfCancelled();
      const std::vector<Port> in = part(inputs, first, std::min(most, batch - first));
      const std::vector<Port> out = part(outputs, first, std::min(most, batch - first));
      check(plugin_.run(network_, in.data(), in.size(), out.data(), out.size()));
    }
  }

 private:
  static std::vector<Port> part(const std::vector<Binding>& bindings, int64_t first, int64_t count) {
    std::vector<Port> ports;
    for (const Binding& binding : bindings) {
      const Tensor rows = binding.tensor.rows(first, count);
      ports.push_back(toPort({binding.name, rows}));
    }
    return ports;
  }

  std::shared_ptr<SharedSession> session_;
  const Plugin& plugin_;
  tensorrt::Network* network_ = nullptr;
};

class TensorRtEngine : public Engine {
 public:
  TensorRtEngine(const Opened& opened, int number, void* stream)
      : session_(std::make_shared<SharedSession>(opened, number, stream)) {}

  std::unique_ptr<Network> load(const NetworkSource& source, Cancellation&) override {
    return std::make_unique<TensorRtNetwork>(session_, source.plans.at(0));
  }

 private:
  std::shared_ptr<SharedSession> session_;
};

/// What the plugin passes to its callback.
struct Watch {
  Cancellation& cancellation;
  const std::function<void(const BuildProgress&)>& onProgress;
};

bool onStep(void* caller, const char* phase, int step, int steps) {
  const Watch& watch = *static_cast<Watch*>(caller);
  watch.onProgress({phase, step, steps});
  return !watch.cancellation.cancelled();
}

}  // namespace

std::unique_ptr<Engine> makeTensorRtEngine(const TensorRtLibraries& libraries, int number, void* stream) {
  return std::make_unique<TensorRtEngine>(open(libraries), number, stream);
}

void buildTensorRtPlan(const TensorRtLibraries& libraries, int number, const PlanRequest& request,
                       Cancellation& cancellation, const std::function<void(const BuildProgress&)>& onProgress) {
  cancellation.throwIfCancelled();
  const Opened opened = open(libraries);
  std::vector<tensorrt::ShapeRange> ranges;
  for (const ShapeRange& range : request.ranges) {
    tensorrt::ShapeRange& copy = ranges.emplace_back();
    copy.profile = range.profile;
    copy.input = range.input.c_str();
    copy.rank = static_cast<int>(range.best.size());
    copySides(range.least, copy.least);
    copySides(range.best, copy.best);
    copySides(range.most, copy.most);
  }
  Watch watch{cancellation, onProgress};
  tensorrt::Build build{};
  build.gpu = number;
  build.graph = request.source.graph.data();
  build.graphBytes = request.source.graph.size();
  build.weightsFolder = request.source.weightsFolder.c_str();
  build.ranges = ranges.data();
  build.rangeCount = ranges.size();
  build.tf32 = request.tf32;
  build.timingCache = request.timingCache.c_str();
  build.plan = request.plan.c_str();
  build.caller = &watch;
  build.onStep = onStep;
  const PluginFailure* failure = opened.plugin->build(opened.libraries, &build);
  if (cancellation.cancelled()) {
    // The caller no longer waits, and would not remove a plan that was written after the last chance to stop.
    std::remove(build.plan);
    cancellation.throwIfCancelled();
  }
  if (failure) throw Error(failure->code, request.source.name + ": " + failure->message);
}

std::string tensorRtVersion(const TensorRtLibraries& libraries) {
  const Opened opened = open(libraries);
  return opened.plugin->versionOf(opened.libraries);
}

}  // namespace harmonidiff
