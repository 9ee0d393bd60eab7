#include "engines/openvino_library.h"

#include <dlfcn.h>

#include <map>
#include <mutex>

#include "error.h"

namespace harmonidiff::openvino {
namespace {

/// OpenVINO has no code for a lack of memory, only the words of std::bad_alloc and of its own allocators.
bool lacksMemory(const std::string& message) {
  for (const char* words : {"bad_alloc", "Failed to allocate", "out of memory"}) {
    if (message.find(words) != std::string::npos) return true;
  }
  return false;
}

/// OpenVINO's messages list the places in its source that an exception passed, each on a line of its own.
std::string oneLine(const std::string& message) {
  std::string line;
  for (const char c : message) {
    if (c != '\n')
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  return line.substr(0, line.find_last_not_of(' ') + 1);
}

}  // namespace

Library& Library::open(const std::string& path) {
  static std::mutex mutex;
  // Never destroyed: the library's own threads may outlive this one.
  static auto* opened = new std::map<std::string, std::unique_ptr<Library>>;
  const std::lock_guard<std::mutex> lock(mutex);
  auto& slot = (*opened)[path];
  if (!slot) {
    try {
      slot.reset(new Library(path));
    } catch (...) {
      opened->erase(path);
      throw;
    }
  }
  return *slot;
}

Library::Library(std::string path) : path(std::move(path)) {
  void* handle = dlopen(this->path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!handle) throw Error("ENGINE_NOT_FOUND", std::string("OpenVINO could not be opened: ") + dlerror());
#define HARMONIDIFF_OV_LOOKUP(name, result, arguments)                         \
  api.name = reinterpret_cast<decltype(api.name)>(dlsym(handle, "ov_" #name)); \
  if (!api.name) throw Error("ENGINE_NOT_FOUND", this->path + " lacks ov_" #name "; OpenVINO 2026.4.1 is required.");
  HARMONIDIFF_OV_FUNCTIONS(HARMONIDIFF_OV_LOOKUP)
#undef HARMONIDIFF_OV_LOOKUP
  Version found{};
  check(api.get_openvino_version(&found));
  // "2026.4.1-22982-e213a147257-releases/2026/4"
  const std::string build = found.buildNumber ? found.buildNumber : "";
  version = build.substr(0, build.find('-'));
  api.version_free(&found);
}

void Library::check(Status status, const char* code) const {
  if (status == kOk) return;
  std::string message = oneLine(owned(api.get_last_err_msg()));
  if (message.empty()) message = "it failed with status " + std::to_string(status);
  throw Error(lacksMemory(message) ? "OUT_OF_MEMORY" : code, "OpenVINO " + version + ": " + message);
}

std::string Library::owned(char* text) const {
  if (!text) return "";
  std::string copy = text;
  api.free(text);
  return copy;
}

CpuCore::CpuCore(Library& opened) : opened(opened), core_(nullptr, opened.api.core_free) {
  Core* core = nullptr;
  opened.check(opened.api.core_create(&core));
  core_.reset(core);
}

CpuCore::CpuCore(Library& opened, int threads, const std::string& precision) : CpuCore(opened) {
  set("PERFORMANCE_HINT", "LATENCY");
  set("INFERENCE_NUM_THREADS", std::to_string(threads));
  set("ENABLE_CPU_PINNING", "NO");
  set("INFERENCE_PRECISION_HINT", hintFor(precision));
}

void CpuCore::set(const char* key, const std::string& value) const {
  opened.check(opened.api.core_set_property(get(), kCpu, key, value.c_str()));
}

std::string CpuCore::property(const char* key) const {
  char* value = nullptr;
  opened.check(opened.api.core_get_property(get(), kCpu, key, &value));
  return opened.owned(value);
}

}  // namespace harmonidiff::openvino
