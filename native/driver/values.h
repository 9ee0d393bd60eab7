#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace harmonidiff::driver {

/// A tree of values in a folder that scripts/sanitizers/describe.mjs writes: `values.txt` with a line "path kind value"
/// for each leaf (paths have their parts separated by slashes; kinds are number, string, true, false and bytes), and
/// `values.bin`, to which "bytes" refers by offset and length.
class Values {
 public:
  /// Throws std::runtime_error for a folder that cannot be read.
  static Values open(const std::string& folder);

  /// The part of the tree under `key`.
  Values at(const std::string& key) const { return {tree_, path(key) + "/"}; }
  Values at(size_t index) const { return at(std::to_string(index)); }

  /// Whether there is a leaf or a part of that name.
  bool has(const std::string& key) const;
  /// How many parts are named 0, 1, 2 …
  size_t length() const;
  /// The names of the parts, sorted.
  std::vector<std::string> keys() const;

  // These throw std::runtime_error for leaves that do not exist.
  std::string text(const std::string& key) const { return leaf(key).value; }
  double number(const std::string& key) const { return std::stod(leaf(key).value); }
  int64_t integer(const std::string& key) const { return std::stoll(leaf(key).value); }
  bool truth(const std::string& key) const { return leaf(key).kind == "true"; }

  /// The elements of an array of T.
  template <typename T>
  std::vector<T> elements(const std::string& key) const {
    const auto [data, bytes] = span(key);
    std::vector<T> elements(bytes / sizeof(T));
    if (bytes > 0) std::memcpy(elements.data(), data, bytes);
    return elements;
  }

 private:
  struct Leaf {
    std::string kind, value;
  };
  struct Tree {
    std::map<std::string, Leaf> leaves;
    std::vector<char> bytes;
  };
  struct Span {
    const char* data;
    size_t bytes;
  };

  Values(std::shared_ptr<const Tree> tree, std::string prefix) : tree_(std::move(tree)), prefix_(std::move(prefix)) {}
  std::string path(const std::string& key) const { return prefix_ + key; }
  const Leaf& leaf(const std::string& key) const;
  Span span(const std::string& key) const;

  std::shared_ptr<const Tree> tree_;
  std::string prefix_;
};

}  // namespace harmonidiff::driver
