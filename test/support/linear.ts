/** A sparse symmetric system: `rows[i]` are the coefficients of equation i by unknown. */
export interface LinearSystem {
  rows: Map<number, number>[];
  /** Right-hand sides, [equation][channel]. */
  right: number[][];
}

/** Solves by Gaussian elimination, which needs no pivots where the matrix is positive definite. [unknown][channel] */
export function solveDirectly({ rows, right }: LinearSystem): number[][] {
  const count = rows.length;
  const matrix = rows.map((row) => {
    const dense = new Float64Array(count);
    for (const [i, value] of row) dense[i] = value;
    return dense;
  });
  const values = right.map((row) => [...row]);
  for (let pivot = 0; pivot < count; pivot++) {
    for (let row = pivot + 1; row < count; row++) {
      const factor = matrix[row]![pivot]! / matrix[pivot]![pivot]!;
      if (factor === 0) continue;
      for (let i = pivot; i < count; i++) matrix[row]![i]! -= factor * matrix[pivot]![i]!;
      values[row]!.forEach((_, c) => {
        values[row]![c]! -= factor * values[pivot]![c]!;
      });
    }
  }
  for (let row = count - 1; row >= 0; row--) {
    values[row]!.forEach((_, c) => {
      for (let i = row + 1; i < count; i++) values[row]![c]! -= matrix[row]![i]! * values[i]![c]!;
      values[row]![c]! /= matrix[row]![row]!;
    });
  }
  return values;
}

/** The pixels above, below, left and right of a pixel, on a grid. */
export function neighboursOf(pixel: number, width: number, height: number): number[] {
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  return [
    [x - 1, y],
    [x + 1, y],
    [x, y - 1],
    [x, y + 1],
  ].flatMap(([u, v]) => (u! >= 0 && u! < width && v! >= 0 && v! < height ? [v! * width + u!] : []));
}
