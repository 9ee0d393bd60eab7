import { inverse, Matrix } from 'ml-matrix';

// Writes small ICC profiles (ICC.1:2001-04 for version 2, ICC.1:2022 for version 4), so that tests know what is in them.

type Triple = [number, number, number];
type Chromaticity = [x: number, y: number];

/**
 * From samples to light, both 0…1: the exponent of a power function (in version 2 rounded to 1/256), the parameters
 * [g, a, b, c, d] of a parametric curve, or a function, of which 4096 values are written.
 */
export type Curve = number | number[] | ((sample: number) => number);

interface Settings {
  version?: 2 | 4;
  description?: string;
  /** Four letters, such as `mntr`. */
  deviceClass?: string;
}

/** y = ((x + 0.055) / 1.055) ^ 2.4, or x / 12.92 below 0.04045. */
export const SRGB_CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

const D65: Chromaticity = [0.3127, 0.329];
const D50_XYZ: Triple = [0.9642, 1, 0.8249];

export const SPACES = {
  srgb: [
    [0.64, 0.33],
    [0.3, 0.6],
    [0.15, 0.06],
  ],
  p3: [
    [0.68, 0.32],
    [0.265, 0.69],
    [0.15, 0.06],
  ],
  adobeRgb: [
    [0.64, 0.33],
    [0.21, 0.71],
    [0.15, 0.06],
  ],
  rec2020: [
    [0.708, 0.292],
    [0.17, 0.797],
    [0.131, 0.046],
  ],
  proPhoto: [
    [0.7347, 0.2653],
    [0.1596, 0.8404],
    [0.0366, 0.0001],
  ],
} satisfies Record<string, Chromaticity[]>;

/** An RGB profile of a matrix and a curve. @param primaries chromaticities of red, green and blue, as in `SPACES` */
export function rgbProfile({
  primaries = SPACES.srgb,
  white = D65,
  gamma = SRGB_CURVE,
  ...settings
}: Settings & { primaries?: number[][]; white?: number[]; gamma?: Curve } = {}): Buffer {
  const [red, green, blue] = toMatrix(primaries as Chromaticity[], white as Chromaticity)
    .transpose()
    .to2DArray();
  const curve = curveType(gamma, settings.version);
  return profile('RGB ', 'XYZ ', settings, {
    wtpt: xyzType(D50_XYZ),
    rXYZ: xyzType(red as Triple),
    gXYZ: xyzType(green as Triple),
    bXYZ: xyzType(blue as Triple),
    rTRC: curve,
    gTRC: curve,
    bTRC: curve,
  });
}

/** A profile of grey. */
export function greyProfile({ gamma = 2.2, ...settings }: Settings & { gamma?: Curve } = {}): Buffer {
  return profile('GRAY', 'XYZ ', settings, {
    wtpt: xyzType(D50_XYZ),
    kTRC: curveType(gamma, settings.version),
  });
}

/**
 * A profile of a table: `lut16Type` in version 2, `lutAToBType` in version 4.
 *
 * @param grid the number of points along each channel
 * @param lab from the samples of a pixel (0…1) to L* (0…100), a* and b* (-128…127)
 */
export function tableProfile({
  channels,
  grid = 9,
  lab,
  ...settings
}: Settings & { channels: 1 | 3 | 4; grid?: number; lab: (...samples: number[]) => Triple }): Buffer {
  const points = Array.from({ length: grid ** channels }, (_, index) =>
    lab(
      ...Array.from(
        { length: channels },
        (_, channel) => (Math.floor(index / grid ** (channels - 1 - channel)) % grid) / (grid - 1),
      ),
    ),
  );
  const table = settings.version === 4 ? tableType4 : tableType2;
  const space = { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' }[channels];
  return profile(space, 'Lab ', settings, {
    wtpt: xyzType(D50_XYZ),
    A2B0: table(channels, grid, points),
  });
}

function profile(
  space: string,
  connection: string,
  { version = 2, description = 'a test profile', deviceClass = 'mntr' }: Settings,
  tags: Record<string, Buffer>,
): Buffer {
  const all = Object.entries({ desc: textType(description, version), ...tags });
  const directory = [u32(all.length)];
  const contents: Buffer[] = [];
  let offset = 128 + 4 + all.length * 12;
  for (const [name, content] of all) {
    directory.push(ascii(name), u32(offset, content.length));
    const padded = Buffer.concat([content, Buffer.alloc(-content.length & 3)]);
    contents.push(padded);
    offset += padded.length;
  }
  const header = Buffer.concat([
    u32(offset, 0, version << 24),
    ascii(`${deviceClass}${space}${connection}`),
    u16(2026, 1, 1, 0, 0, 0),
    ascii('acsp'),
    Buffer.alloc(28),
    fixed(...D50_XYZ),
    Buffer.alloc(48),
  ]);
  return Buffer.concat([header, ...directory, ...contents]);
}

/** From RGB to XYZ under D50, by the Bradford transform: the colorants are the columns. */
function toMatrix(primaries: Chromaticity[], white: Chromaticity): Matrix {
  const toXyz = ([x, y]: Chromaticity) => [x / y, 1, (1 - x - y) / y];
  const colours = new Matrix(primaries.map(toXyz)).transpose();
  const whiteXyz = Matrix.columnVector(toXyz(white));
  const scale = inverse(colours).mmul(whiteXyz);
  const matrix = colours.mmul(Matrix.diag(scale.to1DArray()));

  const bradford = new Matrix([
    [0.8951, 0.2664, -0.1614],
    [-0.7502, 1.7135, 0.0367],
    [0.0389, -0.0685, 1.0296],
  ]);
  const from = bradford.mmul(whiteXyz);
  const to = bradford.mmul(Matrix.columnVector(D50_XYZ));
  return inverse(bradford)
    .mmul(Matrix.diag(Matrix.div(to, from).to1DArray()))
    .mmul(bradford)
    .mmul(matrix);
}

function curveType(curve: Curve, version: 2 | 4 = 2): Buffer {
  if (typeof curve === 'function') {
    const values = Array.from({ length: 4096 }, (_, i) => Math.round(curve(i / 4095) * 65535));
    return Buffer.concat([type('curv'), u32(values.length), u16(...values)]);
  }
  if (typeof curve === 'object') return Buffer.concat([type('para'), u16(3, 0), fixed(...curve)]);
  if (version === 4) return Buffer.concat([type('para'), u16(0, 0), fixed(curve)]);
  return curve === 1
    ? Buffer.concat([type('curv'), u32(0)])
    : Buffer.concat([type('curv'), u32(1), u16(Math.round(curve * 256))]);
}

function xyzType(xyz: Triple): Buffer {
  return Buffer.concat([type('XYZ '), fixed(...xyz)]);
}

function textType(text: string, version: 2 | 4): Buffer {
  if (version === 2)
    return Buffer.concat([type('desc'), u32(text.length + 1), ascii(`${text}\0`), Buffer.alloc(78)]);
  const utf16 = Buffer.from(text, 'utf16le').swap16();
  return Buffer.concat([type('mluc'), u32(1, 12), ascii('enUS'), u32(utf16.length, 28), utf16]);
}

function tableType2(channels: number, grid: number, points: Triple[]): Buffer {
  const straight = u16(0, 65535);
  const values = points.flatMap(([l, a, b]) => [l * 652.8, (a + 128) * 256, (b + 128) * 256].map(Math.round));
  return Buffer.concat([
    type('mft2'),
    Buffer.from([channels, 3, grid, 0]),
    fixed(1, 0, 0, 0, 1, 0, 0, 0, 1),
    u16(2, 2),
    ...Array(channels).fill(straight),
    u16(...values),
    straight,
    straight,
    straight,
  ]);
}

function tableType4(channels: number, grid: number, points: Triple[]): Buffer {
  const straight = curveType(1);
  const values = points.flatMap(([l, a, b]) =>
    [l * 655.35, (a + 128) * 257, (b + 128) * 257].map(Math.round),
  );
  const grids = Buffer.alloc(16);
  grids.fill(grid, 0, channels);
  const clut = Buffer.concat([
    grids,
    Buffer.from([2, 0, 0, 0]),
    u16(...values),
    Buffer.alloc((values.length & 1) * 2),
  ]);
  const clutAt = 32 + 3 * straight.length;
  return Buffer.concat([
    type('mAB '),
    Buffer.from([channels, 3, 0, 0]),
    u32(32, 0, 0, clutAt, clutAt + clut.length),
    ...Array(3).fill(straight),
    clut,
    ...Array(channels).fill(straight),
  ]);
}

function type(name: string): Buffer {
  return Buffer.concat([ascii(name), u32(0)]);
}

function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function u16(...values: number[]): Buffer {
  return Buffer.from(Uint16Array.from(values).buffer).swap16();
}

function u32(...values: number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer).swap32();
}

/** s15Fixed16Number. */
function fixed(...values: number[]): Buffer {
  return Buffer.from(Int32Array.from(values, (value) => Math.round(value * 65536)).buffer).swap32();
}
