#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "engines/openvino.h"
#include "engines/openvino_library.h"

namespace harmonidiff {
namespace {

using namespace openvino;

/// Fixes the shapes of the inputs.
void reshape(const Library& library, const Model* model, const InputShapes& shapes) {
  const Api& api = library.api;
  std::vector<const char*> names;
  std::vector<PartialDims> sides(shapes.size());
  for (size_t i = 0; i < shapes.size(); i++) {
    names.push_back(shapes[i].first.c_str());
    const Shape& shape = shapes[i].second;
    library.check(api.partial_shape_create_static(static_cast<int64_t>(shape.size()), shape.data(), &sides[i]));
  }
  const Status status = api.model_reshape(model, names.data(), sides.data(), names.size());
  for (PartialDims& shape : sides) api.partial_shape_free(&shape);
  library.check(status);
}

/// OpenVINO does not notice that a disk is full. Then nothing can be added to the file either.
void checkWritten(const std::string& path) {
  constexpr std::array<char, 1 << 16> more{};
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  const off_t end = file < 0 ? -1 : lseek(file, 0, SEEK_END);
  const bool complete = end > 0 && write(file, more.data(), more.size()) == static_cast<ssize_t>(more.size()) &&
                        ftruncate(file, end) == 0 && fsync(file) == 0;
  const int cause = errno;
  if (file >= 0) close(file);
  if (complete) return;
  throw Error("CACHE_FAILED", path + " could not be written: " + std::strerror(end == 0 ? ENOSPC : cause) +
                                  ". Set the environment variable HARMONIDIFF_CACHE to a folder with free space.");
}

}  // namespace

void buildOpenVinoPlan(const std::string& library, int threads, const OpenVinoBuild& build,
                       Cancellation& cancellation) {
  cancellation.throwIfCancelled();
  Library& opened = Library::open(library);
  const Api& api = opened.api;
  try {
    const CpuCore core(opened, threads, build.precision);
    Model* model = nullptr;
    opened.check(api.core_read_model(core.get(), build.graph.c_str(), nullptr, &model));
    const Handle<Model> owned(model, api.model_free);
    if (!build.shapes.empty()) reshape(opened, model, build.shapes);
    CompiledModel* compiled = nullptr;
    opened.check(api.core_compile_model(core.get(), model, kCpu, 0, &compiled));
    const Handle<CompiledModel> ownedCompiled(compiled, api.compiled_model_free);
    opened.check(api.compiled_model_export_model(compiled, build.plan.c_str()));
    checkWritten(build.plan);
  } catch (const Error& error) {
    std::remove(build.plan.c_str());
    cancellation.throwIfCancelled();
    throw Error(error.code(), build.name + ": " + error.what());
  }
  if (cancellation.cancelled()) {
    // The caller no longer waits, and would not remove the plan.
    std::remove(build.plan.c_str());
    cancellation.throwIfCancelled();
  }
}

OpenVinoFacts openVinoFacts(const std::string& library) {
  Library& opened = Library::open(library);
  try {
    const CpuCore core(opened);
    const std::string capabilities = ' ' + core.property("OPTIMIZATION_CAPABILITIES") + ' ';
    return {opened.version, capabilities.find(" BF16 ") != std::string::npos};
  } catch (const Error& error) {
    // For example, because the plugin for CPUs is missing.
    throw Error("ENGINE_NOT_FOUND", error.what());
  }
}

}  // namespace harmonidiff
