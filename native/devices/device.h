#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace harmonidiff {

struct ShiftMean;

/// Memory of one device, and the two ways in which the latents work on it. Work is queued in order; only `upload`,
/// `download`, `pace` and `finish` wait for it. One thread at a time may call its functions; memory may be let go by
/// any.
class Device {
 public:
  virtual ~Device() = default;

  /// Throws std::bad_alloc, or Error OUT_OF_MEMORY. On a GPU every function may throw Error DEVICE_FAILED, or
  /// DEVICE_LOST when the process can no longer use the GPU.
  virtual std::shared_ptr<void> allocate(size_t bytes) = 0;
  virtual void upload(const void* host, void* device, size_t bytes) = 0;
  virtual void download(const void* device, void* host, size_t bytes) = 0;
  virtual void copy(const void* from, void* to, size_t bytes) = 0;

  /// Calls the operation (one of operations.h, by its id and value) for every i from 0 to count − 1, in any order.
  virtual void forEach(int operation, const void* value, int64_t count) = 0;

  /// LMS of all planes, in one pass over each. The means are summed in double precision.
  virtual void shiftMeans(const ShiftMean& operation, int64_t planes) = 0;

  /// Waits for the work that was queued before the previous call. The caller is then never more than two calls ahead of
  /// the device, and the progress that it reports is that of the work.
  virtual void pace() = 0;
  /// Waits for all work.
  virtual void finish() = 0;

  /// Where engines on the same device queue their work: a cudaStream_t, or null on the CPU.
  virtual void* stream() const = 0;
};

std::unique_ptr<Device> makeCpuDevice();

}  // namespace harmonidiff
