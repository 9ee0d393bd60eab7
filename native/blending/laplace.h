#pragma once

#include <cstdint>
#include <vector>

#include "cancellation.h"

namespace harmonidiff {

/// Three values for each cell of a grid, one per channel of an image.
struct LaplaceSolution {
  int64_t stride;
  std::vector<float> values;
  float at(int64_t x, int64_t y, int channel) const {
    return values[static_cast<size_t>(((y + 1) * 3 + channel) * stride + x)];
  }
};

/// A grid of resistors: each cell is linked to neighbours or, through another resistor, to a given value, and a current
/// may flow into it. Solves Σ w (u − uₙ) = current over the resistors of every cell for the cells' values u. Where all
/// w are 1 and no current flows, this is the 5-point Laplace equation; currents make it Poisson's, and `attract`
/// screens it.
///
/// Uses conjugate gradients with a multigrid cycle as preconditioner. It took at most 8 iterations in every case that
/// was measured: outlines of any shape, holes, separate parts, cells without a resistor, attraction from 0 to 1.
class LaplaceSystem {
 public:
  LaplaceSystem(int64_t width, int64_t height);

  /// Links the cell to the one on its right, or to the one below it.
  void linkRight(int64_t x, int64_t y) { finest().right[finest().index(x, y)] = 1; }
  void linkDown(int64_t x, int64_t y) { finest().down[finest().index(x, y)] = 1; }

  /// Links the cell to a given value per channel at its border: the value lies a cell's width away. At least one cell
  /// of every connected group needs such a link, or attraction.
  void ground(int64_t x, int64_t y, const float* values);

  /// Links the cell to a given value per channel throughout its area, as a data term does: `conductance` · (u − value)²
  /// is added to the energy.
  void attract(int64_t x, int64_t y, float conductance, const float* values);

  /// Lets a current flow into the cell, one per channel. A guidance gradient is a current from a cell to its neighbour:
  /// it leaves the one and enters the other.
  void feed(int64_t x, int64_t y, const float* currents);

  /// Accurate to about `tolerance` in every cell; single precision reaches about 10⁻⁶ of the largest value. A cell
  /// without a link becomes 0.
  LaplaceSolution solve(Cancellation& cancellation, float tolerance = kLevelTolerance);

  /// Well below half of one of 255 levels.
  static constexpr float kLevelTolerance = 0.002f;

 private:
  using Values = std::vector<float>;

  /// Rows have at least one spare cell, and there is a spare row above and below. Spare cells have no links and stay 0,
  /// so loops need no special case for borders. Values are laid out as [row][channel][column], so that all channels use
  /// a row of links while it is in the cache.
  struct Level {
    Level(int64_t width, int64_t height);
    size_t index(int64_t x, int64_t y) const { return static_cast<size_t>((y + 1) * stride + x); }
    size_t row(int64_t y, int channel) const { return static_cast<size_t>(((y + 1) * 3 + channel) * stride); }
    int64_t width, height, stride;
    Values right, down, ground;  ///< conductances to the right, downwards, and to given values
    Values attraction;           ///< the part of `ground` that comes from `attract`; empty if it was not called
    Values inverse;              ///< 1 / the sum of the conductances at the cell, or 0
    Values values, spare, load;  ///< solution, the sweeps' second buffer, right-hand side
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
