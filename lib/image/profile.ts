import { digest } from '../files/digest.js';
import type { RawImage, RgbImage } from './raw-image.js';
import { inWorker } from './workers.js';

/** Whether samples need a conversion by their profile, are sRGB already, or have a profile that cannot be used. */
export type ProfileUse = 'convert' | 'srgb' | 'unusable';

/** The uses of the profiles that were read last, by their digests. Most images have one of few. */
const recent = new Map<string, ProfileUse>();
const MOST_RECENT = 64;

/** @param channels of the samples: 1 is grey, 3 RGB, 4 CMYK */
export async function useOfProfile(
  profile: Uint8Array,
  channels: 1 | 3 | 4,
  signal?: AbortSignal,
): Promise<ProfileUse> {
  const key = `${channels} ${digest(profile)}`;
  const before = recent.get(key);
  if (before) return before;
  const { use } = await inWorker({ kind: 'profile', profile, channels }, signal);
  if (recent.size >= MOST_RECENT) recent.delete(recent.keys().next().value!);
  recent.set(key, use);
  return use;
}

/**
 * Converts 8- or 16-bit samples to sRGB by their profile.
 *
 * @param image with 1, 3 or 4 channels, none of them alpha
 */
export async function convertByProfile(
  { data, width, height, channels }: RawImage,
  profile: Uint8Array,
  signal?: AbortSignal,
): Promise<RgbImage<Uint8Array>> {
  const samples = data as Uint8Array | Uint16Array;
  const task = {
    kind: 'colour',
    profile,
    channels: channels as 1 | 3 | 4,
    samples,
    pixels: width * height,
  } as const;
  const converted = await inWorker(task, signal);
  return { data: converted.data, width, height, channels: 3 };
}
