#pragma once

#include <napi.h>

#include <string>

namespace harmonidiff {

/// Locks a regular file, which it creates if there is none: { release(): void }. The lock ends with `release`, when the
/// object is collected, or with the process, however it ends. Throws Error EWOULDBLOCK while the file is locked, also
/// by this process, and std::system_error when it cannot be locked.
Napi::Object lockFile(Napi::Env env, const std::string& path);

}  // namespace harmonidiff
