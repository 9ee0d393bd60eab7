import { createHash } from 'node:crypto';
import { types } from 'node:util';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { unsupported } from '../raster/layout.js';
import type { PictureOptions } from '../raster/picture.js';
import { fullStretch } from '../raster/stretch.js';
import { show } from '../values/show.js';
import { toRgb } from './convert.js';
import { decoding, inWorker, orAbort } from './decoding.js';
import { type Format, isLosslessWebp } from './format.js';
import { maskOf } from './mask.js';
import type { OpenFile, ReadImage } from './open.js';
import { showPixels } from './pixels.js';
import { checkPixels, isSide, type RawImage, type RgbImage, type Size } from './raw-image.js';
import { resize, resized } from './resize.js';
import { viewAs } from './samples.js';
import { warnOfProfile, warnOfRange } from './warnings.js';

/** Colour spaces of sharp that keep an image's own samples, and their number of colours. */
const OWN: Readonly<Record<string, 1 | 3 | 4>> = { 'b-w': 1, grey16: 1, srgb: 3, rgb16: 3, cmyk: 4 };

// The limit of pixels is checked here and not by sharp, so that it has its own error. Profiles are left to Little CMS.
const OPTIONS = { limitInputPixels: false, failOn: 'error', ignoreIcc: true } as const;

/**
 * Opens a JPEG, PNG, WebP, GIF or AVIF. Only the header is read.
 *
 * @throws ImageError
 * @throws Error for a damaged header
 */
export async function openEncoded(
  bytes: Uint8Array<ArrayBuffer>,
  format: Format,
  label: string,
  options: PictureOptions,
  signal?: AbortSignal,
): Promise<OpenFile> {
  const metadata = await readMetadata(bytes, format, label, signal);
  const { hasAlpha, depth, space, icc } = metadata;
  const size = { width: metadata.autoOrient.width, height: metadata.autoOrient.height };
  const isDeep = depth === 'ushort';
  const own = space in OWN ? space : 'srgb';
  const colours = OWN[own]!;
  const open = () => sharp(bytes, OPTIONS).autoOrient();
  const decodeAll = () => decoding(() => decode(open().toColourspace(own), isDeep), signal);

  async function rgb(wanted?: Size): Promise<ReadImage> {
    if (options.bands || options.stretch) {
      checkPalette(metadata, options, label);
      const shown = showPixels(await decodeAll(), label, options);
      const image = await resize(shown.image, wanted);
      return { ...shown, image, warnings: warnOfRange(image, shown.stretch, label) };
    }
    const use = icc ? await useOf(icc, colours, signal) : 'srgb';
    const warnings = use === 'none' ? [warnOfProfile(label)] : [];
    const image = await picture(use, wanted);
    const stretch = fullStretch({ format: 'uint', bits: isDeep ? 16 : 8 });
    const bands = Array.from({ length: colours }, (_, i) => i + 1);
    return { image, bands, stretch, warnings: [...warnings, ...warnOfRange(image, stretch, label)] };
  }

  async function picture(use: ProfileUse, wanted?: Size): Promise<RgbImage<Uint8Array>> {
    if (isDeep || use === 'convert') {
      const raw = await decoding(() => decode(open().removeAlpha().toColourspace(own), isDeep), signal);
      const { width, height } = raw;
      if (use !== 'convert') return resize(toRgb(raw, label), wanted);
      const samples = raw.data as Uint8Array | Uint16Array;
      const task = {
        kind: 'colour',
        profile: icc!,
        channels: colours,
        samples,
        pixels: width * height,
      } as const;
      const { data } = await inWorker(task, signal);
      return resize({ data, width, height, channels: 3 }, wanted);
    }
    const upright = () => open().removeAlpha().toColourspace('srgb');
    const plain = (image: Sharp) => decoding(() => decodeRgb(image), signal);
    if (!wanted) return plain(upright());
    // A resize weights colours by alpha, so this is removed first.
    return hasAlpha ? resize(await plain(upright()), wanted) : plain(resized(upright(), wanted));
  }

  return {
    ...size,
    rgb,
    async mask() {
      const raw = await decodeAll();
      const isLossy = format === 'jpeg' || format === 'heif' || (format === 'webp' && !isLosslessWebp(bytes));
      const least = isLossy ? 128 : 1;
      const data = maskOf(
        raw,
        hasAlpha,
        (sample) => sample >= least,
        (visit) => visit(raw.data as Uint8Array | Uint16Array),
      );
      return { data, width: raw.width, height: raw.height, channels: 1 };
    },
    async close() {},
  };
}

async function readMetadata(
  bytes: Uint8Array,
  format: Format,
  label: string,
  signal?: AbortSignal,
): Promise<Metadata> {
  const metadata = await decoding(() => sharp(bytes, OPTIONS).metadata(), signal);
  const { autoOrient } = metadata;
  // Another decoder of libvips may take a file that looks like two formats.
  if (metadata.format !== format) throw new Error(`it looks like ${format} and like ${metadata.format}`);
  if (!isSide(autoOrient.width) || !isSide(autoOrient.height)) throw new Error('its size is unknown');
  checkPixels(label, autoOrient);
  return metadata;
}

/**
 * The size from the header of a JPEG, PNG, WebP, GIF or AVIF.
 *
 * @param bytes the file, or its start if that holds all metadata
 */
export async function sizeOf(
  bytes: Uint8Array,
  format: Format,
  label: string,
): Promise<{ upright: Size; stored: Size }> {
  const { autoOrient, width, height } = await readMetadata(bytes, format, label);
  return { upright: { width: autoOrient.width, height: autoOrient.height }, stored: { width, height } };
}

function checkPalette({ isPalette, format }: Metadata, { bands }: PictureOptions, label: string): void {
  if (bands && (isPalette || format === 'gif'))
    throw unsupported(
      label,
      'has a palette, whose indices are no bands',
      'gdal_translate -expand rgb in out.tif',
    );
}

type ProfileUse = 'none' | 'srgb' | 'convert';

/** What became of the profiles that were read last, by their digests. Most images have one of few. */
const known = new Map<string, ProfileUse>();
const MOST_KNOWN = 64;

async function useOf(profile: Uint8Array, channels: 1 | 3 | 4, signal?: AbortSignal): Promise<ProfileUse> {
  const key = `${channels} ${createHash('sha256').update(profile).digest('hex')}`;
  const before = known.get(key);
  if (before) return before;
  const { use } = await inWorker({ kind: 'profile', profile, channels }, signal);
  if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value!);
  known.set(key, use);
  return use;
}

async function decodeRgb(image: Sharp): Promise<RgbImage<Uint8Array>> {
  const decoded = await decode(image, false);
  if (decoded.channels !== 3) throw new Error(`it decodes to ${decoded.channels} channels`);
  return decoded as RgbImage<Uint8Array>;
}

/** Decodes to the image's own number of channels. */
async function decode(image: Sharp, isDeep: boolean): Promise<RawImage> {
  const { data, info } = await image
    .raw({ depth: isDeep ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const samples = isDeep
    ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
    : viewAs(Uint8Array, data);
  return { data: samples, width, height, channels: channels as 1 | 2 | 3 | 4 };
}

/**
 * Lets the caller's own pipeline run. What comes out, with its orientation and its profile, is the image.
 *
 * @throws AbortError
 */
export async function render(instance: Sharp, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  // An instance that is a stream may never end. It is waited for where that keeps no other image waiting.
  await orAbort(Promise.resolve(instance.metadata()), signal);
  const png = await decoding(
    async () => await instance.png({ compressionLevel: 0, palette: false }).toBuffer(),
    signal,
  );
  if (!types.isUint8Array(png)) throw new Error(`it renders to ${show(png)}`);
  return new Uint8Array(viewAs(Uint8Array, png));
}
