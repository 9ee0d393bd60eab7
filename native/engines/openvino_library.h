#pragma once

#include <memory>
#include <string>

#include "engines/openvino_api.h"

namespace harmonidiff::openvino {

constexpr const char* kCpu = "CPU";

/// The opened library. It starts threads and registers plugins, so it stays open.
class Library {
 public:
  /// Opens it at the first use in the process. Throws Error ENGINE_NOT_FOUND.
  static Library& open(const std::string& path);

  const std::string path;
  Api api{};
  std::string version;

  /// Throws Error OUT_OF_MEMORY, or `code`, if a call failed.
  void check(Status status, const char* code = "ENGINE_FAILED") const;
  /// Takes over a text that the library allocated.
  std::string owned(char* text) const;

 private:
  explicit Library(std::string path);
};

/// An object of the C API, with its release function.
template <typename T>
using Handle = std::unique_ptr<T, void (*)(T*)>;

/// OpenVINO's core with its plugin for CPUs, set up for what is compiled or imported with it.
class CpuCore {
 public:
  explicit CpuCore(Library& opened);
  /// One call at a time uses all `threads`, in this precision. The threads are not bound to cores, because other
  /// programs and harmonizers use the same ones.
  CpuCore(Library& opened, int threads, const std::string& precision);

  Core* get() const { return core_.get(); }
  std::string property(const char* key) const;

  static const char* hintFor(const std::string& precision) { return precision == "bf16" ? "bf16" : "f32"; }

  Library& opened;

 private:
  void set(const char* key, const std::string& value) const;

  Handle<Core> core_;
};

}  // namespace harmonidiff::openvino
