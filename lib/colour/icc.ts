import { compileLcms, type Format, Lcms } from './lcms.js';
import { matrixTransform } from './matrix-profile.js';

/** Converts samples by their ICC profile, as Little CMS does. */
export interface Colour {
  /**
   * Reads a profile, which may be damaged in any way. Takes some milliseconds.
   *
   * @param channels of the samples: 1 is grey, 3 RGB, 4 CMYK
   * @returns undefined if the profile says nothing about the colour of such samples: it is damaged, is for another number
   *   of channels, or links two devices
   */
  open(profile: Uint8Array, channels: 1 | 3 | 4): Profile | undefined;
}

/** An ICC profile for samples of one kind. */
export interface Profile {
  /** As the profile describes itself. It may be empty, or hold any characters. */
  readonly name: string;
  /** Whether the profile changes 8-bit samples by at most half a level, so that they may stay as they are. */
  readonly isSrgb: boolean;
  /**
   * Converts samples to sRGB, perceptually where a profile distinguishes that. A megapixel blocks for about 0.01 s if it is
   * grey, 0.03 s in RGB and 0.1 s in CMYK; 16-bit samples whose profile is a table take 0.5 s. An image may be converted in
   * parts, one after the other, with the same result.
   *
   * 8-bit samples get what Little CMS gives by default, and so what Pillow and most programs give. For 16-bit samples, its
   * defaults are up to 20 levels off in dark colours; these get exact values, rounded.
   *
   * @param samples [pixels, channels], with the full range of their type; the highest value is all ink for CMYK
   * @returns [pixels, 3], 0…255
   * @throws Error for a profile that is so damaged that no conversion is possible
   */
  toSrgb(samples: Uint8Array | Uint16Array, pixels: number): Uint8Array;
  /** Samples cannot be converted afterwards. The memory, some 20 MB, goes when this object does. */
  close(): void;
}

/**
 * Loads Little CMS, once in each thread.
 *
 * @example
 * const colour = await loadColour();
 * const profile = colour.open(icc, 3);
 * if (profile) {
 *   const rgb = profile.isSrgb ? samples : profile.toSrgb(samples, width * height);
 *   profile.close();
 * }
 */
export async function loadColour(): Promise<Colour> {
  const module = await compileLcms();
  return {
    open(profile, channels) {
      if (!isFor(profile, channels)) return undefined;
      const lcms = new Lcms(module);
      // A profile can make Little CMS leave its memory, or stop at an assertion.
      try {
        return read(lcms, profile, channels);
      } catch {
        return undefined;
      }
    },
  };
}

type Convert = (samples: Uint8Array | Uint16Array) => Uint8Array;
type Depth = typeof Uint8Array | typeof Uint16Array;

const SPACES = { 1: 'grey', 3: 'rgb', 4: 'cmyk' } as const;
const SIGNATURES = { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' } as const;
/** Input, display and output devices, and colour spaces. Others do not tell the colour of samples. */
const CLASSES = ['scnr', 'mntr', 'prtr', 'spac'];

const RGB8 = { space: 'rgb', Type: Uint8Array } satisfies Format;
const RGB16 = { space: 'rgb', Type: Uint16Array } satisfies Format;

function isFor(profile: Uint8Array, channels: 1 | 3 | 4): boolean {
  const header = Buffer.from(profile.subarray(0, 128)).toString('latin1');
  const [deviceClass, space] = [header.slice(12, 16), header.slice(16, 20)];
  return header.length === 128 && CLASSES.includes(deviceClass) && space === SIGNATURES[channels];
}

function read(lcms: Lcms, bytes: Uint8Array, channels: 1 | 3 | 4): Profile | undefined {
  const profile = lcms.openProfile(bytes);
  if (profile === 0) return undefined;
  const srgb = lcms.createSrgb();
  const format = (Type: Depth): Format => ({ space: SPACES[channels], Type });
  const toRgb16 = lcms.transform(profile, format(Uint8Array), srgb, RGB16, true);
  if (!toRgb16) return undefined;

  const create = (Type: Depth): Convert => {
    const isExact = Type === Uint16Array;
    const convert = lcms.transform(profile, format(Type), srgb, RGB8, isExact);
    if (!convert) throw new Error('Little CMS makes no transform');
    if (channels === 1) return greyTransform(convert, Type);
    return (channels === 3 && isExact && matrixTransform(lcms, profile, convert)) || convert;
  };
  let converts: Map<Depth, Convert> | undefined = new Map();
  return {
    name: lcms.describe(profile),
    isSrgb: channels !== 4 && keepsLevels(toRgb16, channels),
    toSrgb(samples, pixels) {
      if (samples.length !== pixels * channels) {
        throw new RangeError(`${samples.length} samples are not ${pixels} pixels of ${channels} channel(s)`);
      }
      if (!converts) throw new Error('the colour profile is closed');
      const Type = samples instanceof Uint16Array ? Uint16Array : Uint8Array;
      try {
        const convert = converts.get(Type) ?? create(Type);
        converts.set(Type, convert);
        return convert(samples);
      } catch (cause) {
        converts = undefined;
        throw new Error('its colour profile is damaged', { cause });
      }
    },
    close() {
      converts = undefined;
    },
  };
}

/** Whether 8-bit samples come out within half a level of themselves. */
function keepsLevels(toRgb16: (samples: Uint8Array) => Uint16Array, channels: 1 | 3): boolean {
  const ramp = Array.from({ length: 256 }, (_, level) => level);
  const steps = ramp.filter((level) => level % 17 === 0);
  const cube = steps.flatMap((red) => steps.flatMap((green) => steps.flatMap((blue) => [red, green, blue])));
  const lines = ramp.flatMap((level) => [level, level, level, level, 0, 0, 0, level, 0, 0, 0, level]);
  const samples = Uint8Array.from(channels === 1 ? ramp : [...cube, ...lines]);
  const grey = channels === 1 ? 3 : 1;
  return toRgb16(samples).every((value, i) => Math.abs(value / 257 - samples[Math.floor(i / grey)]!) <= 0.5);
}

/** Grey has so few values that each is converted once. */
function greyTransform(convert: Convert, Type: Depth): Convert {
  const every = new Type(256 ** Type.BYTES_PER_ELEMENT).map((_, value) => value);
  const colours = convert(every);
  return (samples) => {
    const out = new Uint8Array(samples.length * 3);
    for (let i = 0, at = 0; i < samples.length; i++) {
      const from = samples[i]! * 3;
      out[at++] = colours[from]!;
      out[at++] = colours[from + 1]!;
      out[at++] = colours[from + 2]!;
    }
    return out;
  };
}
