#include "driver/values.h"

#include <fstream>
#include <iterator>
#include <sstream>

namespace harmonidiff::driver {

Values Values::open(const std::string& folder) {
  auto tree = std::make_shared<Tree>();
  std::ifstream text(folder + "/values.txt"), bytes(folder + "/values.bin", std::ios::binary);
  if (!text || !bytes) throw std::runtime_error(folder + " has no values.txt and values.bin");
  for (std::string line; std::getline(text, line);) {
    std::istringstream parts(line);
    std::string path;
    Leaf leaf;
    parts >> path >> leaf.kind;
    // A text may contain spaces.
    std::getline(parts >> std::ws, leaf.value);
    tree->leaves[path] = leaf;
  }
  tree->bytes.assign(std::istreambuf_iterator<char>(bytes), {});
  return {tree, ""};
}

bool Values::has(const std::string& key) const {
  if (tree_->leaves.count(path(key))) return true;
  const std::string prefix = path(key) + "/";
  const auto found = tree_->leaves.lower_bound(prefix);
  return found != tree_->leaves.end() && found->first.compare(0, prefix.size(), prefix) == 0;
}

size_t Values::length() const {
  size_t length = 0;
  while (has(std::to_string(length))) length++;
  return length;
}

std::vector<std::string> Values::keys() const {
  std::vector<std::string> keys;
  for (auto at = tree_->leaves.lower_bound(prefix_); at != tree_->leaves.end(); ++at) {
    if (at->first.compare(0, prefix_.size(), prefix_) != 0) break;
    const std::string rest = at->first.substr(prefix_.size());
    const std::string key = rest.substr(0, rest.find('/'));
    if (keys.empty() || keys.back() != key) keys.push_back(key);
  }
  return keys;
}

const Values::Leaf& Values::leaf(const std::string& key) const {
  const auto found = tree_->leaves.find(path(key));
  if (found == tree_->leaves.end()) throw std::runtime_error("the description has no " + path(key));
  return found->second;
}

Values::Span Values::span(const std::string& key) const {
  std::istringstream value(leaf(key).value);
  size_t offset = 0, bytes = 0;
  value >> offset >> bytes;
  if (!value || offset + bytes > tree_->bytes.size()) throw std::runtime_error(path(key) + " is no array");
  return {tree_->bytes.data() + offset, bytes};
}

}  // namespace harmonidiff::driver
