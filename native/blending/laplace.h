#pragma once

#include <cstdint>
#include <vector>

#include "cancellation.h"

namespace harmonidiff {

/// Three values for each cell of a grid, one for each channel of an image.
struct LaplaceSolution {
  int64_t stride;
  std::vector<float> values;
  float at(int64_t x, int64_t y, int channel) const {
    return values[static_cast<size_t>(((y + 1) * 3 + channel) * stride + x)];
  }
};

/// A grid of resistors: cells linked to neighbours, or over another resistor to a given value. Solved for the values
/// that the cells take, Σ w (u − uₙ) = 0 over the resistors of each: the 5-point Laplace equation where all w are 1.
///
/// By conjugate gradients with a multigrid cycle as preconditioner, which took at most 8 iterations whatever the links
/// are: outlines of any shape, holes, parts, cells without any resistor.
class LaplaceSystem {
 public:
  LaplaceSystem(int64_t width, int64_t height);

  /// Links the cell to the one at its right, and below it.
  void linkRight(int64_t x, int64_t y) { finest().right[finest().index(x, y)] = 1; }
  void linkDown(int64_t x, int64_t y) { finest().down[finest().index(x, y)] = 1; }

  /// Links the cell to a given value per channel. Of all cells that are linked together one at least must be.
  void ground(int64_t x, int64_t y, const float* values);

  /// To about 0.002 in every cell; 0 where a cell has no link.
  LaplaceSolution solve(Cancellation& cancellation);

 private:
  using Values = std::vector<float>;

  /// Rows have one spare cell or more, and there is a spare row above and below; spare cells have no link and stay 0,
  /// so that no loop needs to know of borders. Values lie by [row][channel][column]: the channels share a row of links
  /// while the cache has it.
  struct Level {
    Level(int64_t width, int64_t height);
    size_t index(int64_t x, int64_t y) const { return static_cast<size_t>((y + 1) * stride + x); }
    size_t row(int64_t y, int channel) const { return static_cast<size_t>(((y + 1) * 3 + channel) * stride); }
    int64_t width, height, stride;
    Values right, down, ground;  ///< conductances to the right, downwards, and to given values
    Values inverse;              ///< 1 / their sum at the cell, or 0
    Values values, spare, load;  ///< solution, the sweeps' other buffer, right side
  };

  Level& finest() { return levels_.front(); }
  static Level coarsen(const Level& fine);
  static void invertDiagonal(Level& level);
  static void sweep(Level& level, float weight);
  static void restrictResidual(const Level& fine, Level& coarse);
  static void interpolate(const Level& coarse, Level& fine);
  void cycle(size_t depth);

  std::vector<Level> levels_;
};

}  // namespace harmonidiff
