import test from 'ava';
import { fromNative } from '../lib/errors.js';
import { type Core, loadAddon, type NativeRestoration } from '../lib/native/addon.js';
import { neighboursOf, solveDirectly } from './support/linear.js';
import { generator } from './support/random.js';

const { Core: Opened } = loadAddon();

/** What `work` returns with a core that has no model. */
async function withCore<T>(work: (core: Core) => Promise<T>): Promise<T> {
  const core = new Opened();
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

const restore = (request: NativeRestoration) => withCore((core) => core.restoreDetail(request).promise);

const clamp = (value: number) => Math.min(Math.max(value, 0), 255);

/** Noise, some of it outside 0…255, and a harmonised picture of other tones. */
function composite(
  [width, height]: readonly [number, number],
  band: number,
  inMask: (x: number, y: number) => boolean,
  hasData: (x: number, y: number) => boolean = () => true,
): NativeRestoration {
  const random = generator(7);
  const each = <T>(of: (x: number, y: number) => T) =>
    Array.from({ length: width * height }, (_, i) => of(i % width, Math.floor(i / width)));
  const paste = Float32Array.from({ length: 3 * width * height }, () => random() * 355 - 50);
  return {
    width,
    height,
    band,
    paste,
    harmonised: Uint8Array.from(paste, (value) => Math.round(40 + 0.6 * clamp(value) + 20 * random())),
    mask: Uint8Array.from(each((x, y) => Number(inMask(x, y)))),
    valid: Uint8Array.from(each((x, y) => Number(hasData(x, y)))),
  };
}

/** Chebyshev distance to the nearest pixel on the other side of the mask. */
function distances({ width, mask }: NativeRestoration): number[] {
  const at = (i: number) => [i % width, Math.floor(i / width)] as const;
  return [...mask].map((side, i) => {
    let least = Number.POSITIVE_INFINITY;
    mask.forEach((other, j) => {
      if (other === side) return;
      const [[x, y], [u, v]] = [at(i), at(j)];
      least = Math.min(least, Math.max(Math.abs(x - u), Math.abs(y - v)));
    });
    return least;
  });
}

/** The definition, equation by equation, for the result itself. */
function definition(request: NativeRestoration): Map<number, number[]> {
  const { width, height, paste, harmonised, mask, band } = request;
  const valid = request.valid ?? new Uint8Array(mask.length).fill(1);
  const distance = distances(request);
  const weight = (d: number) => Math.min(1, d / band) ** 2;
  // What 8 bits cannot show stays as it is, but not at a seam where harmonising led away from black or white.
  const toned = Array.from(paste, (value, i) => {
    const beside = 1 - weight(distance[Math.floor(i / 3)]! - 0.5);
    const away = Math.min(1, Math.abs(harmonised[i]! - clamp(value)) / 32);
    return harmonised[i]! + (1 - beside * away) * (value - clamp(value));
  });
  const unknown = [...mask.keys()].filter((i) => valid[i] && (mask[i] || distance[i]! <= band));
  const index = new Map(unknown.map((pixel, i) => [pixel, i]));
  const dataTerm = (i: number) => {
    const w = weight(distance[i]! - 0.5);
    return 2 * (1 - w) + (mask[i] ? 0.05 * w : 0);
  };
  const solution = solveDirectly({
    rows: unknown.map((pixel, i) => {
      const around = neighboursOf(pixel, width, height).filter((n) => valid[n]);
      const linked = around.flatMap((n) => index.get(n) ?? []);
      return new Map([[i, around.length + dataTerm(pixel)], ...linked.map((n) => [n, -1] as const)]);
    }),
    right: unknown.map((pixel) =>
      [0, 1, 2].map((c) => {
        const [p, h] = [3 * pixel + c, toned[3 * pixel + c]!];
        let sum = dataTerm(pixel) * h;
        for (const n of neighboursOf(pixel, width, height)) {
          if (!valid[n]) continue;
          const w = mask[n] === mask[pixel] ? weight((distance[n]! + distance[pixel]! - 1) / 2) : 0;
          sum += w * (paste[p]! - paste[3 * n + c]!) + (1 - w) * (h - toned[3 * n + c]!);
          if (!index.has(n)) sum += paste[3 * n + c]!;
        }
        return sum;
      }),
    ),
  });
  return new Map(unknown.map((pixel, i) => [pixel, solution[i]!]));
}

const disc = (x: number, y: number) => (x - 14) ** 2 + (y - 13) ** 2 < 60;
const cases: Record<string, NativeRestoration> = {
  'a disc': composite([31, 28], 4, disc),
  'a band of one pixel': composite([31, 28], 1, disc),
  'a box in the corner of the canvas': composite([30, 26], 3, (x, y) => x < 12 && y >= 15),
  'the whole canvas': composite([20, 18], 4, () => true),
  'pixels without data': composite([31, 28], 3, disc, (x, y) => (x * 7 + y * 5) % 11 > 1 && x > 9),
};
for (const [name, request] of Object.entries(cases)) {
  test(`restored detail, ${name}: its definition in double precision, and the paste elsewhere`, async (t) => {
    const restored = await restore(request);
    const expected = definition(request);
    t.true(expected.size > 100);
    restored.forEach((value, i) => {
      const solved = expected.get(Math.floor(i / 3));
      if (solved) t.true(Math.abs(value - solved[i % 3]!) < 0.01, `${value}, not ${solved[i % 3]}`);
      else t.is(value, request.paste[i]!);
    });
  });
}

test('a picture that harmonising did not change comes out as the paste, also beyond 0…255', async (t) => {
  const request = composite([31, 28], 4, disc);
  const paste = request.paste.map((value) => (value < 0 || value > 255 ? value : Math.round(value)));
  t.deepEqual(await restore({ ...request, paste, harmonised: Uint8Array.from(paste, clamp) }), paste);
});

test('a source brighter than the stretch has the harmonised tones at the seam, and its own detail inside', async (t) => {
  const request = composite([31, 28], 4, disc);
  const { mask } = request;
  const bright = (i: number) => 300 + 40 * (i % 2);
  const of = (inside: (i: number) => number) =>
    Array.from({ length: 3 * mask.length }, (_, i) =>
      mask[Math.floor(i / 3)] ? inside(Math.floor(i / 3)) : 150,
    );
  const restored = await restore({
    ...request,
    paste: Float32Array.from(of(bright)),
    harmonised: Uint8Array.from(of(() => 160)),
  });
  const distance = distances(request);
  for (const i of mask.keys())
    if (mask[i] && distance[i] === 1)
      t.true(Math.abs(restored[3 * i]! - 160) < 8, `${restored[3 * i]} at the seam`);
  const centre = 13 * 31 + 14;
  t.true(Math.abs(restored[3 * centre]! - restored[3 * centre + 3]!) > 30, 'the detail inside');
});

test('a 16-bit ramp shows no banding, although the harmonised picture has 8 bits', async (t) => {
  const [width, height] = [200, 160];
  const ramp = Float32Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return ((pixel % width) * height + Math.floor(pixel / width)) * (255 / (width * height));
  });
  const inMask = (x: number, y: number) => x >= 20 && x < 180 && y >= 20 && y < 140;
  const { mask } = composite([width, height], 8, inMask);
  const harmonised = Uint8Array.from(ramp, (value) => Math.round(20 + 0.8 * value));
  const restored = await restore({ width, height, paste: ramp, harmonised, mask, band: 8 });
  // A level has 256 steps of 16 bits.
  const steps = new Set<number>();
  for (let y = 28; y < 132; y++) {
    for (let x = 28; x < 172; x++) {
      const i = 3 * (y * width + x);
      steps.add(Math.round(restored[i]! * 256));
      t.true(Math.abs(restored[i]! - (20 + 0.8 * ramp[i]!)) < 2, `${x}, ${y}`);
    }
  }
  t.true(steps.size > 5000, `${steps.size}`);
});

test('pixels without data are returned as they are, and count in no sum', async (t) => {
  const request = composite([31, 28], 3, disc, (x, y) => (x + y) % 6 > 0);
  const nodata = (value: number) =>
    request.paste.map((old, i) => (request.valid![Math.floor(i / 3)] ? old : value));
  const [restored, other] = [
    await restore({ ...request, paste: nodata(Number.NaN) }),
    await restore({ ...request, paste: nodata(-9999) }),
  ];
  restored.forEach((value, i) => {
    if (request.valid![Math.floor(i / 3)]) t.is(value, other[i]!);
    else t.deepEqual([value, other[i]], [Number.NaN, -9999]);
  });
});

test('restoring detail can be cancelled', async (t) => {
  await withCore(async (core) => {
    const { promise, cancel } = core.restoreDetail(composite([500, 400], 3, (x) => x > 9));
    cancel();
    t.is((fromNative(await t.throwsAsync(promise)) as { code?: string }).code, 'ABORT_ERR');
  });
});
