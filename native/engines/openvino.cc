#include "engines/openvino.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>

#include "engines/mapped_file.h"
#include "engines/openvino_library.h"
#include "engines/shared.h"

namespace harmonidiff {
namespace {

using namespace openvino;

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
  Compiled(const CpuCore& core, const std::string& plan, const std::string& precision)
      : library_(core.opened), file_(plan), model_(nullptr, library_.api.compiled_model_free) {
    const Api& api = library_.api;
    CompiledModel* model = nullptr;
    library_.check(api.core_import_model(core.get(), file_.data(), file_.size(), kCpu, &model), "PLAN_REFUSED");
    model_.reset(model);
    char* used = nullptr;
    library_.check(api.compiled_model_get_property(model, "INFERENCE_PRECISION_HINT", &used));
    if (const std::string hint = library_.owned(used); hint != CpuCore::hintFor(precision)) {
      throw Error("ENGINE_FAILED",
                  "OpenVINO " + library_.version + " computes in " + hint + " on this processor, not in " + precision);
    }
    readShapes();
    // Most weights are now in the order that the kernels want them in, in memory of OpenVINO's own.
    file_.release();
  }

  CompiledModel* get() const { return model_.get(); }

  /// Whether a call may be interrupted. With inputs of any size it must not: OpenVINO keeps the sizes that it has
  /// worked out so far, so that later calls of other sizes fail or return wrong numbers.
  bool interruptible() const { return !anySize_; }

  /// How many of `rows` rows of these inputs one call takes; 0 if it cannot run them. A call that cannot be interrupted
  /// takes one.
  int64_t rowsOf(const std::vector<Binding>& inputs, int64_t rows) const {
    int64_t taken = anySize_ ? 1 : rows;
    for (const Binding& input : inputs) {
      const auto found = shapes_.find(input.name);
      const Shape& given = input.tensor.shape;
      if (found == shapes_.end() || found->second.size() != given.size()) return 0;
      for (size_t axis = 0; axis < given.size(); axis++) {
        const std::optional<int64_t>& side = found->second[axis];
        if (!side) continue;
        if (axis == 0 ? *side > rows : *side != given[axis]) return 0;
        if (axis == 0) taken = *side;
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
        if (!sides.back()) anySize_ = true;
      }
      api.partial_shape_free(&shape);
    }
  }

  Library& library_;
  MappedFile file_;  ///< the model uses its weights where they lie in the plan
  Handle<CompiledModel> model_;
  std::map<std::string, std::vector<std::optional<int64_t>>>
      shapes_;  ///< of the inputs; a side is absent if it may vary
  bool anySize_ = false;
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
      const Cancellation::Interruptible interruptible(cancellation, [&] {
        if (compiled_->interruptible()) api.infer_request_cancel(request_.get());
      });
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
      const std::shared_ptr<Compiled> compiled = shared->get(library_.path + '\n' + plan, cancellation, [&] {
        return std::make_shared<Compiled>(coreFor(source.precision), plan, source.precision);
      });
      callers.push_back(std::make_unique<Caller>(library_, compiled));
    }
    return std::make_unique<OpenVinoNetwork>(source.name, std::move(callers));
  }

 private:
  const CpuCore& coreFor(const std::string& precision) {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::unique_ptr<CpuCore>& core = cores_[precision];
    if (!core) core = std::make_unique<CpuCore>(library_, threads_, precision);
    return *core;
  }

  Library& library_;
  int threads_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<CpuCore>> cores_;  ///< by precision
};

}  // namespace

std::unique_ptr<Engine> makeOpenVinoEngine(const std::string& library, int threads) {
  return std::make_unique<OpenVinoEngine>(Library::open(library), threads);
}

}  // namespace harmonidiff
