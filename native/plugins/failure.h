#pragma once

namespace harmonidiff {

/// Why a function of a plugin failed: an error's code, and its message. Valid until the same thread's next call.
struct PluginFailure {
  const char* code;
  const char* message;
};

}  // namespace harmonidiff
