#pragma once

#include <string>
#include <vector>

#include "devices/device.h"
#include "plugins/cuda/plugin.h"

namespace harmonidiff {

/// Opens a GPU by its number, with the kernels in `library`.
/// Throws Error DEVICE_NOT_FOUND when the library cannot be opened, there is no driver or no such GPU.
std::unique_ptr<Device> makeCudaDevice(const std::string& library, int number);

/// Free bytes of a GPU's memory. Throws as above.
size_t freeCudaMemory(const std::string& library, int number);

/// The GPUs of this machine. Initialises none of them. Throws as above.
std::vector<cuda::DeviceProperties> cudaDevices(const std::string& library);

}  // namespace harmonidiff
