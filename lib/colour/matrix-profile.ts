import { determinant, inverse, Matrix } from 'ml-matrix';
import type { Format, Lcms, Pixels } from './lcms.js';

// Most RGB profiles are a curve for each channel and a matrix. For 16-bit samples, Little CMS either goes through both
// for every pixel, or uses a table that is up to 20 levels off; with the curves as tables, this is as exact as the one and
// faster than the other.

const WHITE = 65_535;
/** Of linear light. They are below a level of 255 by far even where the curve of sRGB is steepest. */
const STEPS = 2 ** 18;

const RGB16 = { space: 'rgb', Type: Uint16Array } satisfies Format;
const XYZ = { space: 'xyz', Type: Float32Array } satisfies Format;

type Convert = (samples: Pixels) => Uint8Array;

/**
 * A function from 16-bit RGB to 8-bit sRGB that does what Little CMS does.
 *
 * @param exact Little CMS itself, for comparison
 * @returns undefined for a profile that is more than curves and a matrix
 */
export function matrixTransform(lcms: Lcms, profile: number, exact: Convert): Convert | undefined {
  const [toXyz, srgbToXyz] = [profile, lcms.createSrgb()].map((from) =>
    lcms.transform(from, RGB16, lcms.createXyz(), XYZ, true),
  );
  if (!toXyz || !srgbToXyz) return undefined;
  const fromLight = primaries(toXyz);
  if (Math.abs(determinant(fromLight)) < 1e-6) return undefined;
  const toLinear = inverse(primaries(srgbToXyz)).mmul(fromLight).mul(STEPS);
  const convert = through(curves(toXyz, inverse(fromLight)), toLinear, srgbLevels());

  const pixels = probes();
  const expected = exact(pixels);
  return convert(pixels).every((level, i) => Math.abs(level - expected[i]!) <= 1) ? convert : undefined;
}

/** From the light of the channels to XYZ. */
function primaries(toXyz: (samples: Uint16Array) => Float32Array): Matrix {
  const columns = toXyz(Uint16Array.of(WHITE, 0, 0, 0, WHITE, 0, 0, 0, WHITE));
  return Matrix.from1DArray(3, 3, columns).transpose();
}

/** The light of each channel for each of its values. Grey has that of all three. */
function curves(toXyz: (samples: Uint16Array) => Float32Array, toLight: Matrix): Float32Array[] {
  const greys = new Uint16Array((WHITE + 1) * 3).map((_, i) => Math.floor(i / 3));
  const xyz = toXyz(greys);
  return toLight
    .to2DArray()
    .map((row) =>
      new Float32Array(WHITE + 1).map(
        (_, i) => row[0]! * xyz[i * 3]! + row[1]! * xyz[i * 3 + 1]! + row[2]! * xyz[i * 3 + 2]!,
      ),
    );
}

function through(light: Float32Array[], toLinear: Matrix, levels: Uint8Array): Convert {
  const [reds, greens, blues] = light as [Float32Array, Float32Array, Float32Array];
  const [rr, rg, rb, gr, gg, gb, br, bg, bb] = toLinear.to1DArray() as [
    ...[number, number, number],
    ...[number, number, number],
    ...[number, number, number],
  ];
  const level = (linear: number) => levels[linear <= 0 ? 0 : linear >= STEPS ? STEPS : Math.round(linear)]!;
  return (samples) => {
    const out = new Uint8Array(samples.length);
    for (let i = 0; i < samples.length; i += 3) {
      const [red, green, blue] = [reds[samples[i]!]!, greens[samples[i + 1]!]!, blues[samples[i + 2]!]!];
      out[i] = level(rr * red + rg * green + rb * blue);
      out[i + 1] = level(gr * red + gg * green + gb * blue);
      out[i + 2] = level(br * red + bg * green + bb * blue);
    }
    return out;
  };
}

let levels: Uint8Array | undefined;

/** The 8-bit sRGB of linear light, from 0 to `STEPS`. */
function srgbLevels(): Uint8Array {
  levels ??= new Uint8Array(STEPS + 1).map((_, i) => {
    const light = i / STEPS;
    return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
  });
  return levels;
}

/** Colours all over the cube, with many dark ones. */
function probes(): Uint16Array {
  const values = [0, 1, 37, 310, 1500, 4000, 9000, 16_000, 25_000, 36_000, 47_000, 58_000, 65_535];
  const colours = values.flatMap((red) =>
    values.flatMap((green) => values.map((blue) => [red, green, blue])),
  );
  return Uint16Array.from(colours.flat());
}
