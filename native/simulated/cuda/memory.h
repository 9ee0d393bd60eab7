#pragma once

#include <cstddef>
#include <cstdint>

// Device memory: blocks of pages that only running work may access.

namespace harmonidiff::simulated {

constexpr size_t kAlignment = 256;

/// False if the device's memory does not suffice.
bool allocate(size_t bytes, void** memory);
void release(void* memory);

/// Marks a block as freed in stream order: from now on it is not `owned`, but queued work may still use it.
void retire(void* memory);

size_t memorySize();
size_t freeMemory();

/// While one exists, device memory can be accessed.
class Access {
 public:
  Access();
  ~Access();
  Access(const Access&) = delete;
  Access& operator=(const Access&) = delete;
};

}  // namespace harmonidiff::simulated
