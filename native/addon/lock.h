#pragma once

#include <napi.h>

#include <string>

namespace harmonidiff {

/// Locks a regular file, and creates it if it does not exist: { release(): void }. The lock ends with `release`, when
/// the object is garbage-collected, or with the process, however it ends. Throws Error EWOULDBLOCK while the file is
/// locked, even by this process, and std::exception when it cannot be locked.
Napi::Object lockFile(Napi::Env env, const std::string& path);

}  // namespace harmonidiff
