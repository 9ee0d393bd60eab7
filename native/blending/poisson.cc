#include "blending/poisson.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "blending/laplace.h"

namespace harmonidiff {
namespace {

constexpr int kSteps[4][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};

/// Which pixels of the box are solved for. Columns and rows count from the box's corner.
class Problem {
 public:
  Problem(int64_t canvasWidth, int64_t canvasHeight, const Box& box, const std::vector<uint8_t>& mask,
          const Validities& valid)
      : canvasWidth_(canvasWidth),
        canvasHeight_(canvasHeight),
        box_(box),
        valid_(valid),
        unknown_(static_cast<size_t>(box.width * box.height)) {
    for (int64_t y = 0; y < box.height; y++) {
      for (int64_t x = 0; x < box.width; x++) {
        unknown_[pixel(x, y)] =
            mask[onCanvas(x, y)] != 0 && onCanvasWithData(x, y) && sourceHas(x, y) && neighboursAreKnown(x, y);
      }
    }
  }

  bool unknown(int64_t x, int64_t y) const { return unknown_[pixel(x, y)]; }
  size_t onCanvas(int64_t x, int64_t y) const { return static_cast<size_t>((box_.y + y) * canvasWidth_ + box_.x + x); }

  /// Floats may be in any unit, so the error is relative to the largest difference.
  float tolerance(const std::vector<float>& difference) const {
    float largest = 0;
    for (int64_t y = 0; y < box_.height; y++) {
      for (int64_t x = 0; x < box_.width; x++) {
        if (!onCanvasWithData(x, y) || !sourceHas(x, y)) continue;
        for (size_t c = 0; c < 3; c++) largest = std::max(largest, std::fabs(difference[3 * pixel(x, y) + c]));
      }
    }
    return 1e-5f * largest;
  }

  /// Turns target − source [box height, box width, 3] into the membrane. With f = source + u and the source's gradient
  /// as guidance, Pérez' discrete equation (7) says that u is harmonic in the mask and target − source on its outline.
  /// Pixels beyond the canvas and those without data are in neither sum of the equation.
  void span(std::vector<float>& membrane, float tolerance, Cancellation& cancellation) const {
    int64_t left = box_.width, top = box_.height, right = 0, bottom = 0;
    std::vector<uint8_t> linked = unknown_;
    for (const Part& part : parts()) {
      if (part.hasOutline) {
        left = std::min(left, part.left), top = std::min(top, part.top);
        right = std::max(right, part.right), bottom = std::max(bottom, part.bottom);
      } else {
        flatten(membrane, part.pixels);
        for (const size_t i : part.pixels) linked[i] = 0;
      }
    }
    if (left >= right) return;
    LaplaceSystem system(right - left, bottom - top);
    const auto forEachLinked = [&](const auto& visit) {
      for (int64_t y = top; y < bottom; y++) {
        for (int64_t x = left; x < right; x++) {
          if (linked[pixel(x, y)]) visit(x, y);
        }
      }
    };
    forEachLinked([&](int64_t x, int64_t y) {
      for (const auto& step : kSteps) {
        const int64_t nx = x + step[0], ny = y + step[1];
        if (!onCanvasWithData(nx, ny)) continue;
        if (!unknown(nx, ny)) {
          system.ground(x - left, y - top, &membrane[3 * pixel(nx, ny)]);
        } else if (step[0] > 0) {
          system.linkRight(x - left, y - top);
        } else if (step[1] > 0) {
          system.linkDown(x - left, y - top);
        }
      }
    });
    const LaplaceSolution solution = system.solve(cancellation, tolerance);
    forEachLinked([&](int64_t x, int64_t y) {
      for (int c = 0; c < 3; c++) {
        membrane[3 * pixel(x, y) + static_cast<size_t>(c)] = solution.at(x - left, y - top, c);
      }
    });
  }

 private:
  /// Pixels that are solved for and hang together.
  struct Part {
    std::vector<size_t> pixels;
    int64_t left, top, right, bottom;  ///< what encloses them; right and bottom are exclusive
    bool hasOutline = false;           ///< whether any of them is next to a known pixel
  };

  size_t pixel(int64_t x, int64_t y) const { return static_cast<size_t>(y * box_.width + x); }

  bool sourceHas(int64_t x, int64_t y) const {
    if (x < 0 || x >= box_.width || y < 0 || y >= box_.height) return false;
    return valid_.source.empty() || valid_.source[pixel(x, y)];
  }

  bool onCanvasWithData(int64_t x, int64_t y) const {
    const int64_t column = box_.x + x, row = box_.y + y;
    if (column < 0 || column >= canvasWidth_ || row < 0 || row >= canvasHeight_) return false;
    return valid_.target.empty() || valid_.target[onCanvas(x, y)];
  }

  /// Whether the source covers all neighbours that the equation takes.
  bool neighboursAreKnown(int64_t x, int64_t y) const {
    return std::all_of(std::begin(kSteps), std::end(kSteps), [&](const auto& step) {
      const int64_t nx = x + step[0], ny = y + step[1];
      return sourceHas(nx, ny) || !onCanvasWithData(nx, ny);
    });
  }

  std::vector<Part> parts() const {
    std::vector<Part> parts;
    std::vector<uint8_t> left = unknown_;
    for (size_t first = 0; first < left.size(); first++) {
      if (left[first]) parts.push_back(takePart(first, left));
    }
    return parts;
  }

  /// The part that a pixel belongs to, which is taken from what is `left`.
  Part takePart(size_t first, std::vector<uint8_t>& left) const {
    Part part{{first}, box_.width, box_.height, 0, 0};
    left[first] = 0;
    for (size_t k = 0; k < part.pixels.size(); k++) {
      const auto i = static_cast<int64_t>(part.pixels[k]);
      const int64_t x = i % box_.width, y = i / box_.width;
      part.left = std::min(part.left, x), part.top = std::min(part.top, y);
      part.right = std::max(part.right, x + 1), part.bottom = std::max(part.bottom, y + 1);
      for (const auto& step : kSteps) {
        const int64_t nx = x + step[0], ny = y + step[1];
        if (!onCanvasWithData(nx, ny)) continue;
        const size_t neighbour = pixel(nx, ny);
        if (!unknown_[neighbour]) part.hasOutline = true;
        if (!left[neighbour]) continue;
        left[neighbour] = 0;
        part.pixels.push_back(neighbour);
      }
    }
    return part;
  }

  /// Without an outline the membrane is free up to a constant, which the means decide.
  static void flatten(std::vector<float>& membrane, const std::vector<size_t>& pixels) {
    for (size_t c = 0; c < 3; c++) {
      double sum = 0;
      for (const size_t i : pixels) sum += membrane[3 * i + c];
      const double mean = sum / static_cast<double>(pixels.size());
      for (const size_t i : pixels) membrane[3 * i + c] = static_cast<float>(mean);
    }
  }

  const int64_t canvasWidth_, canvasHeight_;
  const Box& box_;
  const Validities& valid_;
  std::vector<uint8_t> unknown_;  ///< [box height, box width]
};

/// The membrane of a problem.
template <typename AnyImage>
std::vector<float> membraneOf(const Problem& problem, const AnyImage& target, const AnyImage& source,
                              Cancellation& cancellation) {
  std::vector<float> membrane(source.pixels.size());
  size_t i = 0;
  for (int64_t y = 0; y < source.height; y++) {
    for (int64_t x = 0; x < source.width; x++) {
      const size_t there = 3 * problem.onCanvas(x, y);
      for (size_t c = 0; c < 3; c++, i++) {
        membrane[i] = static_cast<float>(target.pixels[there + c]) - static_cast<float>(source.pixels[i]);
      }
    }
  }
  constexpr bool kLevels = std::is_same_v<AnyImage, Image>;
  problem.span(membrane, kLevels ? LaplaceSystem::kLevelTolerance : problem.tolerance(membrane), cancellation);
  return membrane;
}

/// Writes source + membrane, as `convert` returns it, over a target where it was solved for.
template <typename AnyImage, typename Convert>
auto blend(const AnyImage& target, const AnyImage& source, const Box& box, const std::vector<uint8_t>& mask,
           const Validities& valid, Cancellation& cancellation, const Convert& convert) {
  const Problem problem(target.width, target.height, box, mask, valid);
  const std::vector<float> membrane = membraneOf(problem, target, source, cancellation);
  auto pixels = target.pixels;
  size_t i = 0;
  for (int64_t y = 0; y < box.height; y++) {
    for (int64_t x = 0; x < box.width; x++, i += 3) {
      if (!problem.unknown(x, y)) continue;
      const size_t there = 3 * problem.onCanvas(x, y);
      for (size_t c = 0; c < 3; c++) {
        pixels[there + c] = convert(static_cast<float>(source.pixels[i + c]) + membrane[i + c]);
      }
    }
  }
  return pixels;
}

}  // namespace

std::vector<uint8_t> poissonBlend(const Image& target, const Image& source, const Box& box,
                                  const std::vector<uint8_t>& mask, const Validities& valid,
                                  Cancellation& cancellation) {
  return blend(target, source, box, mask, valid, cancellation,
               [](float value) { return static_cast<uint8_t>(std::lrint(std::min(std::max(value, 0.0f), 255.0f))); });
}

std::vector<float> poissonBlend(const FloatImage& target, const FloatImage& source, const Box& box,
                                const std::vector<uint8_t>& mask, const Validities& valid, Cancellation& cancellation) {
  return blend(target, source, box, mask, valid, cancellation, [](float value) { return value; });
}

std::vector<float> poissonMembrane(const Image& target, const Image& source, const Box& box,
                                   const std::vector<uint8_t>& mask, const Validities& valid,
                                   Cancellation& cancellation) {
  return membraneOf(Problem(target.width, target.height, box, mask, valid), target, source, cancellation);
}

}  // namespace harmonidiff
