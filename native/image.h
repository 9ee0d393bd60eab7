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

/// RGB [height, width, 3] in levels, where 0 to 255 is what 8 bits can show.
struct FloatImage {
  int64_t width = 0, height = 0;
  std::vector<float> pixels;
};

/// Which pixels of an image have data, 1 or 0 each; empty if all have.
using Validity = std::vector<uint8_t>;

/// Of the canvas and of the box.
struct Validities {
  Validity target, source;
};

}  // namespace harmonidiff
