#pragma once

#include <cstdint>
#include <vector>

namespace harmonidiff {

/// In pixels of the canvas.
struct Box {
  int64_t x = 0, y = 0, width = 0, height = 0;
};

/// 8-bit RGB [height, width, 3].
struct Image {
  int64_t width = 0, height = 0;
  std::vector<uint8_t> pixels;
};

}  // namespace harmonidiff
