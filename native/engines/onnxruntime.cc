#include "engines/onnxruntime.h"

#include <dlfcn.h>

#include <cstdlib>
#include <map>
#include <mutex>

#include "engines/onnxruntime_api.h"
#include "engines/shared.h"

namespace harmonidiff {
namespace {

using namespace ort;

/// 30 for "1.30.0", and 0 for another major version, whose function table is unknown.
long minorVersion(const std::string& version) {
  return version.rfind("1.", 0) == 0 ? std::strtol(version.c_str() + 2, nullptr, 10) : 0;
}

/// ONNX Runtime has no codes for what a GPU reports, only its own words.
const char* codeOf(const std::string& message) {
  const auto says = [&](const std::string& words) { return message.find(words) != std::string::npos; };
  // The same errors as in plugins/cuda_errors.h.
  for (const int lost : {214, 220, 226, 700, 702, 710, 714, 715, 716, 717, 718, 719, 721, 810, 911}) {
    if (says("CUDA failure " + std::to_string(lost) + ":")) return "DEVICE_LOST";
  }
  if (says("Failed to allocate memory for requested buffer") || says("CUDA failure 2:")) return "OUT_OF_MEMORY";
  return "ENGINE_FAILED";
}

/// The opened library and its environment. ONNX Runtime keeps process-wide state and does not survive being closed and
/// opened again, so it stays open.
class Library {
 public:
  static Library& open(const std::string& path) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<Library>> opened;
    std::lock_guard<std::mutex> lock(mutex);
    auto& slot = opened[path];
    if (!slot) {
      try {
        slot.reset(new Library(path));
      } catch (...) {
        opened.erase(path);
        throw;
      }
    }
    return *slot;
  }

  Api api;
  SetLoadCancellationFlag setLoadCancellationFlag = nullptr;  ///< null before 1.22
  const std::string path;
  std::string version;
  Env* env = nullptr;

  void check(Status* status, const char* code = nullptr) const {
    if (!status) return;
    const std::string message = api.GetErrorMessage(status);
    api.ReleaseStatus(status);
    throw Error(code ? code : codeOf(message), "ONNX Runtime " + version + ": " + message);
  }

  /// The same for a call that `cancellation` may have interrupted.
  void check(Status* status, const Cancellation& cancellation) const {
    if (status && cancellation.cancelled()) {
      api.ReleaseStatus(status);
      cancellation.throwIfCancelled();
    }
    check(status);
  }

  void ignore(Status* status) const {
    if (status) api.ReleaseStatus(status);
  }

 private:
  explicit Library(const std::string& path) : path(path) {
    void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
      throw Error("ENGINE_NOT_FOUND", std::string("ONNX Runtime could not be opened: ") + dlerror() +
                                          ". Install the package onnxruntime-node.");
    }
    using GetApiBase = const ApiBase* (*)();
    const auto getApiBase = reinterpret_cast<GetApiBase>(dlsym(handle, "OrtGetApiBase"));
    const ApiBase* base = getApiBase ? getApiBase() : nullptr;
    const void* const* table = base ? base->getApi(kApiVersion) : nullptr;
    if (!table) {
      throw Error("ENGINE_NOT_FOUND", path + " is not an ONNX Runtime of version 1.18 or later.");
    }
    version = base->getVersionString();
#define HARMONIDIFF_ORT_LOOKUP(name, position, result, arguments) \
  api.name = reinterpret_cast<decltype(api.name)>(const_cast<void*>(table[position]));
    HARMONIDIFF_ORT_FUNCTIONS(HARMONIDIFF_ORT_LOOKUP)
#undef HARMONIDIFF_ORT_LOOKUP
    if (minorVersion(version) >= kSetLoadCancellationFlagMinorVersion) {
      setLoadCancellationFlag =
          reinterpret_cast<SetLoadCancellationFlag>(const_cast<void*>(table[kSetLoadCancellationFlagPosition]));
    }
    // Errors are returned as a status; messages that the library prints as well only clutter the terminal.
    check(api.CreateEnv(kLogFatal, "harmonidiff", &env));
  }
};

/// An object of the C API, with its release function.
template <typename T>
using Handle = std::unique_ptr<T, void (*)(T*)>;

int elementType(DataType type) {
  switch (type) {
    case DataType::Float32: return kFloat;
    case DataType::Int32: return kInt32;
    case DataType::Int64: return kInt64;
    case DataType::UInt8: return kUInt8;
  }
  return 0;
}

/// A loaded network. On the CPU, harmonizers of the same model share it, with its weights, which ONNX Runtime reorders
/// for its kernels; calls from several threads may run at the same time.
class LoadedSession {
 public:
  LoadedSession(Library& library, const NetworkSource& source, int threads, const std::optional<CudaTarget>& cuda,
                Cancellation& cancellation)
      : library_(library),
        session_(nullptr, library.api.ReleaseSession),
        memory_(nullptr, library.api.ReleaseMemoryInfo) {
    const Api& api = library_.api;
    SessionOptions* raw = nullptr;
    library_.check(api.CreateSessionOptions(&raw));
    Handle<SessionOptions> options(raw, api.ReleaseSessionOptions);
    library_.check(api.SetIntraOpNumThreads(raw, threads));
    library_.check(api.SetSessionGraphOptimizationLevel(raw, kOptimizeAll));
    // Several networks take turns, each with its own threads: those of one must not spin while another works.
    library_.check(api.AddSessionConfigEntry(raw, "session.force_spinning_stop", "1"));
    library_.check(api.AddSessionConfigEntry(raw, "session.model_external_initializers_file_folder_path",
                                             source.weightsFolder.c_str()));
    if (cuda) {
      appendCuda(raw, *cuda);
    } else {
      // A memory pattern plans the tensors of one batch size as a single block, which cannot reuse the memory of other
      // batch sizes. It takes up to 40 % more memory and saves no time.
      library_.check(api.DisableMemPattern(raw));
    }
    MemoryInfo* memory = nullptr;
    library_.check(cuda ? api.CreateMemoryInfo("Cuda", kDeviceAllocator, cuda->number, kDefaultMemory, &memory)
                        : api.CreateCpuMemoryInfo(kArenaAllocator, kDefaultMemory, &memory));
    memory_.reset(memory);
    const Cancellation::Interruptible interruptible(cancellation, [&] {
      if (library_.setLoadCancellationFlag) library_.ignore(library_.setLoadCancellationFlag(raw, true));
    });
    Session* session = nullptr;
    library_.check(api.CreateSessionFromArray(library_.env, source.graph.data(), source.graph.size(), raw, &session),
                   cancellation);
    session_.reset(session);
  }

  Session* get() const { return session_.get(); }
  const MemoryInfo* memory() const { return memory_.get(); }

 private:
  /// All on the caller's stream, in full single precision: TF32 would cost three digits.
  void appendCuda(SessionOptions* options, const CudaTarget& cuda) const {
    const Api& api = library_.api;
    CudaOptions* raw = nullptr;
    library_.check(api.CreateCudaOptions(&raw));
    const Handle<CudaOptions> owned(raw, api.ReleaseCudaOptions);
    const std::string number = std::to_string(cuda.number);
    // By default ONNX Runtime times every algorithm for every convolution at each new size, and doubles its memory
    // whenever that runs out.
    const char* keys[] = {"device_id", "use_tf32", "cudnn_conv_algo_search", "arena_extend_strategy"};
    const char* values[] = {number.c_str(), "0", "HEURISTIC", "kSameAsRequested"};
    library_.check(api.UpdateCudaOptions(raw, keys, values, 4));
    library_.check(api.UpdateCudaOptionsWithValue(raw, "user_compute_stream", cuda.stream));
    // Fails when the provider, or a library of NVIDIA's that it needs, cannot be opened.
    library_.check(api.AppendCudaProvider(options, raw), "ENGINE_NOT_FOUND");
  }

  Library& library_;
  Handle<Session> session_;
  Handle<MemoryInfo> memory_;
};

class OnnxRuntimeNetwork : public Network {
 public:
  OnnxRuntimeNetwork(Library& library, std::shared_ptr<LoadedSession> session, bool onGpu)
      : library_(library), session_(std::move(session)), onGpu_(onGpu) {}

  void run(const std::vector<Binding>& inputs, const std::vector<Binding>& outputs,
           Cancellation& cancellation) override {
    const Api& api = library_.api;
    RunOptions* raw = nullptr;
    library_.check(api.CreateRunOptions(&raw));
    Handle<RunOptions> options(raw, api.ReleaseRunOptions);

    // The stream keeps the order, so the next call waits on the GPU and not here.
    if (onGpu_) library_.check(api.AddRunConfigEntry(raw, "disable_synchronize_execution_providers", "1"));

    std::vector<const char*> inputNames, outputNames;
    std::vector<Handle<Value>> owned;
    std::vector<const Value*> inputValues;
    std::vector<Value*> outputValues;
    for (const Binding& binding : inputs) {
      inputNames.push_back(binding.name);
      inputValues.push_back(wrap(binding.tensor, owned));
    }
    for (const Binding& binding : outputs) {
      outputNames.push_back(binding.name);
      outputValues.push_back(wrap(binding.tensor, owned));
    }

    const Cancellation::Interruptible interruptible(cancellation,
                                                    [&] { library_.ignore(api.RunOptionsSetTerminate(raw)); });
    library_.check(api.Run(session_->get(), raw, inputNames.data(), inputValues.data(), inputValues.size(),
                           outputNames.data(), outputNames.size(), outputValues.data()),
                   cancellation);
  }

 private:
  Value* wrap(const Tensor& tensor, std::vector<Handle<Value>>& owned) const {
    Value* value = nullptr;
    library_.check(library_.api.CreateTensorWithDataAsOrtValue(session_->memory(), tensor.data<void>(), tensor.bytes(),
                                                               tensor.shape.data(), tensor.shape.size(),
                                                               elementType(tensor.type), &value));
    owned.emplace_back(value, library_.api.ReleaseValue);
    return value;
  }

  Library& library_;
  std::shared_ptr<LoadedSession> session_;
  bool onGpu_;
};

class OnnxRuntimeEngine : public Engine {
 public:
  OnnxRuntimeEngine(Library& library, int threads, const std::optional<CudaTarget>& cuda)
      : library_(library), threads_(threads), cuda_(cuda) {}

  std::unique_ptr<Network> load(const NetworkSource& source, Cancellation& cancellation) override {
    const auto load = [&] { return std::make_shared<LoadedSession>(library_, source, threads_, cuda_, cancellation); };
    // On a GPU a session belongs to one stream.
    const bool shares = !cuda_ && !source.weightsState.empty();
    return std::make_unique<OnnxRuntimeNetwork>(
        library_, shares ? sharedSessions().get(keyOf(source), cancellation, load) : load(), cuda_.has_value());
  }

 private:
  static Shared<LoadedSession>& sharedSessions() {
    // Never destroyed, like the library.
    static auto* shared = new Shared<LoadedSession>;
    return *shared;
  }

  std::string keyOf(const NetworkSource& source) const {
    const std::string graph(source.graph.begin(), source.graph.end());
    return library_.path + '\n' + std::to_string(threads_) + '\n' + source.weightsState + '\n' + graph;
  }

  Library& library_;
  int threads_;
  std::optional<CudaTarget> cuda_;
};

}  // namespace

void disableTelemetry() { setenv("ORT_DISABLE_TELEMETRY", "1", 0); }

std::unique_ptr<Engine> makeOnnxRuntimeEngine(const std::string& library, int threads,
                                              const std::optional<CudaTarget>& cuda) {
  return std::make_unique<OnnxRuntimeEngine>(Library::open(library), threads, cuda);
}

std::string onnxRuntimeVersion(const std::string& library) { return Library::open(library).version; }

}  // namespace harmonidiff
