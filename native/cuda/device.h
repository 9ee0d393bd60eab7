#pragma once

#include <string>
#include <vector>

#include "cuda/library.h"
#include "latents/device.h"

namespace harmonidiff {

/// A GPU by its number, through the kernel library at `library`.
/// Throws Error DEVICE_NOT_FOUND when the library cannot be opened, there is no driver or no such GPU.
std::unique_ptr<Device> makeCudaDevice(const std::string& library, int number);

/// The GPUs of this machine. Throws as above, but gives an empty list where a driver finds no GPU.
std::vector<cuda::DeviceProperties> cudaDevices(const std::string& library);

}  // namespace harmonidiff
