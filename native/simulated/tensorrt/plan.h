#pragma once

#include <NvInfer.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace harmonidiff::simulated {

/// The sizes of one input in an optimisation profile.
struct Range {
  nvinfer1::Dims least, best, most;
};
using Profile = std::map<std::string, Range>;

/// A serialized engine: the graph as it is, and its files of weights.
struct Plan {
  std::vector<Profile> profiles;
  std::string graph;
  std::vector<std::pair<std::string, std::string>> files;  ///< names and contents
};

std::string serialize(const Plan& plan);
/// Nothing if the bytes are not a plan.
std::optional<Plan> deserialize(const void* data, size_t bytes);

}  // namespace harmonidiff::simulated
