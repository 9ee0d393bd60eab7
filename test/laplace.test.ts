import test from 'ava';
import { neighboursOf, solveDirectly } from './support/linear.js';
import { native } from './support/native.js';
import { generator, randomFloats, randomMask } from './support/random.js';

const [height, width] = [27, 34];
const pixels = height * width;

/** Strengths of the data term, one for each cell. */
const attractions: Record<string, (i: number, random: () => number) => number> = {
  'no attraction': () => 0,
  'an attraction of 0.001': () => 0.001,
  'an attraction of 0.05': () => 0.05,
  'an attraction of 1': () => 1,
  'attractions from 0 to 1': (_, random) => random(),
  'attractions in parts of the grid': (i) => (i % width < 12 ? 0 : i % width < 20 ? 0.5 : 0.02),
};

for (const [name, attractionAt] of Object.entries(attractions)) {
  test(`Laplace system, ${name}: the solution of a direct solver, for masks of any shape`, (t) => {
    for (const [seed, share] of [
      [1, 0.55],
      [2, 0.85],
      [3, 0.995],
    ] as const) {
      const cells = randomMask(seed, share, height, width);
      const random = generator(seed + 10);
      const attraction = Float32Array.from({ length: pixels }, (_, i) => attractionAt(i, random));
      // One border link for each neighbour that is no cell.
      const borders = Uint8Array.from({ length: pixels }, (_, i) =>
        cells.data[i] ? neighboursOf(i, width, height).filter((n) => !cells.data[n]).length : 0,
      );
      const levels = randomFloats(seed + 20, height, width, 3);
      const values = { ...levels, data: levels.data.map((value) => 64 * value) };
      const flows = randomFloats(seed + 30, height, width, 3);
      const currents = { ...flows, data: flows.data.map((value) => 10 * value) };
      const shape = [height, width];
      const solved = native.solveLaplace(
        cells,
        { shape, data: borders },
        { shape, data: attraction },
        values,
        currents,
      );

      const unknown = [...cells.data.keys()].filter((i) => cells.data[i]);
      const index = new Map(unknown.map((pixel, i) => [pixel, i]));
      const expected = solveDirectly({
        rows: unknown.map((pixel, i) => {
          const linked = neighboursOf(pixel, width, height).filter((n) => cells.data[n]);
          const own = borders[pixel]! + attraction[pixel]! + linked.length;
          return new Map([[i, own], ...linked.map((n) => [index.get(n)!, -1] as const)]);
        }),
        right: unknown.map((pixel) =>
          [0, 1, 2].map(
            (c) =>
              (borders[pixel]! + attraction[pixel]!) * values.data[3 * pixel + c]! +
              currents.data[3 * pixel + c]!,
          ),
        ),
      });
      let error = 0;
      unknown.forEach((pixel, i) => {
        for (let c = 0; c < 3; c++) {
          error = Math.max(error, Math.abs(solved.data[3 * pixel + c]! - expected[i]![c]!));
        }
      });
      t.true(error < 0.01, `${share}: ${error}`);
    }
  });
}
