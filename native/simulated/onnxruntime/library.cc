#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "simulated/cuda/device.h"
#include "simulated/onnxruntime/session.h"

// A stand-in for an ONNX Runtime with the CUDA provider: the CPU's library, whose runs are queued on the stream that
// the provider was given. Everything else is passed on.

namespace harmonidiff::simulated {
namespace {

using ort::CudaOptions;
using ort::MemoryInfo;
using ort::RunOptions;
using ort::Session;
using ort::SessionOptions;
using ort::Status;
using ort::Value;

/// More functions than the core looks up, and fewer than every version since 1.22 has.
constexpr size_t kFunctions = 294;

namespace positions {
#define HARMONIDIFF_ORT_POSITION(name, position, result, arguments) constexpr size_t name = position;
HARMONIDIFF_ORT_FUNCTIONS(HARMONIDIFF_ORT_POSITION)
#undef HARMONIDIFF_ORT_POSITION
}  // namespace positions

/// What is known of the objects of the C API, by their addresses.
template <typename Key, typename T>
class Registry {
 public:
  void set(const Key* key, T value) {
    const std::lock_guard<std::mutex> lock(mutex_);
    values_[key] = std::move(value);
  }
  T get(const Key* key) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = values_.find(key);
    return found == values_.end() ? T{} : found->second;
  }
  void erase(const Key* key) {
    const std::lock_guard<std::mutex> lock(mutex_);
    values_.erase(key);
  }

 private:
  std::mutex mutex_;
  std::map<const Key*, T> values_;
};

struct State {
  Registry<CudaOptions, cudaStream_t> providers;
  Registry<SessionOptions, cudaStream_t> options;
  Registry<Session, cudaStream_t> sessions;
  Registry<Value, Operand> values;
};

/// Never destroyed: sessions may be released at the exit of the process.
State& state() {
  static auto* instance = new State;
  return *instance;
}

const ort::Api& api() { return OnnxRuntime::get().api; }

Status* createMemoryInfo(const char* name, int allocator, int device, int memory, MemoryInfo** out) {
  if (std::strcmp(name, "Cuda") != 0) return api().CreateMemoryInfo(name, allocator, device, memory, out);
  return api().CreateCpuMemoryInfo(ort::kArenaAllocator, ort::kDefaultMemory, out);
}

Status* createCudaOptions(CudaOptions** out) {
  *out = reinterpret_cast<CudaOptions*>(new char);
  return nullptr;
}

Status* updateCudaOptions(CudaOptions*, const char* const*, const char* const*, size_t) { return nullptr; }

Status* updateCudaOptionsWithValue(CudaOptions* options, const char* key, void* value) {
  if (std::strcmp(key, "user_compute_stream") == 0) state().providers.set(options, static_cast<cudaStream_t>(value));
  return nullptr;
}

void releaseCudaOptions(CudaOptions* options) {
  state().providers.erase(options);
  delete reinterpret_cast<char*>(options);
}

Status* appendCudaProvider(SessionOptions* options, const CudaOptions* provider) {
  const cudaStream_t stream = state().providers.get(provider);
  if (!stream) reportBug("the CUDA provider has no stream");
  state().options.set(options, stream);
  return nullptr;
}

void releaseSessionOptions(SessionOptions* options) {
  state().options.erase(options);
  api().ReleaseSessionOptions(options);
}

Status* createSession(const ort::Env* env, const void* model, size_t bytes, const SessionOptions* options,
                      Session** out) {
  Status* status = api().CreateSessionFromArray(env, model, bytes, options, out);
  if (!status) state().sessions.set(*out, state().options.get(options));
  return status;
}

/// Work that is queued may still use the session, as on a GPU.
void releaseSession(Session* session) {
  const cudaStream_t stream = state().sessions.get(session);
  state().sessions.erase(session);
  if (!stream) return api().ReleaseSession(session);
  enqueue(stream, [session] { api().ReleaseSession(session); });
}

Status* createTensor(const MemoryInfo* memory, void* data, size_t bytes, const int64_t* shape, size_t rank, int type,
                     Value** out) {
  Status* status = api().CreateTensorWithDataAsOrtValue(memory, data, bytes, shape, rank, type, out);
  if (!status) state().values.set(*out, {"", data, bytes, type, {shape, shape + rank}});
  return status;
}

void releaseValue(Value* value) {
  state().values.erase(value);
  api().ReleaseValue(value);
}

std::vector<Operand> operands(const char* const* names, const Value* const* values, size_t count) {
  std::vector<Operand> list;
  for (size_t i = 0; i < count; i++) {
    Operand operand = state().values.get(values[i]);
    operand.name = names[i];
    if (!owns(operand.data, operand.bytes)) reportBug("the tensor " + operand.name + " is not in device memory");
    list.push_back(std::move(operand));
  }
  return list;
}

void runNow(Session* session, const std::vector<Operand>& inputs, const std::vector<Operand>& outputs) {
  const OnnxRuntime& runtime = OnnxRuntime::get();
  std::vector<const char*> inputNames, outputNames;
  std::vector<Value*> inputValues, outputValues;
  const auto wrap = [&](const Operand& operand, std::vector<const char*>& names, std::vector<Value*>& values) {
    names.push_back(operand.name.c_str());
    runtime.check(runtime.api.CreateTensorWithDataAsOrtValue(runtime.memory, operand.data, operand.bytes,
                                                             operand.shape.data(), operand.shape.size(),
                                                             operand.elementType, &values.emplace_back(nullptr)));
  };
  for (const Operand& input : inputs) wrap(input, inputNames, inputValues);
  for (const Operand& output : outputs) wrap(output, outputNames, outputValues);
  runtime.check(runtime.api.Run(session, nullptr, inputNames.data(), inputValues.data(), inputValues.size(),
                                outputNames.data(), outputNames.size(), outputValues.data()));
  for (Value* value : inputValues) runtime.api.ReleaseValue(value);
  for (Value* value : outputValues) runtime.api.ReleaseValue(value);
}

Status* run(Session* session, const RunOptions* options, const char* const* inputNames, const Value* const* inputs,
            size_t inputCount, const char* const* outputNames, size_t outputCount, Value** outputs) {
  const cudaStream_t stream = state().sessions.get(session);
  if (!stream) {
    return api().Run(session, options, inputNames, inputs, inputCount, outputNames, outputCount, outputs);
  }
  countNetworkCall();
  enqueue(stream, [session, in = operands(inputNames, inputs, inputCount),
                   out = operands(outputNames, outputs, outputCount)] { runNow(session, in, out); });
  return nullptr;
}

template <typename Function>
const void* pointer(Function* function) {
  return reinterpret_cast<const void*>(function);
}

const void* const* table(uint32_t) {
  static const std::vector<const void*> functions = [] {
    std::vector<const void*> all(OnnxRuntime::get().table, OnnxRuntime::get().table + kFunctions);
    all[positions::CreateSessionFromArray] = pointer(createSession);
    all[positions::Run] = pointer(run);
    all[positions::CreateTensorWithDataAsOrtValue] = pointer(createTensor);
    all[positions::CreateMemoryInfo] = pointer(createMemoryInfo);
    all[positions::ReleaseSession] = pointer(releaseSession);
    all[positions::ReleaseValue] = pointer(releaseValue);
    all[positions::ReleaseSessionOptions] = pointer(releaseSessionOptions);
    all[positions::AppendCudaProvider] = pointer(appendCudaProvider);
    all[positions::CreateCudaOptions] = pointer(createCudaOptions);
    all[positions::UpdateCudaOptions] = pointer(updateCudaOptions);
    all[positions::ReleaseCudaOptions] = pointer(releaseCudaOptions);
    all[positions::UpdateCudaOptionsWithValue] = pointer(updateCudaOptionsWithValue);
    return all;
  }();
  return functions.data();
}

const char* version() { return "1.30.0"; }

}  // namespace
}  // namespace harmonidiff::simulated

extern "C" __attribute__((visibility("default"))) const harmonidiff::ort::ApiBase* OrtGetApiBase() {
  static const harmonidiff::ort::ApiBase base{harmonidiff::simulated::table, harmonidiff::simulated::version};
  return &base;
}
