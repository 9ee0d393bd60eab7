#include "devices/cuda.h"

#include <dlfcn.h>

#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <utility>

#include "error.h"

namespace harmonidiff {
namespace {

using cuda::Context;
using cuda::CopyKind;
using cuda::Plugin;

/// Opened once and kept: CUDA does not survive being closed and opened again.
const Plugin& openPlugin(const std::string& path) {
  static std::mutex mutex;
  static std::map<std::string, const Plugin*> opened;
  const std::lock_guard<std::mutex> lock(mutex);
  if (const auto found = opened.find(path); found != opened.end()) return *found->second;
  void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!handle) throw Error("DEVICE_NOT_FOUND", std::string("The CUDA kernels could not be opened: ") + dlerror());
  const auto get = reinterpret_cast<decltype(&harmonidiff_cuda_plugin)>(dlsym(handle, "harmonidiff_cuda_plugin"));
  const Plugin* plugin = get ? get() : nullptr;
  if (!plugin || plugin->version != cuda::kPluginVersion) {
    throw Error("DEVICE_NOT_FOUND", path + " belongs to another version; build it again: npm run build:cuda.");
  }
  return *(opened[path] = plugin);
}

class CudaDevice : public Device {
 public:
  CudaDevice(const Plugin& plugin, int number) : plugin_(plugin) { check(plugin_.open(number, &context_)); }
  ~CudaDevice() override {
    freeDropped();
    plugin_.close(context_);
  }

  std::shared_ptr<void> allocate(size_t bytes) override {
    freeDropped();
    void* memory = nullptr;
    check(plugin_.allocate(context_, bytes, &memory));
    return {memory, [this](void* dropped) { drop(dropped); }};
  }

  void upload(const void* host, void* device, size_t bytes) override {
    check(plugin_.copy(context_, host, device, bytes, CopyKind::Upload));
  }
  void download(const void* device, void* host, size_t bytes) override {
    check(plugin_.copy(context_, device, host, bytes, CopyKind::Download));
  }
  void copy(const void* from, void* to, size_t bytes) override {
    check(plugin_.copy(context_, from, to, bytes, CopyKind::OnDevice));
  }
  void forEach(int operation, const void* value, int64_t count) override {
    check(plugin_.forEach(context_, operation, value, count));
  }
  void shiftMeans(const ShiftMean& operation, int64_t planes) override {
    check(plugin_.shiftMeans(context_, &operation, planes));
  }
  void pace() override {
    freeDropped();
    throwIfFreeFailed();
    check(plugin_.pace(context_));
  }
  void finish() override {
    freeDropped();
    throwIfFreeFailed();
    check(plugin_.finish(context_));
  }
  void* stream() const override { return plugin_.stream(context_); }

 private:
  static void check(const PluginFailure* failure) {
    if (failure) throw Error(failure->code, failure->message);
  }

  /// Called by destructors on any thread. A request that is cancelled while others use the device must not queue work
  /// of its own, such as freeing.
  void drop(void* memory) {
    const std::lock_guard<std::mutex> lock(mutex_);
    dropped_.push_back(memory);
  }

  /// A failure shows in the next call that waits.
  void freeDropped() {
    std::vector<void*> dropped;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      dropped.swap(dropped_);
    }
    for (void* memory : dropped) {
      const PluginFailure* failure = plugin_.free(context_, memory);
      if (failure && !freeFailed_) freeFailed_.emplace(failure->code, failure->message);
    }
  }

  void throwIfFreeFailed() {
    const std::optional<Error> failed = std::exchange(freeFailed_, std::nullopt);
    if (failed) throw Error(failed->code(), failed->what());
  }

  const Plugin& plugin_;
  Context* context_ = nullptr;
  std::mutex mutex_;
  std::vector<void*> dropped_;  ///< memory that nobody uses any more
  std::optional<Error> freeFailed_;
};

/// A lost GPU is not a missing one, and no other device should take its place.
void checkUsable(const std::string& otherwise, const PluginFailure* failure) {
  if (!failure) return;
  if (std::strcmp(failure->code, "DEVICE_LOST") == 0) throw Error(failure->code, failure->message);
  throw Error("DEVICE_NOT_FOUND", otherwise + ": " + failure->message);
}

void checkUsable(int number, const PluginFailure* failure) {
  checkUsable("GPU " + std::to_string(number) + " cannot be used", failure);
}

/// Even this may report that the GPU was lost earlier.
size_t count(const Plugin& plugin) {
  int count = 0;
  checkUsable("No GPU can be used", plugin.countDevices(&count));
  return static_cast<size_t>(count);
}

const Plugin& openFor(const std::string& path, int number) {
  const Plugin& plugin = openPlugin(path);
  const size_t gpus = count(plugin);
  if (number >= 0 && static_cast<size_t>(number) < gpus) return plugin;
  throw Error("DEVICE_NOT_FOUND",
              "There is no GPU " + std::to_string(number) + "; this machine has " + std::to_string(gpus) + ".");
}

}  // namespace

std::vector<cuda::DeviceProperties> cudaDevices(const std::string& library) {
  const Plugin& plugin = openPlugin(library);
  std::vector<cuda::DeviceProperties> devices(count(plugin));
  for (size_t i = 0; i < devices.size(); i++) {
    checkUsable(static_cast<int>(i), plugin.describe(static_cast<int>(i), &devices[i]));
  }
  return devices;
}

size_t freeCudaMemory(const std::string& library, int number) {
  size_t bytes = 0;
  checkUsable(number, openFor(library, number).freeMemory(number, &bytes));
  return bytes;
}

std::unique_ptr<Device> makeCudaDevice(const std::string& library, int number) {
  return std::make_unique<CudaDevice>(openFor(library, number), number);
}

}  // namespace harmonidiff
