#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace harmonidiff {

struct ShiftMean;

/// Memory of one device, and the two ways of working on it that the latents need. Work is done in the order in which
/// it is asked for; only `upload`, `download`, `pace` and `finish` wait for it.
class Device {
 public:
  virtual ~Device() = default;

  /// Throws std::bad_alloc, or Error DEVICE_FAILED.
  virtual std::shared_ptr<void> allocate(size_t bytes) = 0;
  virtual void upload(const void* host, void* device, size_t bytes) = 0;
  virtual void download(const void* device, void* host, size_t bytes) = 0;
  virtual void copy(const void* from, void* to, size_t bytes) = 0;

  /// Calls the operation (one of operations.h, by its id and value) for every i of 0 … count − 1, in any order.
  virtual void forEach(int operation, const void* value, int64_t count) = 0;

  /// LMS of all planes, in one pass over each. The means are summed in double precision.
  virtual void shiftMeans(const ShiftMean& operation, int64_t planes) = 0;

  /// Waits until all is done that was asked for before the last call of this: whoever asks can then never be more than
  /// two paces ahead of the device, and its progress is that of the work.
  virtual void pace() = 0;
  /// Waits until all is done.
  virtual void finish() = 0;

  /// What engines on the same device queue their work on: a cudaStream_t, or null on the CPU.
  virtual void* stream() const = 0;
};

std::unique_ptr<Device> makeCpuDevice();

}  // namespace harmonidiff
