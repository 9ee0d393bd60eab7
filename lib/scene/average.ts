import type { Size } from '../values/size.js';

/** Averages of a grid's cells. */
export interface Averaged {
  /** One array of width · height averages per channel; 0 in cells without data. */
  channels: Float32Array[];
  /** Part of each cell that has data, 0…1. */
  coverage: Float32Array;
}

/**
 * Averages pixels over the cells of a coarser grid by the area that they share. The pixels come row by row, so that a
 * large window never is in memory as a whole. Pixels without data have no weight.
 */
export class AreaAverage {
  private readonly across: Shares;
  private readonly down: Shares;
  private readonly sums: Float64Array[];
  private readonly weights: Float64Array;
  private readonly rowSums: Float64Array[];
  private readonly rowWeights: Float64Array;

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
    const arrays = (length: number) => Array.from({ length: channels }, () => new Float64Array(length));
    // One more column and row, for the next cell of the last pixel, which gets nothing.
    this.sums = arrays((grid.width + 1) * (grid.height + 1));
    this.weights = new Float64Array((grid.width + 1) * (grid.height + 1));
    this.rowSums = arrays(grid.width + 1);
    this.rowWeights = new Float64Array(grid.width + 1);
  }

  /**
   * Adds a part of one row.
   *
   * @param x first column
   * @param rows values of each channel, one per pixel
   * @param count pixels
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
    rowWeights.fill(0);
    for (let i = 0; i < count; i++) {
      if (valid && valid[start + i] === 0) continue;
      const cell = across.cells[x + i]!;
      rowWeights[cell]! += across.first[x + i]!;
      rowWeights[cell + 1]! += across.second[x + i]!;
    }
    for (const [c, sums] of rowSums.entries()) {
      sums.fill(0);
      const row = rows[c]!;
      for (let i = 0; i < count; i++) {
        if (valid && valid[start + i] === 0) continue;
        const [cell, value] = [across.cells[x + i]!, row[i]!];
        sums[cell]! += across.first[x + i]! * value;
        sums[cell + 1]! += across.second[x + i]! * value;
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
      for (let i = 0; i < grid.width; i++) this.weights[at + i]! += part * this.rowWeights[i]!;
      for (const [c, sums] of this.sums.entries()) {
        const row = this.rowSums[c]!;
        for (let i = 0; i < grid.width; i++) sums[at + i]! += part * row[i]!;
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
      channels: this.sums.map((sums) => ofCells((at) => (weights[at] === 0 ? 0 : sums[at]! / weights[at]!))),
      coverage: ofCells((at) => Math.min(weights[at]! / full, 1)),
    };
  }
}

/** Of each pixel: the cell that it begins in, and how much of it is in that cell and in the next one. */
interface Shares {
  cells: Int32Array;
  first: Float64Array;
  second: Float64Array;
}

function sharesOf(pixels: number, grid: number): Shares {
  const [cells, first, second] = [new Int32Array(pixels), new Float64Array(pixels), new Float64Array(pixels)];
  for (let i = 0; i < pixels; i++) {
    // Whole numbers, because fractions would round.
    const cell = Math.floor((i * grid) / pixels);
    const beyond = (i + 1) * grid - (cell + 1) * pixels;
    cells[i] = cell;
    second[i] = Math.max(0, beyond) / grid;
    first[i] = 1 - second[i]!;
  }
  return { cells, first, second };
}
