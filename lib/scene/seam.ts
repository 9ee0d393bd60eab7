/**
 * Chebyshev distance of every pixel to the nearest pixel on the other side of a mask, at least 1. The picture's edge is not
 * a seam.
 *
 * @param mask [height, width], 1 inside and 0 outside
 */
export function distanceToSeam(mask: Uint8Array, width: number, height: number): Int32Array {
  const distance = new Int32Array(mask.length).fill(width + height);
  const visit = (x: number, y: number, step: number) => {
    const at = y * width + x;
    const look = (dx: number, dy: number) => {
      const [u, v] = [x + dx, y + dy];
      if (u < 0 || u >= width || v < 0 || v >= height) return;
      const other = v * width + u;
      distance[at] = Math.min(distance[at]!, mask[other] === mask[at] ? distance[other]! + 1 : 1);
    };
    look(-step, 0);
    for (let dx = -1; dx <= 1; dx++) look(dx, -step);
  };
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) visit(x, y, 1);
  for (let y = height - 1; y >= 0; y--) for (let x = width - 1; x >= 0; x--) visit(x, y, -1);
  return distance;
}
