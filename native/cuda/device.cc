#include "cuda/device.h"

#include <dlfcn.h>

#include <map>
#include <mutex>
#include <new>

#include "error.h"

namespace harmonidiff {
namespace {

using cuda::Context;
using cuda::CopyKind;
using cuda::Library;

/// Opened once and kept: CUDA does not survive being closed and opened again.
const Library& openLibrary(const std::string& path) {
  static std::mutex mutex;
  static std::map<std::string, const Library*> opened;
  const std::lock_guard<std::mutex> lock(mutex);
  if (const auto found = opened.find(path); found != opened.end()) return *found->second;
  void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!handle) throw Error("DEVICE_NOT_FOUND", std::string("The CUDA kernels could not be opened: ") + dlerror());
  const auto get = reinterpret_cast<decltype(&harmonidiff_cuda_library)>(dlsym(handle, "harmonidiff_cuda_library"));
  const Library* library = get ? get() : nullptr;
  if (!library || library->version != cuda::kLibraryVersion) {
    throw Error("DEVICE_NOT_FOUND", path + " belongs to another version; build it again: npm run build:cuda.");
  }
  return *(opened[path] = library);
}

class CudaDevice : public Device {
 public:
  CudaDevice(const Library& library, int number) : library_(library) { check(library_.open(number, &context_)); }
  ~CudaDevice() override { library_.close(context_); }

  std::shared_ptr<void> allocate(size_t bytes) override {
    void* memory = nullptr;
    if (const char* problem = library_.allocate(context_, bytes, &memory)) {
      throw Error("DEVICE_FAILED",
                  "The GPU has no memory for " + std::to_string(bytes) + " bytes more (" + problem + ").");
    }
    return std::shared_ptr<void>(memory, [this](void* freed) { library_.free(context_, freed); });
  }

  void upload(const void* host, void* device, size_t bytes) override {
    check(library_.copy(context_, host, device, bytes, CopyKind::Upload));
  }
  void download(const void* device, void* host, size_t bytes) override {
    check(library_.copy(context_, device, host, bytes, CopyKind::Download));
  }
  void copy(const void* from, void* to, size_t bytes) override {
    check(library_.copy(context_, from, to, bytes, CopyKind::OnDevice));
  }
  void forEach(int operation, const void* value, int64_t count) override {
    check(library_.forEach(context_, operation, value, count));
  }
  void shiftMeans(const ShiftMean& operation, int64_t planes) override {
    check(library_.shiftMeans(context_, &operation, planes));
  }
  void pace() override { check(library_.pace(context_)); }
  void finish() override { check(library_.finish(context_)); }
  void* stream() const override { return library_.stream(context_); }

 private:
  static void check(const char* problem) {
    if (problem) throw Error("DEVICE_FAILED", std::string("CUDA: ") + problem + ".");
  }

  const Library& library_;
  Context* context_ = nullptr;
};

size_t count(const Library& library) {
  int count = 0;
  if (const char* problem = library.countDevices(&count)) {
    throw Error("DEVICE_NOT_FOUND", std::string("No GPU can be used: ") + problem + ".");
  }
  return static_cast<size_t>(count);
}

const Library& openFor(const std::string& path, int number) {
  const Library& library = openLibrary(path);
  const size_t gpus = count(library);
  if (number >= 0 && static_cast<size_t>(number) < gpus) return library;
  throw Error("DEVICE_NOT_FOUND", "There is no GPU " + std::to_string(number) + "; this machine has " +
                                      std::to_string(gpus) + ".");
}

}  // namespace

std::vector<cuda::DeviceProperties> cudaDevices(const std::string& path) {
  const Library& library = openLibrary(path);
  std::vector<cuda::DeviceProperties> devices(count(library));
  for (size_t i = 0; i < devices.size(); i++) {
    if (const char* problem = library.describe(static_cast<int>(i), &devices[i])) {
      throw Error("DEVICE_NOT_FOUND", "GPU " + std::to_string(i) + " cannot be used: " + problem + ".");
    }
  }
  return devices;
}

size_t freeCudaMemory(const std::string& path, int number) {
  size_t bytes = 0;
  if (const char* problem = openFor(path, number).freeMemory(number, &bytes)) {
    throw Error("DEVICE_NOT_FOUND", "GPU " + std::to_string(number) + " cannot be used: " + problem + ".");
  }
  return bytes;
}

std::unique_ptr<Device> makeCudaDevice(const std::string& path, int number) {
  return std::make_unique<CudaDevice>(openFor(path, number), number);
}

}  // namespace harmonidiff
