#pragma once

#include <optional>
#include <string>

#include "batching/turns.h"
#include "devices/device.h"
#include "engines/tensorrt.h"
#include "pipeline/model.h"

namespace harmonidiff {

/// A GPU, and the path of the kernel library.
struct CudaDescription {
  std::string library;
  int number;
};

/// A device, and the engine that runs networks on it.
struct Target {
  std::optional<CudaDescription> cuda;        ///< absent on the CPU
  std::optional<TensorRtLibraries> tensorRt;  ///< needs a GPU
  std::optional<std::string> openVino;        ///< the library's path; needs the CPU
  std::string onnxRuntime;                    ///< the library's path; used if there is no other engine
  int threads = 1;                            ///< for each network call on the CPU
};

/// Everything needed to load a model.
struct ModelDescription {
  Target target;
  Batching batching = Batching::Turns;
  NetworkSource textEncoder, unet, vaeEncoder, vaeDecoder;
  std::optional<NetworkSource> classifier;
  ModelShape shape;
};

std::unique_ptr<Device> openDevice(const std::optional<CudaDescription>& cuda);

/// `device` comes from `openDevice` for the same target.
std::unique_ptr<Engine> openEngine(const Target& target, const Device& device);

/// Returns freed memory to the system; otherwise the allocator keeps it. Loading a network frees about as much memory
/// as the network keeps.
void releaseFreedMemory();

/// Loads the model on a device from `openDevice`. Throws Error ABORT_ERR soon after `cancellation` is cancelled.
Model loadModel(const ModelDescription& description, const Device& device, Cancellation& cancellation);

}  // namespace harmonidiff
