import type { Size } from '../values/size.js';

/** Averages of a grid's cells. */
export interface Averaged {
  /** One array of width · height averages per channel; NaN in cells where the channel has no data. */
  channels: Float32Array[];
  /** Fraction of each cell that has data, 0…1. */
  coverage: Float32Array;
}

/**
 * Averages pixels over the cells of a coarser grid, weighted by the area that they share. The pixels are added row by row,
 * so that a large window is never in memory as a whole. Pixels without data, and values that are NaN, have no weight.
 */
export class AreaAverage {
  private readonly across: Shares;
  private readonly down: Shares;
  private readonly sums: Float64Array[];
  /** The weights of each channel's sums; those of the pixels come last. */
  private readonly weights: Float64Array[];
  private readonly rowSums: Float64Array[];
  private readonly rowWeights: Float64Array[];

  /**
   * @param pixels size of the window
   * @param grid size of the grid; no larger than the window
   */
  constructor(
    private readonly pixels: Size,
    private readonly grid: Size,
    channels: number,
  ) {
    this.across = sharesOf(pixels.width, grid.width);
    this.down = sharesOf(pixels.height, grid.height);
    const arrays = (count: number, length: number) =>
      Array.from({ length: count }, () => new Float64Array(length));
    // One more column and row, because the last pixel also has a next cell, with a share of 0.
    this.sums = arrays(channels, (grid.width + 1) * (grid.height + 1));
    this.weights = arrays(channels + 1, (grid.width + 1) * (grid.height + 1));
    this.rowSums = arrays(channels, grid.width + 1);
    this.rowWeights = arrays(channels + 1, grid.width + 1);
  }

  /**
   * Adds a part of row `y`.
   *
   * @param x first column
   * @param rows values of each channel, one per pixel
   * @param count number of pixels
   * @param valid 0 where a pixel has no data, from `start` on; absent if all have
   */
  addRow(
    y: number,
    x: number,
    rows: readonly ArrayLike<number>[],
    count: number,
    valid?: Uint8Array,
    start = 0,
  ): void {
    const { across, rowWeights, rowSums } = this;
    const ofPixels = rowWeights.at(-1)!.fill(0);
    for (let i = 0; i < count; i++) {
      if (valid && valid[start + i] === 0) continue;
      const cell = across.cells[x + i]!;
      ofPixels[cell]! += across.first[x + i]!;
      ofPixels[cell + 1]! += across.second[x + i]!;
    }
    for (const [c, sums] of rowSums.entries()) {
      const [weights, row] = [rowWeights[c]!, rows[c]!];
      sums.fill(0);
      weights.set(ofPixels);
      for (let i = 0; i < count; i++) {
        if (valid && valid[start + i] === 0) continue;
        const [cell, value] = [across.cells[x + i]!, row[i]!];
        const [first, second] = [across.first[x + i]!, across.second[x + i]!];
        if (Number.isNaN(value)) {
          weights[cell]! -= first;
          weights[cell + 1]! -= second;
        } else {
          sums[cell]! += first * value;
          sums[cell + 1]! += second * value;
        }
      }
    }
    this.addToCells(y);
  }

  private addToCells(y: number): void {
    const { down, grid } = this;
    const stride = grid.width + 1;
    for (const [part, offset] of [
      [down.first[y]!, 0],
      [down.second[y]!, 1],
    ] as const) {
      if (part === 0) continue;
      const at = (down.cells[y]! + offset) * stride;
      for (const [rows, totals] of [
        [this.rowWeights, this.weights],
        [this.rowSums, this.sums],
      ] as const)
        for (const [c, total] of totals.entries()) {
          const row = rows[c]!;
          for (let i = 0; i < grid.width; i++) total[at + i]! += part * row[i]!;
        }
    }
  }

  averages(): Averaged {
    const { weights, grid, pixels } = this;
    const full = (pixels.width / grid.width) * (pixels.height / grid.height);
    const ofCells = (valueAt: (at: number) => number) =>
      Float32Array.from({ length: grid.width * grid.height }, (_, i) =>
        valueAt(Math.floor(i / grid.width) * (grid.width + 1) + (i % grid.width)),
      );
    return {
      channels: this.sums.map((sums, c) =>
        ofCells((at) => (weights[c]![at]! > LEAST ? sums[at]! / weights[c]![at]! : Number.NaN)),
      ),
      coverage: ofCells((at) => Math.min(weights.at(-1)![at]! / full, 1)),
    };
  }
}

/** Smaller weights are rounding errors, left over where NaN values were subtracted. */
const LEAST = 1e-9;

/** Of each pixel: the cell that it begins in, and how much of it is in that cell and in the next one. */
interface Shares {
  cells: Int32Array;
  first: Float64Array;
  second: Float64Array;
}

function sharesOf(pixels: number, grid: number): Shares {
  const [cells, first, second] = [new Int32Array(pixels), new Float64Array(pixels), new Float64Array(pixels)];
  for (let i = 0; i < pixels; i++) {
    // In whole numbers, because fractions would be rounded.
    const cell = Math.floor((i * grid) / pixels);
    const beyond = (i + 1) * grid - (cell + 1) * pixels;
    cells[i] = cell;
    second[i] = Math.max(0, beyond) / grid;
    first[i] = 1 - second[i]!;
  }
  return { cells, first, second };
}
