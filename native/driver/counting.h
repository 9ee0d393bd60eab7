#pragma once

#include <memory>
#include <string>
#include <utility>

#include "devices/device.h"

namespace harmonidiff::driver {

/// How often a device was called.
struct Calls {
  int allocations = 0, uploads = 0, downloads = 0, copies = 0, operations = 0, paces = 0, finishes = 0;

  /// Those that make the host wait for the device.
  int waits() const { return uploads + downloads + paces + finishes; }

  std::string text() const {
    return std::to_string(allocations) + " allocations, " + std::to_string(uploads) + " uploads, " +
           std::to_string(downloads) + " downloads, " + std::to_string(copies) + " copies, " +
           std::to_string(operations) + " operations, " + std::to_string(waits()) + " waits";
  }
};

/// A device that counts its calls.
class CountingDevice : public Device {
 public:
  CountingDevice(std::unique_ptr<Device> device, Calls& calls) : device_(std::move(device)), calls_(calls) {}

  std::shared_ptr<void> allocate(size_t bytes) override {
    calls_.allocations++;
    return device_->allocate(bytes);
  }
  void upload(const void* host, void* device, size_t bytes) override {
    calls_.uploads++;
    device_->upload(host, device, bytes);
  }
  void download(const void* device, void* host, size_t bytes) override {
    calls_.downloads++;
    device_->download(device, host, bytes);
  }
  void copy(const void* from, void* to, size_t bytes) override {
    calls_.copies++;
    device_->copy(from, to, bytes);
  }
  void forEach(int operation, const void* value, int64_t count) override {
    calls_.operations++;
    device_->forEach(operation, value, count);
  }
  void shiftMeans(const ShiftMean& operation, int64_t planes) override {
    calls_.operations++;
    device_->shiftMeans(operation, planes);
  }
  void pace() override {
    calls_.paces++;
    device_->pace();
  }
  void finish() override {
    calls_.finishes++;
    device_->finish();
  }
  void* stream() const override { return device_->stream(); }

 private:
  std::unique_ptr<Device> device_;
  Calls& calls_;
};

}  // namespace harmonidiff::driver
