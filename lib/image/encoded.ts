import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PictureOptions } from '../raster/picture.js';
import { fullStretch, type Stretch } from '../raster/stretch.js';
import { unsupported } from '../raster/unsupported.js';
import type { Size } from '../values/size.js';
import { limited } from '../workers/limit.js';
import { toRgb } from './convert.js';
import { type Format, isLosslessWebp } from './format.js';
import { maskOf } from './mask.js';
import type { OpenFile, ReadImage } from './opened.js';
import { type Shown, showPixels, stretchPixels } from './pixels.js';
import { convertByProfile, type ProfileUse, useOfProfile } from './profile.js';
import { checkPixels, isSide, type RawImage, type RgbImage } from './raw-image.js';
import { resize, resized } from './resize.js';
import { viewAs } from './samples.js';
import { profileWarning, rangeWarnings } from './warnings.js';

/** Colour spaces of sharp that keep an image's own samples, and their number of colours. */
const OWN: Readonly<Record<string, 1 | 3 | 4>> = { 'b-w': 1, grey16: 1, srgb: 3, rgb16: 3, cmyk: 4 };

// The limit of pixels is checked here and not by sharp, so that it has its own error. Profiles are left to Little CMS.
const OPTIONS = { limitInputPixels: false, failOn: 'error', ignoreIcc: true } as const;

/** An encoded image, whose samples can also be read without a stretch. */
export interface OpenEncoded extends OpenFile {
  /**
   * Decodes to grey or RGB of 8 or 16 bits, with alpha if the image has it. Inks, and colours of a profile other than sRGB,
   * become 8-bit sRGB.
   */
  samples(): Promise<RawImage>;
}

/**
 * Opens a JPEG, PNG, WebP, GIF or AVIF. Only the header is read.
 *
 * @throws ImageError, AbortError
 * @throws Error for a damaged header
 */
export async function openEncoded(
  bytes: Uint8Array<ArrayBuffer>,
  format: Format,
  label: string,
  { bands, stretch }: PictureOptions,
  signal?: AbortSignal,
): Promise<OpenEncoded> {
  const metadata = await readMetadata(bytes, format, label, signal);
  const { hasAlpha, depth, icc } = metadata;
  const isDeep = depth === 'ushort';
  const space = metadata.space in OWN ? metadata.space : 'srgb';
  const colours = OWN[space]!;
  const open = () => sharp(bytes, OPTIONS).autoOrient();
  const decodeAll = () => limited(() => decode(open().toColourspace(space), isDeep), signal);
  const decodeColours = () =>
    limited(() => decode(open().removeAlpha().toColourspace(space), isDeep), signal);

  async function rgb(wanted?: Size): Promise<ReadImage> {
    if (bands) {
      checkHasBands(metadata, label);
      const shown = showPixels(await decodeAll(), label, { bands, stretch });
      const image = await resize(shown.image, wanted, signal);
      return { ...shown, image, warnings: rangeWarnings(image, shown.stretch, label) };
    }
    const use = icc ? await useOfProfile(icc, colours, signal) : 'srgb';
    const isFull = stretch === undefined || stretch === 'full';
    const { image, stretch: applied } = isFull
      ? await full(use, wanted)
      : await stretched(use, stretch, wanted);
    const warnings = [
      ...(use === 'unusable' ? [profileWarning(label)] : []),
      ...rangeWarnings(image, applied, label),
    ];
    return { image, bands: Array.from({ length: colours }, (_, i) => i + 1), stretch: applied, warnings };
  }

  async function full(use: ProfileUse, wanted?: Size): Promise<Omit<Shown, 'bands'>> {
    const stretch = fullStretch({ format: 'uint', bits: isDeep ? 16 : 8 });
    if (isDeep || use === 'convert') {
      const image = await toSrgb(await decodeColours(), use);
      return { image: await resize(image, wanted, signal), stretch };
    }
    const upright = () => open().removeAlpha().toColourspace('srgb');
    const plain = (image: Sharp) => limited(() => decodeRgb(image), signal);
    // A resize weights colours by alpha, so this is removed first.
    if (!wanted || hasAlpha) return { image: await resize(await plain(upright()), wanted, signal), stretch };
    return { image: await plain(resized(upright(), wanted)), stretch };
  }

  /** Stretches colours before their profile applies, because that is what their numbers belong to. */
  async function stretched(use: ProfileUse, asked: Stretch, wanted?: Size): Promise<Omit<Shown, 'bands'>> {
    // The range of inks says nothing about that of colours.
    const isInk = colours === 4;
    const raw = isInk ? (await full(use)).image : await decodeColours();
    const { image, stretch } = stretchPixels(raw, asked);
    return { image: await resize(await toSrgb(image, isInk ? 'srgb' : use), wanted, signal), stretch };
  }

  async function toSrgb(image: RawImage, use: ProfileUse): Promise<RgbImage<Uint8Array>> {
    return use === 'convert' ? convertByProfile(image, icc!, signal) : toRgb(image, label);
  }

  return {
    ...sizesOf(metadata).upright,
    rgb,
    async mask() {
      const raw = await decodeAll();
      const isLossy = format === 'jpeg' || format === 'heif' || (format === 'webp' && !isLosslessWebp(bytes));
      const half = isDeep ? 32_768 : 128;
      const least = isLossy ? half : 1;
      const data = maskOf(
        raw,
        hasAlpha,
        (sample) => sample >= least,
        (visit) => visit(raw.data as Uint8Array | Uint16Array),
      );
      return { data, width: raw.width, height: raw.height, channels: 1 };
    },
    async samples() {
      const use = icc ? await useOfProfile(icc, colours, signal) : 'srgb';
      if (use === 'convert' || colours === 4) return (await full(use)).image;
      return decodeAll();
    },
    async close() {},
  };
}

/**
 * The size from the header of a JPEG, PNG, WebP, GIF or AVIF: upright, and as stored before any turn.
 *
 * @param bytes the file, or its start if that holds all metadata
 * @throws ImageError
 */
export async function readSizes(
  bytes: Uint8Array,
  format: Format,
  label: string,
): Promise<{ upright: Size; stored: Size }> {
  return sizesOf(await readMetadata(bytes, format, label));
}

function sizesOf({ autoOrient, width, height }: Metadata): { upright: Size; stored: Size } {
  return { upright: { width: autoOrient.width, height: autoOrient.height }, stored: { width, height } };
}

async function readMetadata(
  bytes: Uint8Array,
  format: Format,
  label: string,
  signal?: AbortSignal,
): Promise<Metadata> {
  const metadata = await limited(() => sharp(bytes, OPTIONS).metadata(), signal);
  const { autoOrient } = metadata;
  // Another decoder of libvips may take a file that looks like two formats.
  if (metadata.format !== format) throw new Error(`it looks like ${format} and like ${metadata.format}`);
  if (!isSide(autoOrient.width) || !isSide(autoOrient.height)) throw new Error('its size is unknown');
  checkPixels(label, autoOrient);
  return metadata;
}

function checkHasBands({ isPalette, format, space }: Metadata, label: string): void {
  const [what, command] =
    isPalette || format === 'gif'
      ? ['a palette', 'gdal_translate -expand rgb in out.tif']
      : space === 'cmyk'
        ? ['inks (CMYK)', 'convert in -colorspace sRGB out.png']
        : [];
  if (what)
    throw unsupported(
      `The ${label} image has ${what} and so no bands to choose from.`,
      `Leave the bands out, or convert it, for example: ${command}`,
    );
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
