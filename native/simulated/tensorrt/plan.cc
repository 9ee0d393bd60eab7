#include "simulated/tensorrt/plan.h"

#include <cstdint>
#include <cstring>

namespace harmonidiff::simulated {
namespace {

constexpr char kMagic[] = "simulated plan 1";

class Writer {
 public:
  void number(uint64_t value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof(value)); }
  void text(const std::string& value) {
    number(value.size());
    bytes_ += value;
  }
  void dims(const nvinfer1::Dims& value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof(value)); }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads what a Writer wrote. After the end of the bytes everything is empty.
class Reader {
 public:
  Reader(const void* data, size_t bytes) : at_(static_cast<const char*>(data)), left_(bytes) {}

  uint64_t number() { return read<uint64_t>(); }
  nvinfer1::Dims dims() { return read<nvinfer1::Dims>(); }
  std::string text() {
    const uint64_t size = number();
    if (size > left_) {
      left_ = 0;
      return {};
    }
    std::string value(at_, size);
    skip(size);
    return value;
  }
  /// A number of entries, each of which takes at least a byte.
  uint64_t count() {
    const uint64_t value = number();
    return value <= left_ ? value : 0;
  }

 private:
  template <typename T>
  T read() {
    T value{};
    if (left_ < sizeof(T)) {
      left_ = 0;
      return value;
    }
    std::memcpy(&value, at_, sizeof(T));
    skip(sizeof(T));
    return value;
  }
  void skip(size_t bytes) {
    at_ += bytes;
    left_ -= bytes;
  }

  const char* at_;
  size_t left_;
};

}  // namespace

std::string serialize(const Plan& plan) {
  Writer writer;
  writer.text(kMagic);
  writer.number(plan.profiles.size());
  for (const Profile& profile : plan.profiles) {
    writer.number(profile.size());
    for (const auto& [name, range] : profile) {
      writer.text(name);
      writer.dims(range.least);
      writer.dims(range.best);
      writer.dims(range.most);
    }
  }
  writer.text(plan.graph);
  writer.number(plan.files.size());
  for (const auto& [name, content] : plan.files) {
    writer.text(name);
    writer.text(content);
  }
  return writer.take();
}

std::optional<Plan> deserialize(const void* data, size_t bytes) {
  Reader reader(data, bytes);
  if (reader.text() != kMagic) return std::nullopt;
  Plan plan;
  const uint64_t profiles = reader.count();
  for (uint64_t p = 0; p < profiles; p++) {
    Profile& profile = plan.profiles.emplace_back();
    const uint64_t inputs = reader.count();
    for (uint64_t i = 0; i < inputs; i++) {
      const std::string name = reader.text();
      const nvinfer1::Dims least = reader.dims(), best = reader.dims(), most = reader.dims();
      profile[name] = {least, best, most};
    }
  }
  plan.graph = reader.text();
  const uint64_t files = reader.count();
  for (uint64_t f = 0; f < files; f++) {
    std::string name = reader.text();
    plan.files.emplace_back(std::move(name), reader.text());
  }
  if (plan.profiles.empty() || plan.graph.empty()) return std::nullopt;
  return plan;
}

}  // namespace harmonidiff::simulated
