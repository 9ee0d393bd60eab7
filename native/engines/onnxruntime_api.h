#pragma once

#include <cstddef>
#include <cstdint>

namespace harmonidiff::ort {

// The part of ONNX Runtime's C API that is used here, declared by hand: the library is opened at run time, and building
// needs none of its headers. `OrtApi` is a table of functions that only ever grows at its end, so the positions below
// hold for every version from 1.18 on.

struct Env;
struct Status;
struct MemoryInfo;
struct Session;
struct SessionOptions;
struct RunOptions;
struct Value;
struct CudaOptions;

constexpr uint32_t kApiVersion = 18;

struct ApiBase {
  const void* const* (*getApi)(uint32_t version);
  const char* (*getVersionString)();
};

enum LoggingLevel : int { kLogFatal = 4 };
enum OptimizationLevel : int { kOptimizeAll = 99 };
enum ElementType : int { kFloat = 1, kUInt8 = 2, kInt32 = 6, kInt64 = 7 };
enum AllocatorType : int { kDeviceAllocator = 0, kArenaAllocator = 1 };
enum MemoryType : int { kDefaultMemory = 0 };

// One X(name, position, result, arguments) for each function. Those that return a Status* return null on success.
#define HARMONIDIFF_ORT_FUNCTIONS(X)                                                                                   \
  X(GetErrorMessage, 2, const char*, (const Status*))                                                                  \
  X(CreateEnv, 3, Status*, (int level, const char* id, Env** out))                                                     \
  X(CreateSessionFromArray, 8, Status*,                                                                                \
    (const Env*, const void* model, size_t bytes, const SessionOptions*, Session** out))                               \
  X(Run, 9, Status*,                                                                                                   \
    (Session*, const RunOptions*, const char* const* inputNames, const Value* const* inputs, size_t inputs_,           \
     const char* const* outputNames, size_t outputs_, Value** outputs))                                                \
  X(CreateSessionOptions, 10, Status*, (SessionOptions * *out))                                                        \
  X(DisableMemPattern, 17, Status*, (SessionOptions*))                                                                 \
  X(SetSessionGraphOptimizationLevel, 23, Status*, (SessionOptions*, int level))                                       \
  X(SetIntraOpNumThreads, 24, Status*, (SessionOptions*, int threads))                                                 \
  X(CreateRunOptions, 39, Status*, (RunOptions * *out))                                                                \
  X(RunOptionsSetTerminate, 46, Status*, (RunOptions*))                                                                \
  X(CreateTensorWithDataAsOrtValue, 49, Status*,                                                                       \
    (const MemoryInfo*, void* data, size_t bytes, const int64_t* shape, size_t rank, int type, Value** out))           \
  X(CreateMemoryInfo, 68, Status*, (const char* name, int allocator, int device, int memory, MemoryInfo** out))        \
  X(CreateCpuMemoryInfo, 69, Status*, (int allocator, int memory, MemoryInfo** out))                                   \
  X(ReleaseStatus, 93, void, (Status*))                                                                                \
  X(ReleaseMemoryInfo, 94, void, (MemoryInfo*))                                                                        \
  X(ReleaseSession, 95, void, (Session*))                                                                              \
  X(ReleaseValue, 96, void, (Value*))                                                                                  \
  X(ReleaseRunOptions, 97, void, (RunOptions*))                                                                        \
  X(ReleaseSessionOptions, 100, void, (SessionOptions*))                                                               \
  X(AddSessionConfigEntry, 130, Status*, (SessionOptions*, const char* key, const char* value))                        \
  X(AddRunConfigEntry, 165, Status*, (RunOptions*, const char* key, const char* value))                                \
  X(AppendCudaProvider, 204, Status*, (SessionOptions*, const CudaOptions*))                                           \
  X(CreateCudaOptions, 205, Status*, (CudaOptions * *out))                                                             \
  X(UpdateCudaOptions, 206, Status*, (CudaOptions*, const char* const* keys, const char* const* values, size_t count)) \
  X(ReleaseCudaOptions, 208, void, (CudaOptions*))                                                                     \
  X(UpdateCudaOptionsWithValue, 263, Status*, (CudaOptions*, const char* key, void* value))

/// Stops CreateSession from another thread. Available since version 1.22.
constexpr size_t kSetLoadCancellationFlagPosition = 293;
constexpr long kSetLoadCancellationFlagMinorVersion = 22;
using SetLoadCancellationFlag = Status* (*)(SessionOptions*, bool cancel);

/// The functions, by name.
struct Api {
#define HARMONIDIFF_ORT_MEMBER(name, position, result, arguments) result(*name) arguments;
  HARMONIDIFF_ORT_FUNCTIONS(HARMONIDIFF_ORT_MEMBER)
#undef HARMONIDIFF_ORT_MEMBER
};

}  // namespace harmonidiff::ort
