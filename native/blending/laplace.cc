#include "blending/laplace.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace harmonidiff {
namespace {

constexpr int kChannels = 3;

/// Columns that a summing loop takes at a time; rows are padded to a multiple of it.
constexpr int kLanes = 8;

/// Far more than are ever needed: only a bound, so that rounding cannot keep the loop running.
constexpr int kMostIterations = 100;

/// Jacobi sweeps weighted by 1 / the roots of the Chebyshev polynomial on [½, 2], the upper part of D⁻¹A's spectrum:
/// errors too fine for the next level shrink to 1 / T₃(5/3) = 0.074 (Adams et al. 2003, J. Comput. Phys. 188). Unlike
/// Gauss-Seidel sweeps they vectorise as they are, and they are symmetric, as conjugate gradients require.
constexpr float kSweeps[] = {0.52646f, 0.8f, 1.66536f};

/// Sums in lanes, because adding floats in order would be neither fast nor exact.
double dot(const float* a, const float* b, int64_t count) {
  float lanes[kLanes] = {};
  for (int64_t i = 0; i < count; i += kLanes) {
    for (int k = 0; k < kLanes; k++) lanes[k] += a[i + k] * b[i + k];
  }
  double sum = 0;
  for (const float lane : lanes) sum += lane;
  return sum;
}

float largest(const float* a, int64_t count) {
  float lanes[kLanes] = {};
  for (int64_t i = 0; i < count; i += kLanes) {
    for (int k = 0; k < kLanes; k++) {
      const float magnitude = std::fabs(a[i + k]);
      lanes[k] = magnitude > lanes[k] ? magnitude : lanes[k];
    }
  }
  return *std::max_element(lanes, lanes + kLanes);
}

/// One row of links: from each cell to the right, down, up (the down links of the row above) and to given values.
struct Links {
  const float *right, *down, *up, *ground;

  /// (A u)ᵢ as a sum of differences, which are exact where u is smooth, so rounding hardly affects the result.
  float current(const float* u, int64_t pitch, int64_t i) const {
    return ground[i] * u[i] + right[i] * (u[i] - u[i + 1]) + right[i - 1] * (u[i] - u[i - 1]) +
           down[i] * (u[i] - u[i + pitch]) + up[i] * (u[i] - u[i - pitch]);
  }
};

template <typename Level>
Links linksOf(const Level& level, int64_t y) {
  const size_t i = level.index(0, y);
  return {&level.right[i], &level.down[i], &level.down[i - static_cast<size_t>(level.stride)], &level.ground[i]};
}

}  // namespace

LaplaceSystem::Level::Level(int64_t width, int64_t height)
    : width(width), height(height), stride((width + kLanes) / kLanes * kLanes) {
  const auto cells = static_cast<size_t>((height + 2) * stride);
  for (Values* plane : {&right, &down, &ground, &inverse}) plane->resize(cells);
  for (Values* planes : {&values, &spare, &load}) planes->resize(kChannels * cells);
}

LaplaceSystem::LaplaceSystem(int64_t width, int64_t height) { levels_.emplace_back(width, height); }

void LaplaceSystem::ground(int64_t x, int64_t y, const float* values) {
  Level& level = finest();
  level.ground[level.index(x, y)] += 1;
  for (int c = 0; c < kChannels; c++) level.load[level.row(y, c) + static_cast<size_t>(x)] += values[c];
}

void LaplaceSystem::attract(int64_t x, int64_t y, float conductance, const float* values) {
  Level& level = finest();
  const size_t cell = level.index(x, y);
  if (level.attraction.empty()) level.attraction.resize(level.ground.size());
  level.attraction[cell] += conductance;
  level.ground[cell] += conductance;
  for (int c = 0; c < kChannels; c++) level.load[level.row(y, c) + static_cast<size_t>(x)] += conductance * values[c];
}

void LaplaceSystem::feed(int64_t x, int64_t y, const float* currents) {
  Level& level = finest();
  for (int c = 0; c < kChannels; c++) level.load[level.row(y, c) + static_cast<size_t>(x)] += currents[c];
}

/// 2 × 2 cells become one, and the grid remains a grid of resistors.
LaplaceSystem::Level LaplaceSystem::coarsen(const Level& fine) {
  Level coarse((fine.width + 1) / 2, (fine.height + 1) / 2);
  const bool attracted = !fine.attraction.empty();
  if (attracted) coarse.attraction.resize(coarse.ground.size());
  for (int64_t y = 0; y < coarse.height; y++) {
    for (int64_t x = 0; x < coarse.width; x++) {
      const size_t i = fine.index(2 * x, 2 * y), below = i + static_cast<size_t>(fine.stride);
      const size_t here = coarse.index(x, y);
      // Two side by side conduct twice as well, but each is twice as long.
      coarse.right[here] = (fine.right[i + 1] + fine.right[below + 1]) / 2;
      coarse.down[here] = (fine.down[below] + fine.down[below + 1]) / 2;
      const auto sumOf = [&](const Values& plane) { return plane[i] + plane[i + 1] + plane[below] + plane[below + 1]; };
      // Attraction grows with the area.
      const float attraction = attracted ? sumOf(fine.attraction) : 0;
      if (attracted) coarse.attraction[here] = attraction;
      // Links to values at the border only grow longer by half a fine cell, at a width of two: a resistance of ¼ in
      // series. (Rounding may leave a difference of less than 0.)
      const float border = std::max(sumOf(fine.ground) - attraction, 0.0f);
      coarse.ground[here] = border / (1 + border / 4) + attraction;
    }
  }
  return coarse;
}

void LaplaceSystem::invertDiagonal(Level& level) {
  for (int64_t y = 0; y < level.height; y++) {
    const Links links = linksOf(level, y);
    float* inverse = &level.inverse[level.index(0, y)];
    for (int64_t x = 0; x < level.width; x++) {
      const float sum = links.ground[x] + links.right[x] + links.right[x - 1] + links.down[x] + links.up[x];
      inverse[x] = sum > 0 ? 1 / sum : 0;
    }
  }
}

/// values += weight · D⁻¹ (load − A values)
void LaplaceSystem::sweep(Level& level, float weight) {
  const int64_t pitch = kChannels * level.stride, count = level.stride;
  for (int64_t y = 0; y < level.height; y++) {
    const Links links = linksOf(level, y);
    const float* inverse = &level.inverse[level.index(0, y)];
    for (int c = 0; c < kChannels; c++) {
      const float* u = &level.values[level.row(y, c)];
      const float* b = &level.load[level.row(y, c)];
      float* __restrict next = &level.spare[level.row(y, c)];
      for (int64_t i = 0; i < count; i++) next[i] = u[i] + weight * inverse[i] * (b[i] - links.current(u, pitch, i));
    }
  }
  std::swap(level.values, level.spare);
}

/// A coarse cell's load is the sum of the residuals of its four fine cells.
void LaplaceSystem::restrictResidual(const Level& fine, Level& coarse) {
  const int64_t pitch = kChannels * fine.stride, count = fine.stride;
  Values residual(static_cast<size_t>(2 * count));
  for (int64_t y = 0; y < coarse.height; y++) {
    for (int c = 0; c < kChannels; c++) {
      for (int64_t half = 0; half < 2; half++) {
        const int64_t from = 2 * y + half;  // may be the spare row, whose residual is 0
        const Links links = linksOf(fine, from);
        const float* u = &fine.values[fine.row(from, c)];
        const float* b = &fine.load[fine.row(from, c)];
        float* __restrict r = &residual[static_cast<size_t>(half * count)];
        if (from == fine.height) {
          std::fill_n(r, count, 0.0f);
        } else {
          for (int64_t i = 0; i < count; i++) r[i] = b[i] - links.current(u, pitch, i);
        }
      }
      const float *above = residual.data(), *below = above + count;
      float* __restrict sum = &coarse.load[coarse.row(y, c)];
      for (int64_t x = 0; x < coarse.width; x++) {
        sum[x] = above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1];
      }
    }
  }
}

/// Adds a coarse cell's value to its four fine cells, except those without a link.
void LaplaceSystem::interpolate(const Level& coarse, Level& fine) {
  for (int64_t y = 0; y < fine.height; y++) {
    const float* inverse = &fine.inverse[fine.index(0, y)];
    for (int c = 0; c < kChannels; c++) {
      const float* from = &coarse.values[coarse.row(y / 2, c)];
      float* __restrict to = &fine.values[fine.row(y, c)];
      for (int64_t x = 0; x < coarse.width; x++) {
        to[2 * x] += inverse[2 * x] > 0 ? from[x] : 0;
        to[2 * x + 1] += inverse[2 * x + 1] > 0 ? from[x] : 0;
      }
    }
  }
}

/// One V-cycle: the values of the level become approximately A⁻¹ load.
void LaplaceSystem::cycle(size_t depth) {
  Level& level = levels_[depth];
  const int64_t count = level.stride;
  // Starting from 0, the first sweep is a product; on the last level, a single cell, it is the solution.
  const bool last = depth + 1 == levels_.size();
  const float first = last ? 1 : kSweeps[0];
  for (int64_t y = 0; y < level.height; y++) {
    const float* inverse = &level.inverse[level.index(0, y)];
    for (int c = 0; c < kChannels; c++) {
      const float* b = &level.load[level.row(y, c)];
      float* __restrict u = &level.values[level.row(y, c)];
      for (int64_t i = 0; i < count; i++) u[i] = first * inverse[i] * b[i];
    }
  }
  if (last) return;
  sweep(level, kSweeps[1]);
  sweep(level, kSweeps[2]);
  Level& coarse = levels_[depth + 1];
  restrictResidual(level, coarse);
  cycle(depth + 1);
  interpolate(coarse, level);
  for (const float weight : kSweeps) sweep(level, weight);
}

LaplaceSolution LaplaceSystem::solve(Cancellation& cancellation, float tolerance) {
  while (levels_.back().width > 1 || levels_.back().height > 1) levels_.push_back(coarsen(levels_.back()));
  for (Level& level : levels_) invertDiagonal(level);

  Level& level = finest();
  const int64_t count = level.stride, pitch = kChannels * count;
  Values solution(level.load.size()), direction(solution.size());
  // The right-hand side holds the residual; the sweeps' second buffer is free between two cycles.
  Values &residual = level.load, &current = level.spare;
  std::array<double, kChannels> before{};
  for (int iteration = 0; iteration < kMostIterations; iteration++) {
    cancellation.throwIfCancelled();
    cycle(0);
    // The cycle approximates A⁻¹, so applied to the residual it approximates the error.
    float error = 0;
    std::array<double, kChannels> now{}, energy{};
    for (int64_t y = 0; y < level.height; y++) {
      for (size_t c = 0; c < kChannels; c++) {
        const size_t row = level.row(y, static_cast<int>(c));
        error = std::max(error, largest(&level.values[row], count));
        now[c] += dot(&level.values[row], &residual[row], count);
      }
    }
    if (error <= tolerance) break;

    // Each channel is its own system, with the same matrix.
    for (int64_t y = 0; y < level.height; y++) {
      for (size_t c = 0; c < kChannels; c++) {
        const size_t row = level.row(y, static_cast<int>(c));
        const float ratio = before[c] > 0 ? static_cast<float>(now[c] / before[c]) : 0;
        const float* z = &level.values[row];
        float* __restrict p = &direction[row];
        for (int64_t i = 0; i < count; i++) p[i] = z[i] + ratio * p[i];
      }
    }
    for (int64_t y = 0; y < level.height; y++) {
      const Links links = linksOf(level, y);
      for (size_t c = 0; c < kChannels; c++) {
        const size_t row = level.row(y, static_cast<int>(c));
        const float* p = &direction[row];
        float* __restrict q = &current[row];
        for (int64_t i = 0; i < count; i++) q[i] = links.current(p, pitch, i);
        energy[c] += dot(p, q, count);
      }
    }
    for (int64_t y = 0; y < level.height; y++) {
      for (size_t c = 0; c < kChannels; c++) {
        const size_t row = level.row(y, static_cast<int>(c));
        const float step = energy[c] > 0 ? static_cast<float>(now[c] / energy[c]) : 0;
        const float *p = &direction[row], *q = &current[row];
        float* __restrict u = &solution[row];
        float* __restrict r = &residual[row];
        for (int64_t i = 0; i < count; i++) {
          u[i] += step * p[i];
          r[i] -= step * q[i];
        }
      }
    }
    before = now;
  }
  return {level.stride, std::move(solution)};
}

}  // namespace harmonidiff
