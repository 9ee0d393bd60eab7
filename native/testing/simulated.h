#pragma once

#include <napi.h>

namespace harmonidiff {

/// Adds what controls and counts the simulated device (native/simulated) to the exports.
void defineSimulated(Napi::Env env, Napi::Object exports);

}  // namespace harmonidiff
