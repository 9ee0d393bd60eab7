#pragma once

#include <string>
#include <vector>

#include "devices/device.h"
#include "plugins/cuda/plugin.h"

namespace harmonidiff {

/// A GPU by its number, through the kernels in `library`.
/// Throws Error DEVICE_NOT_FOUND when the library cannot be opened, there is no driver or no such GPU.
std::unique_ptr<Device> makeCudaDevice(const std::string& library, int number);

/// Bytes of a GPU's memory that are in use by nobody. Throws as above.
size_t freeCudaMemory(const std::string& library, int number);

/// The GPUs of this machine; none is begun to be used. Throws as above.
std::vector<cuda::DeviceProperties> cudaDevices(const std::string& library);

}  // namespace harmonidiff
