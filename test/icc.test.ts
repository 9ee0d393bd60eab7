import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import sharp from 'sharp';
import { loadColour } from '../lib/colour/icc.js';
import { greyProfile, rgbProfile, SPACES, SRGB_CURVE, tableProfile } from './support/icc.js';
import { generator } from './support/random.js';

const run = promisify(execFile);
const colour = await loadColour();

const rec709 = (x: number) => (x < 0.081243 ? x / 4.5 : ((x + 0.0992968) / 1.0992968) ** (1 / 0.45));
const dotGain = (x: number) => (1 - (1 - x) ** 0.6) ** 1.8;
type Lab = [number, number, number];
const inks = (c: number, m: number, y: number, k: number): Lab => [
  100 * (1 - k) * (1 - 0.35 * c - 0.45 * m - 0.1 * y),
  70 * (m - c) * (1 - k),
  75 * (y - 0.5 * (c + m)) * (1 - k),
];
const lights = (r: number, g: number, b: number): Lab => [
  100 * (0.3 * r + 0.6 * g + 0.1 * b) ** 0.5,
  80 * (r - g),
  80 * (0.5 * (r + g) - b),
];

const PROFILES = {
  sRGB: rgbProfile(),
  'Display P3, version 4': rgbProfile({ primaries: SPACES.p3, version: 4 }),
  'Adobe RGB': rgbProfile({ primaries: SPACES.adobeRgb, gamma: 563 / 256 }),
  'linear sRGB': rgbProfile({ gamma: 1 }),
  'linear sRGB, version 4': rgbProfile({ gamma: 1, version: 4 }),
  'ProPhoto RGB': rgbProfile({ primaries: SPACES.proPhoto, white: [0.3457, 0.3585], gamma: 1.8 }),
  'Rec. 2020, a sampled curve': rgbProfile({ primaries: SPACES.rec2020, gamma: rec709 }),
  'a table of RGB': tableProfile({ channels: 3, grid: 17, lab: lights }),
  'a table of RGB, version 4': tableProfile({ channels: 3, grid: 17, lab: lights, version: 4 }),
  'grey, gamma 2.2': greyProfile({ gamma: 2.2 }),
  'grey, linear': greyProfile({ gamma: 1 }),
  'grey, dot gain': greyProfile({ gamma: dotGain }),
  'grey, the curve of sRGB': greyProfile({ gamma: SRGB_CURVE }),
  'a table of CMYK': tableProfile({ channels: 4, lab: inks }),
  'a table of CMYK, version 4': tableProfile({ channels: 4, lab: inks, version: 4 }),
};
type Name = keyof typeof PROFILES;

/** Pixels of the profiles of 1, 3 and 4 channels. */
const SAMPLES8 = {
  1: [0, 1, 5, 20, 60, 128, 200, 254, 255],
  3: [30, 200, 40, 255, 0, 0, 0, 255, 0, 5, 9, 2, 128, 128, 128, 250, 240, 20],
  4: [0, 0, 0, 0, 255, 0, 0, 0, 20, 200, 90, 10, 0, 0, 0, 255, 120, 60, 30, 100],
};
const SAMPLES16 = {
  1: [0, 294, 1359, 5251, 15448, 32961, 51502, 65297, 65535],
  3: [
    7710, 51400, 10280, 65535, 0, 0, 300, 1000, 60, 1369, 2314, 552, 32971, 33008, 32925, 64316, 61783, 5160,
  ],
  4: [
    0, 37, 74, 111, 65535, 65, 102, 19, 5196, 51493, 23140, 2617, 84, 1, 38, 65535, 30952, 15449, 7776, 25803,
  ],
};

// Made once from these very profiles by ImageCms.profileToProfile of Pillow 13.0, to createProfile('sRGB').
const EXPECTED8: Record<Name, number[]> = {
  sRGB: [30, 200, 40, 255, 0, 0, 0, 255, 0, 5, 9, 2, 128, 128, 128, 250, 240, 20],
  'Display P3, version 4': [0, 204, 0, 255, 0, 0, 0, 255, 0, 4, 9, 1, 128, 128, 128, 252, 240, 0],
  'Adobe RGB': [0, 201, 0, 255, 0, 0, 0, 255, 0, 0, 2, 0, 129, 129, 129, 254, 240, 0],
  'linear sRGB': [96, 229, 110, 255, 0, 0, 0, 255, 0, 38, 53, 22, 188, 188, 188, 253, 248, 79],
  'linear sRGB, version 4': [96, 229, 110, 255, 0, 0, 0, 255, 0, 38, 53, 22, 188, 188, 188, 253, 248, 79],
  'ProPhoto RGB': [0, 230, 0, 255, 0, 0, 0, 255, 0, 0, 9, 0, 146, 146, 146, 255, 241, 0],
  'Rec. 2020, a sampled curve': [0, 217, 0, 255, 0, 0, 0, 255, 0, 8, 23, 4, 140, 140, 140, 255, 241, 0],
  'a table of RGB': [44, 201, 131, 253, 18, 69, 0, 225, 110, 31, 33, 30, 173, 173, 173, 255, 231, 91],
  'a table of RGB, version 4': [
    41, 201, 130, 253, 9, 67, 0, 225, 109, 26, 28, 25, 173, 173, 173, 255, 231, 89,
  ],
  'grey, gamma 2.2': [0, 0, 1, 12, 57, 129, 201, 254, 255],
  'grey, linear': [0, 6, 31, 79, 133, 188, 229, 255, 255],
  'grey, dot gain': [0, 0, 2, 13, 50, 106, 170, 252, 255],
  'grey, the curve of sRGB': [0, 1, 5, 20, 60, 128, 200, 254, 255],
  'a table of CMYK': [255, 255, 255, 0, 189, 223, 206, 98, 147, 0, 0, 0, 75, 109, 121],
  'a table of CMYK, version 4': [255, 255, 255, 0, 188, 223, 205, 97, 146, 0, 0, 0, 73, 108, 120],
};

// By Little CMS 2.19 with cmsFLAGS_NOOPTIMIZE, to 16 bits, rounded.
const EXPECTED16: Record<Name, number[]> = {
  sRGB: [30, 200, 40, 255, 0, 0, 1, 4, 0, 5, 9, 2, 128, 128, 128, 250, 240, 20],
  'Display P3, version 4': [0, 204, 0, 255, 0, 0, 1, 4, 0, 4, 9, 2, 128, 128, 128, 252, 240, 0],
  'Adobe RGB': [0, 201, 0, 255, 0, 0, 0, 0, 0, 0, 2, 0, 129, 129, 129, 254, 241, 0],
  'linear sRGB': [96, 229, 110, 255, 0, 0, 14, 33, 3, 40, 53, 23, 188, 188, 188, 253, 248, 79],
  'linear sRGB, version 4': [96, 229, 110, 255, 0, 0, 14, 33, 3, 40, 53, 23, 188, 188, 188, 253, 248, 79],
  'ProPhoto RGB': [0, 230, 0, 255, 0, 0, 0, 2, 0, 0, 9, 0, 147, 147, 146, 255, 242, 0],
  'Rec. 2020, a sampled curve': [0, 217, 0, 255, 0, 0, 0, 12, 0, 10, 22, 4, 140, 140, 140, 255, 242, 0],
  'a table of RGB': [45, 201, 131, 253, 18, 69, 16, 17, 16, 32, 33, 30, 174, 174, 173, 255, 231, 91],
  'a table of RGB, version 4': [41, 201, 130, 253, 9, 67, 5, 8, 5, 27, 28, 25, 173, 173, 173, 255, 231, 89],
  'grey, gamma 2.2': [0, 0, 1, 13, 58, 129, 202, 254, 255],
  'grey, linear': [0, 14, 39, 80, 133, 188, 229, 255, 255],
  'grey, dot gain': [0, 0, 1, 14, 50, 106, 170, 248, 255],
  'grey, the curve of sRGB': [0, 1, 5, 20, 60, 128, 200, 254, 255],
  'a table of CMYK': [255, 254, 254, 0, 188, 223, 205, 98, 146, 0, 0, 0, 75, 108, 120],
  'a table of CMYK, version 4': [255, 254, 254, 0, 188, 223, 205, 97, 146, 0, 0, 0, 73, 107, 119],
};

for (const [name, bytes] of Object.entries(PROFILES) as [Name, Buffer][]) {
  const channels = name.includes('CMYK') ? 4 : name.startsWith('grey') ? 1 : 3;

  test(`${name}: 8-bit samples become sRGB as in Pillow`, (t) => {
    near(t, convert(bytes, channels, Uint8Array.from(SAMPLES8[channels])), rgb(EXPECTED8[name], channels));
  });

  test(`${name}: 16-bit samples become sRGB as in Little CMS`, (t) => {
    near(t, convert(bytes, channels, Uint16Array.from(SAMPLES16[channels])), rgb(EXPECTED16[name], channels));
  });
}

test('the profiles that sharp embeds are converted', async (t) => {
  const samples = Uint8Array.of(30, 200, 40, 255, 0, 0, 250, 240, 20);
  near(t, convert(await embedded('p3'), 3, samples), [0, 204, 0, 255, 0, 0, 252, 240, 0]);
  // By Little CMS 2.14. In 2.18 and 2.19, a black that is not neutral tints the dark colours.
  const ofInks = Uint8Array.of(255, 0, 0, 0, 20, 200, 90, 10, 120, 60, 30, 100, 0, 0, 0, 255);
  near(t, convert(await embedded('cmyk'), 4, ofInks), [0, 153, 228, 211, 74, 111, 93, 113, 131, 18, 4, 23]);
});

// Little CMS itself, as other programs call it, is up to 20 levels off for 16-bit samples.
for (const [name, bytes, channels, light] of [
  ['linear RGB', rgbProfile({ gamma: 1 }), 3, (x: number) => x],
  ['RGB of gamma 1.8', rgbProfile({ gamma: 1.8, version: 4 }), 3, (x: number) => x ** 1.8],
  ['linear grey', greyProfile({ gamma: 1 }), 1, (x: number) => x],
  ['grey of gamma 2.2', greyProfile({ gamma: 2.2, version: 4 }), 1, (x: number) => x ** 2.2],
] as const) {
  test(`every 16-bit value of ${name} is rounded to the nearest level`, (t) => {
    const values = new Uint16Array(65_536 * channels).map((_, i) => Math.floor(i / channels));
    const actual = convert(bytes, channels, values);
    const farthest = actual.reduce((most, level, i) => {
      const exact = 255 * toSrgbCurve(light(Math.floor(i / 3) / 65_535));
      return Math.max(most, Math.abs(level - exact));
    }, 0);
    t.true(farthest < 0.55, `${farthest} levels`);
  });
}

test('16-bit samples of an sRGB profile keep their level', (t) => {
  const random = generator(1);
  const samples = new Uint16Array(30_000).map(() => random() * 65_536);
  near(
    t,
    convert(rgbProfile(), 3, samples),
    [...samples].map((sample) => Math.round(sample / 257)),
  );
});

test('an image is converted as its parts are', (t) => {
  const random = generator(2);
  for (const [name, channels] of [
    ['Display P3, version 4', 3],
    ['a table of RGB', 3],
    ['grey, dot gain', 1],
    ['a table of CMYK', 4],
  ] as const) {
    for (const Type of [Uint8Array, Uint16Array]) {
      const pixels = 150_001;
      const samples = new Type(pixels * channels).map(() => random() * 256 ** Type.BYTES_PER_ELEMENT);
      const whole = convert(PROFILES[name], channels, samples);
      t.is(whole.length, pixels * 3);
      for (const start of [0, 65_535, 149_000]) {
        const part = convert(
          PROFILES[name],
          channels,
          samples.subarray(start * channels, (start + 1000) * channels),
        );
        t.deepEqual(part, whole.slice(start * 3, (start + 1000) * 3), `${name}, from ${start}`);
      }
    }
  }
});

test('a profile knows its name, and whether it is sRGB', async (t) => {
  const is = (bytes: Uint8Array, channels: 1 | 3 | 4) => colour.open(bytes, channels)?.isSrgb;
  t.true(is(PROFILES.sRGB, 3));
  t.true(
    is(
      rgbProfile({ version: 4, gamma: (x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4) }),
      3,
    ),
  );
  t.true(is(PROFILES['grey, the curve of sRGB'], 1));
  t.true(is(await embedded('srgb'), 3));
  t.false(is(await embedded('p3'), 3));
  t.false(is(rgbProfile({ gamma: 2.2 }), 3));
  t.false(is(PROFILES['grey, gamma 2.2'], 1));
  t.false(is(PROFILES['a table of CMYK'], 4));

  for (const version of [2, 4] as const) {
    const named = rgbProfile({ version, description: 'Orthophoto RGB' });
    t.is(colour.open(named, 3)!.name, 'Orthophoto RGB');
  }
});

test('what is no profile of such samples is refused', (t) => {
  const good = rgbProfile();
  const refused: [Uint8Array, 1 | 3 | 4][] = [
    [new Uint8Array(0), 3],
    [new Uint8Array(5000), 3],
    [good.subarray(0, 100), 3],
    [good.subarray(0, 300), 3],
    [good, 1],
    [good, 4],
    [greyProfile(), 3],
    [PROFILES['a table of CMYK'], 3],
    [rgbProfile({ deviceClass: 'link' }), 3],
    [rgbProfile({ deviceClass: 'abst' }), 3],
    [rgbProfile({ deviceClass: 'nmcl' }), 3],
  ];
  for (const [bytes, channels] of refused) t.is(colour.open(bytes, channels), undefined);
});

test('a profile whose channels are all the same is converted', (t) => {
  const grey = tableProfile({ channels: 3, lab: (r, g, b) => [(100 * (r + g + b)) / 3, 0, 0] });
  // L* 50 is 119 in sRGB.
  near(t, convert(grey, 3, Uint16Array.of(32_768, 32_768, 32_768, 65_535, 32_768, 0)), Array(6).fill(119));
});

test('damaged profiles neither crash nor harm others', (t) => {
  t.timeout(5 * 60_000);
  const random = generator(3);
  const pick = (end: number) => Math.floor(random() * end);
  const outcomes = new Set<string>();
  for (const [name, channels] of [
    ['Rec. 2020, a sampled curve', 3],
    ['Display P3, version 4', 3],
    ['a table of CMYK, version 4', 4],
    ['a table of RGB', 3],
  ] as const) {
    for (let i = 0; i < 40; i++) {
      const bytes = new Uint8Array(PROFILES[name]);
      const flips = 1 + pick(8);
      // The directory and the heads of the tags are at the start.
      for (let flip = 0; flip < flips; flip++) bytes[128 + pick(900)] = [0, 255, pick(256)][pick(3)]!;
      const cut = pick(5) === 0 ? bytes.subarray(0, pick(bytes.length)) : bytes;
      const profile = colour.open(cut, channels);
      if (!profile) outcomes.add('refused');
      for (const Type of profile ? [Uint8Array, Uint16Array] : []) {
        try {
          t.is(profile!.toSrgb(new Type(12), 12 / channels).length, 36 / channels);
          outcomes.add('converted');
        } catch (error) {
          t.regex((error as Error).message, /damaged|closed/);
        }
      }
    }
  }
  t.deepEqual([...outcomes].sort(), ['converted', 'refused']);
  t.deepEqual([...convert(PROFILES['linear sRGB'], 3, Uint8Array.of(128, 5, 250))], [188, 38, 253]);
});

test('samples are not converted by a closed profile, nor if their number is wrong', (t) => {
  const profile = colour.open(PROFILES['linear sRGB'], 3)!;
  t.throws(() => profile.toSrgb(new Uint8Array(5), 2), { instanceOf: RangeError, message: /5 samples/ });
  profile.close();
  t.throws(() => profile.toSrgb(new Uint8Array(3), 1), { message: /closed/ });
});

test('it works in threads, and adds no listener and no warning to the process', async (t) => {
  const work = `
    async function work() {
      const { loadColour } = await import(${JSON.stringify(join(import.meta.dirname, '../dist/colour/icc.js'))});
      const icc = Buffer.from('${PROFILES['linear sRGB'].toString('base64')}', 'base64');
      return (await loadColour()).open(icc, 3).toSrgb(Uint8Array.of(128, 5, 250), 1).join();
    }
  `;
  const inThread = `${work} work().then((rgb) => require('node:worker_threads').parentPort.postMessage(rgb));`;
  const script = `
    ${work}
    const { Worker } = require('node:worker_threads');
    const listeners = () => process.eventNames().map((name) => [name, process.listenerCount(name)]).join();
    const before = listeners();
    work().then((rgb) => {
      console.log(rgb, listeners() === before);
      new Worker(${JSON.stringify(inThread)}, { eval: true }).on('message', console.log);
    });
  `;
  const { stdout, stderr } = await run(process.execPath, ['--eval', script]);
  t.is(stderr, '');
  t.is(stdout, '188,38,253 true\n188,38,253\n');
});

/** The profile that sharp has under a name. */
async function embedded(name: 'p3' | 'srgb' | 'cmyk'): Promise<Uint8Array> {
  const image = sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } });
  const jpeg = await image
    .toColourspace(name === 'cmyk' ? 'cmyk' : 'srgb')
    .withIccProfile(name)
    .jpeg()
    .toBuffer();
  return (await sharp(jpeg).metadata()).icc!;
}

function convert(bytes: Uint8Array, channels: 1 | 3 | 4, samples: Uint8Array | Uint16Array): Uint8Array {
  const profile = colour.open(bytes, channels)!;
  const converted = profile.toSrgb(samples, samples.length / channels);
  profile.close();
  return converted;
}

/** Of grey, only one channel is written down. */
function rgb(levels: readonly number[], channels: 1 | 3 | 4): number[] {
  return channels === 1 ? levels.flatMap((level) => [level, level, level]) : [...levels];
}

function toSrgbCurve(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** Within one level. */
function near(t: ExecutionContext, actual: Uint8Array, expected: readonly number[]): void {
  t.is(actual.length, expected.length);
  const isNear = actual.every((level, i) => Math.abs(level - expected[i]!) <= 1);
  t.true(isNear, `${actual.slice(0, 30)} is not near ${expected.slice(0, 30)}`);
}
