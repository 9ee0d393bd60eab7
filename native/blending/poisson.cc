#include "blending/poisson.h"

#include <algorithm>
#include <cmath>

#include "blending/laplace.h"

namespace harmonidiff {
namespace {

/// Columns and rows, counted from the box's corner; right and bottom are exclusive.
struct Extent {
  int64_t left, top, right, bottom;
  bool empty() const { return left >= right || top >= bottom; }
  bool has(int64_t x, int64_t y) const { return x >= left && x < right && y >= top && y < bottom; }
};

class Problem {
 public:
  Problem(const Image& target, const Image& source, const Box& box, const std::vector<uint8_t>& mask)
      : target_(target),
        source_(source),
        box_(box),
        unknown_(static_cast<size_t>(box.width * box.height)),
        canvas_{-box.x, -box.y, target.width - box.x, target.height - box.y},
        around_{box.width, box.height, 0, 0} {
    // The pixels of the box whose neighbours all lie in the box or beyond the canvas.
    const Extent solvable{canvas_.left < 0, canvas_.top < 0, box.width - (canvas_.right > box.width),
                          box.height - (canvas_.bottom > box.height)};
    for (int64_t y = solvable.top; y < solvable.bottom; y++) {
      for (int64_t x = solvable.left; x < solvable.right; x++) {
        if (!mask[static_cast<size_t>((box.y + y) * target.width + box.x + x)]) continue;
        unknown_[static_cast<size_t>(y * box.width + x)] = 1;
        around_ = {std::min(around_.left, x), std::min(around_.top, y), std::max(around_.right, x + 1),
                   std::max(around_.bottom, y + 1)};
      }
    }
  }

  std::vector<float> membrane(Cancellation& cancellation) const {
    std::vector<float> membrane(source_.pixels.size());
    for (int64_t y = 0; y < box_.height; y++) {
      for (int64_t x = 0; x < box_.width; x++) {
        for (int c = 0; c < 3; c++) membrane[at(x, y, c)] = static_cast<float>(difference(x, y, c));
      }
    }
    if (around_.empty()) return membrane;
    if (hasOutline()) {
      span(membrane, cancellation);
    } else {
      flatten(membrane);
    }
    return membrane;
  }

 private:
  bool unknown(int64_t x, int64_t y) const { return unknown_[static_cast<size_t>(y * box_.width + x)]; }

  size_t at(int64_t x, int64_t y, int c) const { return static_cast<size_t>((y * box_.width + x) * 3 + c); }

  int difference(int64_t x, int64_t y, int c) const {
    return target_.pixels[static_cast<size_t>(((box_.y + y) * target_.width + box_.x + x) * 3 + c)] -
           source_.pixels[at(x, y, c)];
  }

  /// If any pixel is not solved for, every part of the mask ends at such a pixel.
  bool hasOutline() const {
    return box_.width < target_.width || box_.height < target_.height ||
           std::find(unknown_.begin(), unknown_.end(), 0) != unknown_.end();
  }

  /// Without an outline the membrane is free up to a constant, which the means decide.
  static void flatten(std::vector<float>& membrane) {
    const size_t pixels = membrane.size() / 3;
    for (size_t c = 0; c < 3; c++) {
      double sum = 0;
      for (size_t i = c; i < membrane.size(); i += 3) sum += membrane[i];
      const double mean = sum / static_cast<double>(pixels);
      for (size_t i = c; i < membrane.size(); i += 3) membrane[i] = static_cast<float>(mean);
    }
  }

  /// With f = source + u and the source's gradient as guidance, Pérez' discrete equation (7) says that u is harmonic in
  /// the mask and target − source on its outline. Pixels beyond the canvas are in neither sum of the equation.
  void span(std::vector<float>& membrane, Cancellation& cancellation) const {
    LaplaceSystem system(around_.right - around_.left, around_.bottom - around_.top);
    constexpr int kSteps[4][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
    for (int64_t y = around_.top; y < around_.bottom; y++) {
      for (int64_t x = around_.left; x < around_.right; x++) {
        if (!unknown(x, y)) continue;
        const int64_t column = x - around_.left, row = y - around_.top;
        for (const auto& step : kSteps) {
          const int64_t nx = x + step[0], ny = y + step[1];
          if (!canvas_.has(nx, ny)) continue;
          if (!unknown(nx, ny)) {
            system.ground(column, row, &membrane[at(nx, ny, 0)]);
          } else if (step[0] > 0) {
            system.linkRight(column, row);
          } else if (step[1] > 0) {
            system.linkDown(column, row);
          }
        }
      }
    }
    const LaplaceSolution solution = system.solve(cancellation);
    for (int64_t y = around_.top; y < around_.bottom; y++) {
      for (int64_t x = around_.left; x < around_.right; x++) {
        if (!unknown(x, y)) continue;
        for (int c = 0; c < 3; c++) membrane[at(x, y, c)] = solution.at(x - around_.left, y - around_.top, c);
      }
    }
  }

  const Image& target_;
  const Image& source_;
  const Box& box_;
  std::vector<uint8_t> unknown_;  ///< [box height, box width]
  Extent canvas_;                 ///< in the box's coordinates
  Extent around_;                 ///< what encloses the unknown pixels
};

}  // namespace

std::vector<float> poissonMembrane(const Image& target, const Image& source, const Box& box,
                                   const std::vector<uint8_t>& mask, Cancellation& cancellation) {
  return Problem(target, source, box, mask).membrane(cancellation);
}

std::vector<uint8_t> poissonBlend(const Image& target, const Image& source, const Box& box,
                                  const std::vector<uint8_t>& mask, Cancellation& cancellation) {
  const std::vector<float> membrane = poissonMembrane(target, source, box, mask, cancellation);
  // Where nothing is solved for, source + (target − source) is the target again, exactly.
  std::vector<uint8_t> pixels = target.pixels;
  for (int64_t y = 0; y < box.height; y++) {
    const auto from = static_cast<size_t>(y * box.width * 3);
    const auto to = static_cast<size_t>(((box.y + y) * target.width + box.x) * 3);
    for (size_t i = 0; i < static_cast<size_t>(box.width * 3); i++) {
      const float value = static_cast<float>(source.pixels[from + i]) + membrane[from + i];
      pixels[to + i] = static_cast<uint8_t>(std::lrint(std::min(std::max(value, 0.0f), 255.0f)));
    }
  }
  return pixels;
}

}  // namespace harmonidiff
