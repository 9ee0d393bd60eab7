#include "loading/loading.h"

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

Model loadModel(const ModelDescription& description, const Device& device, Cancellation& cancellation) {
  const std::unique_ptr<Engine> engine = openEngine(description.target, device);
  const auto load = [&](const NetworkSource& source) {
    cancellation.throwIfCancelled();
    std::unique_ptr<Network> network = engine->load(source, cancellation);
    releaseFreedMemory();
    return network;
  };
  Model model;
  model.shape = description.shape;
  model.textEncoder = load(description.textEncoder);
  model.unet = load(description.unet);
  model.vaeEncoder = load(description.vaeEncoder);
  model.vaeDecoder = load(description.vaeDecoder);
  if (description.classifier) model.classifier = load(*description.classifier);
  return model;
}

}  // namespace harmonidiff
