#include "plugins/tensorrt/plugin.h"

#include "plugins/tensorrt/builder.h"
#include "plugins/tensorrt/network.h"

namespace harmonidiff::tensorrt {
namespace {

/// No exception crosses the border: returns null, or the exception's message.
template <typename Work>
const char* guard(Work work) {
  thread_local std::string message;
  try {
    work();
    return nullptr;
  } catch (const std::exception& error) {
    message = error.what();
  } catch (...) {
    // TensorRT throws all kinds of objects when its library and the driver do not fit together.
    message = "TensorRT failed without saying why";
  }
  return message.c_str();
}

const char* open(const char* infer, const char* parser, Libraries** libraries) {
  return guard([&] { *libraries = new Libraries(infer, parser); });
}

const char* versionOf(const Libraries* libraries) { return libraries->version.c_str(); }

const char* build(Libraries* libraries, const Build* build) {
  return guard([&] { buildPlan(*libraries, *build); });
}

const char* openSession(Libraries* libraries, int gpu, void* stream, Session** session) {
  return guard([&] { *session = new Session(*libraries, gpu, static_cast<cudaStream_t>(stream)); });
}

void closeSession(Session* session) { delete session; }

const char* load(Session* session, const char* plan, Network** network) {
  return guard([&] { *network = new Network(*session, plan); });
}

void unload(Network* network) { delete network; }

const char* run(Network* network, const Port* inputs, size_t inputCount, const Port* outputs, size_t outputCount) {
  return guard([&] { network->run(inputs, inputCount, outputs, outputCount); });
}

int64_t maxBatch(const Network* network) { return network->maxBatch(); }

}  // namespace
}  // namespace harmonidiff::tensorrt

extern "C" __attribute__((visibility("default"))) const harmonidiff::tensorrt::Plugin* harmonidiff_tensorrt_plugin() {
  using namespace harmonidiff::tensorrt;
  static constexpr Plugin plugin{kPluginVersion, NV_TENSORRT_MAJOR, open, versionOf, build,
                                 openSession,    closeSession,      load, unload,    run,
                                 maxBatch};
  return &plugin;
}
