#include "engines/openvino.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <optional>

#include "engines/mapped_file.h"
#include "engines/openvino_api.h"
#include "engines/shared.h"

namespace harmonidiff {
namespace {

using namespace openvino;

constexpr const char* kCpu = "CPU";

/// OpenVINO has no code for a lack of memory, only the words of std::bad_alloc and of its own allocators.
const char* codeOf(const std::string& message) {
  for (const char* words : {"bad_alloc", "Failed to allocate", "out of memory"}) {
    if (message.find(words) != std::string::npos) return "OUT_OF_MEMORY";
  }
  return "ENGINE_FAILED";
}

/// The opened library. It starts threads and registers plugins, so it stays open.
class Library {
 public:
  static Library& open(const std::string& path) {
    static std::mutex mutex;
    // Never destroyed: the library's own threads may outlive this one.
    static auto* opened = new std::map<std::string, std::unique_ptr<Library>>;
    const std::lock_guard<std::mutex> lock(mutex);
    auto& slot = (*opened)[path];
    if (!slot) {
      try {
        slot.reset(new Library(path));
      } catch (...) {
        opened->erase(path);
        throw;
      }
    }
    return *slot;
  }

  Api api{};
  std::string version;

  void check(Status status, const char* code = nullptr) const {
    if (status == kOk) return;
    const char* text = api.get_last_err_msg();
    const std::string message = text ? oneLine(text) : "it failed with status " + std::to_string(status);
    throw Error(code ? code : codeOf(message), "OpenVINO " + version + ": " + message);
  }

  /// Takes over a text that the library allocated.
  std::string owned(char* text) const {
    std::string copy = text ? text : "";
    api.free(text);
    return copy;
  }

 private:
  explicit Library(const std::string& path) {
    void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle) throw Error("ENGINE_NOT_FOUND", std::string("OpenVINO could not be opened: ") + dlerror());
#define HARMONIDIFF_OV_LOOKUP(name, result, arguments)                             \
  api.name = reinterpret_cast<decltype(api.name)>(dlsym(handle, "ov_" #name)); \
  if (!api.name) throw Error("ENGINE_NOT_FOUND", path + " lacks ov_" #name "; OpenVINO 2026.4 is required.");
    HARMONIDIFF_OV_FUNCTIONS(HARMONIDIFF_OV_LOOKUP)
#undef HARMONIDIFF_OV_LOOKUP
    Version found{};
    check(api.get_openvino_version(&found));
    // "2026.4.1-22982-e213a147257-releases/2026/4"
    const std::string build = found.buildNumber ? found.buildNumber : "";
    version = build.substr(0, build.find('-'));
    api.version_free(&found);
  }

  /// OpenVINO's messages list the places in its source that an exception passed, each on a line of its own.
  static std::string oneLine(const std::string& message) {
    std::string line;
    for (const char c : message) {
      if (c != '\n') line += c;
      else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    return line.substr(0, line.find_last_not_of(' ') + 1);
  }
};

/// An object of the C API, with its release function.
template <typename T>
using Handle = std::unique_ptr<T, void (*)(T*)>;

/// OpenVINO's view of the CPU. Its settings apply to what is compiled or imported next.
class Processor {
 public:
  explicit Processor(Library& library) : library(library), core_(nullptr, library.api.core_free) {
    Core* core = nullptr;
    library.check(library.api.core_create(&core));
    core_.reset(core);
  }

  Core* get() const { return core_.get(); }

  void set(const char* key, const std::string& value) const {
    library.check(library.api.core_set_property(get(), kCpu, key, value.c_str()));
  }

  std::string property(const char* key) const {
    char* value = nullptr;
    library.check(library.api.core_get_property(get(), kCpu, key, &value));
    return library.owned(value);
  }

  /// One call at a time uses all threads, in this precision. The threads are not bound to cores, because other programs
  /// and harmonizers use the same ones.
  void configure(int threads, const std::string& precision) const {
    set("PERFORMANCE_HINT", "LATENCY");
    set("INFERENCE_NUM_THREADS", std::to_string(threads));
    set("ENABLE_CPU_PINNING", "NO");
    set("INFERENCE_PRECISION_HINT", hintFor(precision));
  }

  static const char* hintFor(const std::string& precision) { return precision == "bf16" ? "bf16" : "f32"; }

  Library& library;

 private:
  Handle<Core> core_;
};

int elementType(DataType type) {
  switch (type) {
    case DataType::Float32: return kFloat;
    case DataType::Int32: return kInt32;
    case DataType::Int64: return kInt64;
    case DataType::UInt8: return kUInt8;
  }
  return 0;
}

/// A network that was compiled for fixed shapes or for any. Harmonizers of the same model share it, with its weights.
class Compiled {
 public:
  Compiled(const Processor& processor, const std::string& plan, const std::string& precision)
      : library_(processor.library),
        file_(plan),
        model_(nullptr, library_.api.compiled_model_free) {
    const Api& api = library_.api;
    CompiledModel* model = nullptr;
    library_.check(api.core_import_model(processor.get(), file_.data(), file_.size(), kCpu, &model), "PLAN_REFUSED");
    model_.reset(model);
    char* used = nullptr;
    library_.check(api.compiled_model_get_property(model, "INFERENCE_PRECISION_HINT", &used));
    if (const std::string hint = library_.owned(used); hint != Processor::hintFor(precision)) {
      throw Error("ENGINE_FAILED",
                  "OpenVINO " + library_.version + " computes in " + hint + " on this processor, not in " + precision);
    }
    readShapes();
    // Most weights are now in the order that the kernels want them in, in memory of OpenVINO's own.
    file_.release();
  }

  CompiledModel* get() const { return model_.get(); }

  /// How many of `rows` rows of these inputs one call takes; 0 if it cannot run them.
  int64_t rowsOf(const std::vector<Binding>& inputs, int64_t rows) const {
    int64_t taken = rows;
    for (const Binding& input : inputs) {
      const auto found = shapes_.find(input.name);
      const Shape& given = input.tensor.shape;
      if (found == shapes_.end() || found->second.size() != given.size()) return 0;
      for (size_t axis = 0; axis < given.size(); axis++) {
        const std::optional<int64_t>& side = found->second[axis];
        if (!side) continue;
        if (axis == 0) taken = std::min(taken, *side <= rows ? *side : 0);
        else if (*side != given[axis]) return 0;
      }
    }
    return taken;
  }

 private:
  void readShapes() {
    const Api& api = library_.api;
    size_t count = 0;
    library_.check(api.compiled_model_inputs_size(model_.get(), &count));
    for (size_t i = 0; i < count; i++) {
      Port* port = nullptr;
      library_.check(api.compiled_model_input_by_index(model_.get(), i, &port));
      const Handle<Port> owned(port, api.output_const_port_free);
      char* name = nullptr;
      library_.check(api.port_get_any_name(port, &name));
      std::vector<std::optional<int64_t>>& sides = shapes_[library_.owned(name)];
      PartialDims shape{};
      library_.check(api.port_get_partial_shape(port, &shape));
      for (int64_t axis = 0; axis < shape.rank.most; axis++) {
        const Range& side = shape.sides[axis];
        sides.push_back(side.least == side.most ? std::optional(side.least) : std::nullopt);
      }
      api.partial_shape_free(&shape);
    }
  }

  Library& library_;
  MappedFile file_;  ///< the model uses its weights where they lie in the plan
  Handle<CompiledModel> model_;
  std::map<std::string, std::vector<std::optional<int64_t>>> shapes_;  ///< of the inputs; a side is absent if it may vary
};

/// One caller's use of a compiled network, with the memory of its calls.
class Caller {
 public:
  Caller(Library& library, std::shared_ptr<Compiled> compiled)
      : library_(library), compiled_(std::move(compiled)), request_(nullptr, library_.api.infer_request_free) {
    InferRequest* request = nullptr;
    library_.check(library_.api.compiled_model_create_infer_request(compiled_->get(), &request));
    request_.reset(request);
  }

  const Compiled& compiled() const { return *compiled_; }

  void run(const std::vector<Binding>& inputs, const std::vector<Binding>& outputs, Cancellation& cancellation) {
    const Api& api = library_.api;
    for (const auto* bindings : {&inputs, &outputs}) {
      for (const Binding& binding : *bindings) bind(binding);
    }
    library_.check(api.infer_request_start_async(request_.get()));
    Status status = kOk;
    {
      const Cancellation::Interruptible interruptible(cancellation, [&] { api.infer_request_cancel(request_.get()); });
      status = api.infer_request_wait(request_.get());
    }
    if (status != kOk) cancellation.throwIfCancelled();
    library_.check(status);
  }

 private:
  /// The network reads and writes the tensor's own memory.
  void bind(const Binding& binding) {
    const Api& api = library_.api;
    Shape sides = binding.tensor.shape;
    TensorView* view = nullptr;
    library_.check(api.tensor_create_from_host_ptr(elementType(binding.tensor.type),
                                                   {static_cast<int64_t>(sides.size()), sides.data()},
                                                   binding.tensor.data<void>(), &view));
    const Handle<TensorView> owned(view, api.tensor_free);
    library_.check(api.infer_request_set_tensor(request_.get(), binding.name, view));
  }

  Library& library_;
  std::shared_ptr<Compiled> compiled_;
  Handle<InferRequest> request_;
};

class OpenVinoNetwork : public Network {
 public:
  OpenVinoNetwork(std::string name, std::vector<std::unique_ptr<Caller>> callers)
      : name_(std::move(name)), callers_(std::move(callers)) {}

  /// Every part of the rows goes to the first plan that can take it.
  void run(const std::vector<Binding>& inputs, const std::vector<Binding>& outputs,
           Cancellation& cancellation) override {
    const int64_t batch = inputs.at(0).tensor.shape.at(0);
    for (int64_t first = 0; first < batch;) {
      cancellation.throwIfCancelled();
      const auto [caller, rows] = choose(inputs, batch - first);
      const Part in(inputs, first, rows), out(outputs, first, rows);
      caller->run(in.bindings, out.bindings, cancellation);
      first += rows;
    }
  }

 private:
  /// Rows of some tensors.
  struct Part {
    Part(const std::vector<Binding>& whole, int64_t first, int64_t count) {
      tensors.reserve(whole.size());
      for (const Binding& binding : whole) {
        tensors.push_back(binding.tensor.rows(first, count));
        bindings.push_back({binding.name, tensors.back()});
      }
    }
    std::vector<Tensor> tensors;
    std::vector<Binding> bindings;
  };

  std::pair<Caller*, int64_t> choose(const std::vector<Binding>& inputs, int64_t rows) const {
    for (const auto& caller : callers_) {
      if (const int64_t taken = caller->compiled().rowsOf(inputs, rows); taken > 0) return {caller.get(), taken};
    }
    throw Error("ENGINE_FAILED", name_ + " was not compiled for inputs of this size.");
  }

  std::string name_;
  std::vector<std::unique_ptr<Caller>> callers_;
};

class OpenVinoEngine : public Engine {
 public:
  OpenVinoEngine(Library& library, int threads) : library_(library), threads_(threads) {}

  std::unique_ptr<Network> load(const NetworkSource& source, Cancellation& cancellation) override {
    // Never destroyed, like the library.
    static auto* shared = new Shared<Compiled>;
    std::vector<std::unique_ptr<Caller>> callers;
    for (const std::string& plan : source.plans) {
      cancellation.throwIfCancelled();
      // A plan's name says what it holds, for how many threads, and for which version of OpenVINO.
      const std::shared_ptr<Compiled> compiled = shared->get(plan, cancellation, [&] {
        const Processor processor(library_);
        processor.configure(threads_, source.precision);
        return std::make_shared<Compiled>(processor, plan, source.precision);
      });
      callers.push_back(std::make_unique<Caller>(library_, compiled));
    }
    return std::make_unique<OpenVinoNetwork>(source.name, std::move(callers));
  }

 private:
  Library& library_;
  int threads_;
};

/// Fixes the shapes of the inputs.
void reshape(const Library& library, const Model* model, const InputShapes& shapes) {
  const Api& api = library.api;
  std::vector<const char*> names;
  std::vector<PartialDims> sides(shapes.size());
  for (size_t i = 0; i < shapes.size(); i++) {
    names.push_back(shapes[i].first.c_str());
    const Shape& shape = shapes[i].second;
    library.check(api.partial_shape_create_static(static_cast<int64_t>(shape.size()), shape.data(), &sides[i]));
  }
  const Status status = api.model_reshape(model, names.data(), sides.data(), names.size());
  for (PartialDims& shape : sides) api.partial_shape_free(&shape);
  library.check(status);
}

}  // namespace

std::unique_ptr<Engine> makeOpenVinoEngine(const std::string& library, int threads) {
  return std::make_unique<OpenVinoEngine>(Library::open(library), threads);
}

void buildOpenVinoPlan(const std::string& path, int threads, const OpenVinoBuild& build, Cancellation& cancellation) {
  cancellation.throwIfCancelled();
  Library& library = Library::open(path);
  const Api& api = library.api;
  try {
    const Processor processor(library);
    processor.configure(threads, build.precision);
    Model* model = nullptr;
    library.check(api.core_read_model(processor.get(), build.graph.c_str(), nullptr, &model));
    const Handle<Model> owned(model, api.model_free);
    if (!build.shapes.empty()) reshape(library, model, build.shapes);
    CompiledModel* compiled = nullptr;
    library.check(api.core_compile_model(processor.get(), model, kCpu, 0, &compiled));
    const Handle<CompiledModel> ownedCompiled(compiled, api.compiled_model_free);
    library.check(api.compiled_model_export_model(compiled, build.plan.c_str()));
  } catch (const Error& error) {
    throw Error(error.code(), build.name + ": " + error.what());
  }
  if (cancellation.cancelled()) {
    // The caller no longer waits, and would not remove the plan.
    std::remove(build.plan.c_str());
    cancellation.throwIfCancelled();
  }
}

OpenVinoFacts openVinoFacts(const std::string& path) {
  Library& library = Library::open(path);
  try {
    const Processor processor(library);
    const std::string capabilities = ' ' + processor.property("OPTIMIZATION_CAPABILITIES") + ' ';
    return {library.version, capabilities.find(" BF16 ") != std::string::npos};
  } catch (const Error& error) {
    // For example, because the plugin for CPUs is missing.
    throw Error("ENGINE_NOT_FOUND", error.what());
  }
}

}  // namespace harmonidiff
