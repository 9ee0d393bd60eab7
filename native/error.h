#pragma once

#include <stdexcept>
#include <string>

namespace harmonidiff {

/// What the core throws: `code` names the cause and becomes the JavaScript error's `code`.
class Error : public std::runtime_error {
 public:
  Error(std::string code, const std::string& message) : std::runtime_error(message), code_(std::move(code)) {}

  const std::string& code() const { return code_; }

 private:
  std::string code_;
};

}  // namespace harmonidiff
