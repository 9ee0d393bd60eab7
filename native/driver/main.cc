// Runs the core without Node, so that every frame of a sanitizer's report has a name: scripts/check-sanitizers.mjs.
//
// harmonidiff_driver FOLDER cpu|gpu [--quick]: checks what the folder describes on the CPU or on its GPU, and exits
// with 0 if everything passed.
#include <cstdio>
#include <string>

#include "driver/driver.h"
#include "engines/onnxruntime.h"

int main(int count, char** parameters) {
  using namespace harmonidiff::driver;
  if (count < 3) {
    std::fprintf(stderr, "harmonidiff_driver FOLDER cpu|gpu [--quick]\n");
    return 2;
  }
  try {
    harmonidiff::disableTelemetry();
    const std::string folder = parameters[1];
    const Values values = Values::open(folder);
    Options options;
    options.plans = folder;
    options.quick = count > 3 && std::string(parameters[3]) == "--quick";
    if (std::string(parameters[2]) == "gpu") {
      options.gpu = readGpu(values);
      if (values.has("gpu/runtime")) options.runtime = values.text("gpu/runtime");
    }
    Driver driver(readSubjects(values), options);
    driver.makeReferences();
    return driver.run() ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
