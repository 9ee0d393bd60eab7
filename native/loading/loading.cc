#include "loading/loading.h"

#include <atomic>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "devices/cuda.h"
#include "engines/onnxruntime.h"
#include "engines/openvino.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace harmonidiff {

void releaseFreedMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

std::unique_ptr<Device> openDevice(const std::optional<CudaDescription>& cuda) {
  return cuda ? makeCudaDevice(cuda->library, cuda->number) : makeCpuDevice();
}

std::unique_ptr<Engine> openEngine(const Target& target, const Device& device) {
  if (target.tensorRt && target.cuda) {
    return makeTensorRtEngine(*target.tensorRt, target.cuda->number, device.stream());
  }
  if (target.openVino) return makeOpenVinoEngine(*target.openVino, target.threads);
  std::optional<CudaTarget> cuda;
  if (target.cuda) cuda = {target.cuda->number, device.stream()};
  return makeOnnxRuntimeEngine(target.onnxRuntime, target.threads, cuda);
}

namespace {

/// Runs the loads, on two threads if `parallel`: each network loads on one core, and the UNet, which comes first, takes
/// as long as all others together. After a failure, those that have not begun are left out. Throws what the first that
/// failed threw.
void loadAll(const std::vector<std::function<void()>>& loads, bool parallel) {
  std::atomic<size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&] {
    for (size_t i = next++; i < loads.size(); i = next++) {
      try {
        loads[i]();
      } catch (...) {
        next = loads.size();
        const std::lock_guard<std::mutex> lock(mutex);
        if (!failure) failure = std::current_exception();
      }
    }
  };
  {
    std::optional<std::thread> second;
    if (parallel) second.emplace(work);
    work();
    if (second) second->join();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace

Model loadModel(const ModelDescription& description, const Device& device, Cancellation& cancellation) {
  const std::unique_ptr<Engine> engine = openEngine(description.target, device);
  Model model;
  model.shape = description.shape;
  std::vector<std::function<void()>> loads;
  const auto add = [&](std::unique_ptr<Network>& network, const NetworkSource& source) {
    loads.emplace_back([&] {
      cancellation.throwIfCancelled();
      network = engine->load(source, cancellation);
      network->sharedRows = source.sharedRows;
      releaseFreedMemory();
    });
  };
  add(model.unet, description.unet);
  add(model.textEncoder, description.textEncoder);
  add(model.vaeEncoder, description.vaeEncoder);
  add(model.vaeDecoder, description.vaeDecoder);
  if (description.classifier) add(model.classifier, *description.classifier);
  // On a GPU, all work is queued by one thread.
  loadAll(loads, !description.target.cuda && description.target.threads > 1);
  return model;
}

}  // namespace harmonidiff
