import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { Layout, Raster } from '../raster/layout.js';
import { readMaskBands } from '../raster/mask.js';
import { fromInks, type PictureOptions, readPicture } from '../raster/picture.js';
import { type Stored, sourceOf } from '../raster/stored.js';
import type { AppliedStretch } from '../raster/stretch.js';
import type { Size } from '../values/size.js';
import type { ProfileUse } from './profile.js';
import { turnUpright, uprightSize } from './turn.js';

/** What a thread is asked for. */
export type Task =
  | {
      kind: 'picture';
      stored: Stored;
      raster: Raster;
      mask?: { stored: Stored; layout: Layout };
      options: PictureOptions;
    }
  | { kind: 'mask'; stored: Stored; raster: Raster; threshold: number; isLossy: boolean }
  | { kind: 'profile'; profile: Uint8Array; channels: 1 | 3 | 4 }
  | {
      kind: 'colour';
      profile: Uint8Array;
      channels: 1 | 3 | 4;
      samples: Uint8Array | Uint16Array;
      pixels: number;
    };

type Upright<T> = T & Size;

/** What a thread answers. Pictures are 8-bit sRGB. */
export type Answer =
  | Upright<{
      kind: 'picture';
      data: Uint8Array<ArrayBuffer>;
      bands: number[];
      stretch: AppliedStretch;
      dataless: number;
      /** Whether the file has a profile that cannot be used. */
      isProfileBad: boolean;
    }>
  | Upright<{ kind: 'mask'; colours: Uint8Array<ArrayBuffer>; alpha?: Uint8Array<ArrayBuffer> }>
  | { kind: 'profile'; use: ProfileUse }
  | { kind: 'colour'; data: Uint8Array<ArrayBuffer> };

/** Runs one task. Its arrays move to the caller. */
export default async function run(task: Task): Promise<ReturnType<typeof move>> {
  const answer = await answerTo(task);
  const arrays = Object.values(answer).filter((value) => value instanceof Uint8Array);
  return move({ [transferableSymbol]: arrays.map(({ buffer }) => buffer), [valueSymbol]: answer });
}

async function answerTo(task: Task): Promise<Answer> {
  switch (task.kind) {
    case 'picture':
      return picture(task);
    case 'mask':
      return mask(task);
    case 'profile':
      return profile(task);
    case 'colour': {
      const data = await convert(task);
      if (!data) throw new Error('its colour profile is damaged');
      return { kind: 'colour', data: new Uint8Array(data) };
    }
  }
}

async function picture({
  stored,
  raster,
  mask,
  options,
}: Extract<Task, { kind: 'picture' }>): Promise<Answer> {
  const { data, channels, profile, ...about } = await readPicture(
    {
      source: sourceOf(stored),
      raster,
      ...(mask && { mask: { source: sourceOf(mask.stored), layout: mask.layout } }),
    },
    options,
  );
  const pixels = raster.width * raster.height;
  const converted = profile && (await convert({ profile, channels, samples: data, pixels }));
  const rgb = converted ?? (profile ? withoutProfile(data, channels) : data);
  const upright = turnUpright(rgb as Uint8Array<ArrayBuffer>, raster, 3, raster.orientation);
  return {
    kind: 'picture',
    ...about,
    ...uprightSize(raster, raster.orientation),
    data: upright,
    isProfileBad: profile !== undefined && converted === undefined,
  };
}

async function mask({
  stored,
  raster,
  threshold,
  isLossy,
}: Extract<Task, { kind: 'mask' }>): Promise<Answer> {
  const found = await readMaskBands(sourceOf(stored), raster, threshold, isLossy);
  const upright = (data: Uint8Array) =>
    turnUpright(data as Uint8Array<ArrayBuffer>, raster, 1, raster.orientation);
  return {
    kind: 'mask',
    ...uprightSize(raster, raster.orientation),
    colours: upright(found.colours),
    ...(found.alpha && { alpha: upright(found.alpha) }),
  };
}

async function profile({ profile, channels }: Extract<Task, { kind: 'profile' }>): Promise<Answer> {
  const { loadColour } = await import('../colour/icc.js');
  const opened = (await loadColour()).open(profile, channels);
  const use = opened === undefined ? 'unusable' : opened.isSrgb ? 'srgb' : 'convert';
  opened?.close();
  return { kind: 'profile', use };
}

/** @returns undefined for a profile that cannot be used */
async function convert({
  profile,
  channels,
  samples,
  pixels,
}: Omit<Extract<Task, { kind: 'colour' }>, 'kind'>): Promise<Uint8Array | undefined> {
  const { loadColour } = await import('../colour/icc.js');
  const opened = (await loadColour()).open(profile, channels);
  try {
    return opened?.toSrgb(samples, pixels);
  } finally {
    opened?.close();
  }
}

/** Grey or RGB as they are, in 8 bits; CMYK as without a profile. */
function withoutProfile(samples: Uint8Array | Uint16Array, channels: 1 | 3 | 4): Uint8Array {
  const scale = samples instanceof Uint16Array ? 1 / 257 : 1;
  if (channels === 4) return fromInks(Uint8Array.from(samples, (sample) => Math.round(sample * scale)));
  const pixels = samples.length / channels;
  const data = new Uint8Array(3 * pixels);
  for (let i = 0; i < pixels; i++)
    for (let c = 0; c < 3; c++)
      data[3 * i + c] = Math.round(samples[i * channels + (channels === 1 ? 0 : c)]! * scale);
  return data;
}
