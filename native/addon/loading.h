#pragma once

#include <optional>
#include <string>

#include "latents/device.h"
#include "pipeline/model.h"

namespace harmonidiff {

/// A GPU, and the path of the kernel library.
struct CudaDescription {
  std::string library;
  int number;
};

/// Everything that is needed to load a model.
struct ModelDescription {
  std::optional<CudaDescription> cuda;  ///< the CPU without
  std::string engineLibrary;            ///< path of ONNX Runtime
  int threads = 1;
  NetworkSource textEncoder, unet, vaeEncoder, vaeDecoder;
  std::optional<NetworkSource> classifier;
  Model shape;  ///< without its networks
};

std::unique_ptr<Device> openDevice(const std::optional<CudaDescription>& cuda);

std::unique_ptr<Engine> openEngine(const std::string& library, int threads,
                                   const std::optional<CudaDescription>& cuda, const Device& device);

/// The model, loaded on a device of `openDevice`.
Model loadModel(const ModelDescription& description, const Device& device);

}  // namespace harmonidiff
