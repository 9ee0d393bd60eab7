#pragma once

#include <string>

#include "pipeline/model.h"

namespace harmonidiff {

/// Throws Error NUMBERS_INVALID: `what`, the model or one of its networks, gave infinite values or NaN. In fp32, `cause` says
/// why that can be; a narrower precision may be the cause itself.
[[noreturn]] void throwNotFinite(const Model& model, const std::string& what, const std::string& cause);

}  // namespace harmonidiff
