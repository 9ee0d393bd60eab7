#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "devices/device.h"
#include "operations/operations.h"

namespace harmonidiff {
namespace {

/// Enough for the widest vector loads of the engines.
constexpr size_t kAlignment = 64;

template <typename Operation>
void loop(const void* value, int64_t count) {
  const Operation operation = *static_cast<const Operation*>(value);
  for (int64_t i = 0; i < count; i++) operation(i);
}

constexpr void (*kLoops[])(const void*, int64_t) = {
#define HARMONIDIFF_LOOP(Operation) loop<Operation>,
    HARMONIDIFF_OPERATIONS(HARMONIDIFF_LOOP)
#undef HARMONIDIFF_LOOP
};

/// Of the `count` values that are `counted`, or of all if that is null.
float mean(const float* values, int64_t size, const uint8_t* counted, int64_t count) {
  double sum = 0;
  for (int64_t i = 0; i < size; i++) {
    if (!counted || counted[i]) sum += values[i];
  }
  return static_cast<float>(sum / static_cast<double>(count));
}

class CpuDevice : public Device {
 public:
  std::shared_ptr<void> allocate(size_t bytes) override {
    const size_t rounded = (std::max<size_t>(bytes, 1) + kAlignment - 1) / kAlignment * kAlignment;
    void* memory = std::aligned_alloc(kAlignment, rounded);
    if (!memory) throw std::bad_alloc();
    return {memory, std::free};
  }

  void upload(const void* host, void* device, size_t bytes) override { std::memcpy(device, host, bytes); }
  void download(const void* device, void* host, size_t bytes) override { std::memcpy(host, device, bytes); }
  void copy(const void* from, void* to, size_t bytes) override { std::memcpy(to, from, bytes); }

  void forEach(int operation, const void* value, int64_t count) override { kLoops[operation](value, count); }

  void shiftMeans(const ShiftMean& operation, int64_t planes) override {
    const int64_t sourceSize = operation.sourceSize(), targetSize = operation.targetSize();
    for (int64_t p = 0; p < planes; p++) {
      const float sourceMean =
          mean(operation.source + p * sourceSize, sourceSize, operation.sourceCounted, operation.sourceCount);
      const float targetMean =
          mean(operation.target + p * targetSize, targetSize, operation.targetCounted, operation.targetCount);
      for (int64_t i = 0; i < targetSize; i++) operation(p, i, sourceMean, targetMean);
    }
  }

  void pace() override {}
  void finish() override {}

  void* stream() const override { return nullptr; }
};

}  // namespace

std::unique_ptr<Device> makeCpuDevice() { return std::make_unique<CpuDevice>(); }

}  // namespace harmonidiff
