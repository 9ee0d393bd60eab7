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
  private readonly across: Share[];
  private readonly down: Share[];
  private readonly sums: Float64Array[];
  private readonly weights: Float64Array;

  /**
   * @param pixels size of the window
   * @param grid size of the grid; no larger than the window
   */
  constructor(
    pixels: Size,
    private readonly grid: Size,
    channels: number,
  ) {
    this.across = sharesOf(pixels.width, grid.width);
    this.down = sharesOf(pixels.height, grid.height);
    const cells = grid.width * grid.height;
    this.sums = Array.from({ length: channels }, () => new Float64Array(cells));
    this.weights = new Float64Array(cells);
  }

  /**
   * Adds a part of one row.
   *
   * @param x first column
   * @param count pixels
   * @param valueAt a channel's value at the i-th pixel
   * @param isValid whether the i-th pixel has data
   */
  addRow(
    y: number,
    x: number,
    count: number,
    valueAt: (channel: number, i: number) => number,
    isValid: (i: number) => boolean,
  ): void {
    const { width } = this.grid;
    const row = this.down[y]!;
    for (let i = 0; i < count; i++) {
      if (!isValid(i)) continue;
      const column = this.across[x + i]!;
      for (let dy = 0; dy < 2; dy++) {
        const high = dy === 0 ? row.first : row.second;
        if (high === 0) continue;
        for (let dx = 0; dx < 2; dx++) {
          const weight = high * (dx === 0 ? column.first : column.second);
          if (weight === 0) continue;
          const at = (row.cell + dy) * width + column.cell + dx;
          this.weights[at]! += weight;
          for (let c = 0; c < this.sums.length; c++) this.sums[c]![at]! += weight * valueAt(c, i);
        }
      }
    }
  }

  averages(): Averaged {
    const { weights } = this;
    const full = (this.across.length / this.grid.width) * (this.down.length / this.grid.height);
    return {
      channels: this.sums.map((sums) =>
        Float32Array.from(sums, (sum, i) => (weights[i] === 0 ? 0 : sum / weights[i]!)),
      ),
      coverage: Float32Array.from(weights, (weight) => Math.min(weight / full, 1)),
    };
  }
}

/** The cell that a pixel begins in, and how much of the pixel is in it and in the next one. */
interface Share {
  cell: number;
  first: number;
  second: number;
}

function sharesOf(pixels: number, cells: number): Share[] {
  return Array.from({ length: pixels }, (_, i) => {
    // Whole numbers, because fractions would round.
    const [from, to] = [i * cells, (i + 1) * cells];
    const cell = Math.floor(from / pixels);
    const border = (cell + 1) * pixels;
    const second = Math.max(0, to - border) / cells;
    return { cell, first: 1 - second, second };
  });
}
