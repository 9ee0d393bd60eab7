#include "plugins/tensorrt/plugin.h"

#include "plugins/tensorrt/builder.h"
#include "plugins/tensorrt/network.h"

namespace harmonidiff::tensorrt {
namespace {

/// No exception leaves the library: returns null, or what was thrown.
template <typename Work>
const PluginFailure* guard(Work work) {
  thread_local std::string message;
  thread_local PluginFailure failure;
  try {
    work();
    return nullptr;
  } catch (const Exception& error) {
    failure.code = error.code;
    message = error.what();
  } catch (const std::exception& error) {
    failure.code = "ENGINE_FAILED";
    message = error.what();
  } catch (...) {
    // TensorRT throws all kinds of objects when its library and the driver do not fit together.
    failure.code = "ENGINE_FAILED";
    message = "TensorRT failed without saying why";
  }
  failure.message = message.c_str();
  return &failure;
}

/// The same for work on a GPU. When the GPU is lost, TensorRT fails in its own words.
template <typename Work>
const PluginFailure* guardOnGpu(Work work) {
  const PluginFailure* failure = guard(work);
  if (!failure) return nullptr;
  size_t free = 0, total = 0;
  const cudaError_t error = cudaMemGetInfo(&free, &total);
  if (!cuda::isLost(error)) return failure;
  return guard([error] { check(error); });
}

const PluginFailure* open(const char* infer, const char* parser, Libraries** libraries) {
  return guard([&] { *libraries = new Libraries(infer, parser); });
}

const char* versionOf(const Libraries* libraries) { return libraries->version.c_str(); }

const PluginFailure* build(Libraries* libraries, const Build* build) {
  const auto work = [&] { buildPlan(*libraries, *build); };
  return build->gpu < 0 ? guard(work) : guardOnGpu(work);
}

const PluginFailure* openSession(Libraries* libraries, int gpu, void* stream, Session** session) {
  return guardOnGpu([&] { *session = new Session(*libraries, gpu, static_cast<cudaStream_t>(stream)); });
}

void closeSession(Session* session) { delete session; }

const PluginFailure* load(Session* session, const char* plan, Network** network) {
  return guardOnGpu([&] { *network = new Network(*session, plan); });
}

void unload(Network* network) { delete network; }

const PluginFailure* run(Network* network, const Port* inputs, size_t inputCount, const Port* outputs,
                         size_t outputCount) {
  return guardOnGpu([&] { network->run(inputs, inputCount, outputs, outputCount); });
}

int64_t mostRows(const Network* network, const Port* inputs, size_t inputCount) {
  return network->mostRows(inputs, inputCount);
}

}  // namespace
}  // namespace harmonidiff::tensorrt

extern "C" __attribute__((visibility("default"))) const harmonidiff::tensorrt::Plugin* harmonidiff_tensorrt_plugin() {
  using namespace harmonidiff::tensorrt;
  static constexpr Plugin plugin{kPluginVersion, NV_TENSORRT_MAJOR, open, versionOf, build,
                                 openSession,    closeSession,      load, unload,    run,
                                 mostRows};
  return &plugin;
}
