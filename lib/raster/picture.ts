import { type Layout, PHOTOMETRIC, type Raster } from './layout.js';
import { readBands, readPixels } from './read.js';
import type { BandData } from './samples.js';
import {
  type AppliedStretch,
  applyStretch,
  findStretch,
  fullStretch,
  type Planes,
  type Stretch,
} from './stretch.js';
import type { ByteSource } from './tags.js';

/** A raster as a picture, in the orientation of the file. */
export interface Picture {
  /** Interleaved samples of the profile's colour space, or 8-bit sRGB without a profile. */
  data: Uint8Array | Uint16Array;
  channels: 1 | 3 | 4;
  profile?: Uint8Array;
  /** The bands that became red, green and blue, or grey, counted from 1. */
  bands: number[];
  stretch: AppliedStretch;
  /** Pixels without data. */
  dataless: number;
}

export interface PictureOptions {
  /** One band for grey or three for red, green and blue, counted from 1. */
  bands?: readonly number[] | undefined;
  stretch?: Stretch | undefined;
}

/** A raster and where its pixels are read from. The mask may be in a file of its own. */
export interface OpenRaster {
  source: ByteSource;
  raster: Raster;
  mask?: { source: ByteSource; layout: Layout };
}

/** The bands that are shown unless others are asked for, counted from 1. */
export function defaultBands(raster: Layout): number[] {
  const { photometric, bands } = raster;
  if (photometric === PHOTOMETRIC.rgb || photometric === PHOTOMETRIC.yCbCr) return [1, 2, 3];
  if (photometric === PHOTOMETRIC.cmyk) return [1, 2, 3, 4];
  const alpha = alphaOf(raster);
  const colours = Array.from({ length: Math.min(bands, 4) }, (_, i) => i + 1).filter(
    (band) => band - 1 !== alpha,
  );
  return photometric !== PHOTOMETRIC.palette && colours.length >= 3
    ? colours.slice(0, 3)
    : colours.slice(0, 1);
}

/** The band that holds alpha, counted from 0. */
export function alphaOf({ bands, extraSamples }: Layout): number | undefined {
  const at = extraSamples.findIndex((meaning) => meaning === 1 || meaning === 2);
  return at === -1 ? undefined : bands - extraSamples.length + at;
}

/** @throws Error for a damaged file */
export async function readPicture(
  open: OpenRaster,
  { bands: asked, stretch: askedStretch }: PictureOptions,
): Promise<Picture> {
  const { raster } = open;
  const bands = asked ? [...asked] : defaultBands(raster);
  if (isShownAsStored(open, bands, askedStretch)) {
    const data = (await readPixels(open.source, raster)) as Uint8Array;
    return { data, channels: 3, bands, stretch: fullStretch(raster), dataless: 0 };
  }
  // A profile describes the image's own colours, not a choice of bands.
  const profile = asked || raster.photometric === PHOTOMETRIC.palette ? undefined : raster.icc;
  const { planes, valid } = await readPlanes(open, bands);
  const { format, bits } = raster;
  const image: Planes = {
    ...{ planes, format, bits },
    ...(valid && { valid }),
    ...(raster.nodata !== undefined && { nodata: raster.nodata }),
  };
  const usual = (format === 'uint' && bits <= 8) || profile ? 'full' : 'percentile';
  const stretch = findStretch(image, askedStretch ?? usual);
  const dataless = valid ? valid.reduce((sum, is) => sum + (is ? 0 : 1), 0) : 0;
  const about = { bands, stretch, dataless };
  if (raster.colourMap && raster.photometric === PHOTOMETRIC.palette)
    return {
      ...about,
      stretch: fullStretch(raster),
      data: lookUp(planes[0]!, raster.colourMap, bits),
      channels: 3,
    };
  const inverted = raster.photometric === PHOTOMETRIC.whiteIsZero;
  const [pixels, channels] = [planes[0]!.length, planes.length as 1 | 3 | 4];
  if (profile) {
    const isDeep = format !== 'uint' || bits > 8;
    const data = new (isDeep ? Uint16Array : Uint8Array)(pixels * channels);
    applyStretch(image, stretch, data, { inverted });
    return { ...about, data, channels, profile };
  }
  if (channels === 4) {
    const inks = new Uint8Array(pixels * 4);
    applyStretch(image, stretch, inks);
    // Without ink there would be white paper where there is no data.
    if (valid && stretch.method !== 'full')
      for (let i = 0; i < valid.length; i++) if (valid[i] === 0) inks[4 * i + 3] = 255;
    return { ...about, data: fromInks(inks), channels: 3 };
  }
  const data = new Uint8Array(pixels * 3);
  applyStretch(image, stretch, data, { inverted, repeat: channels === 1 ? 3 : 1 });
  return { ...about, data, channels: 3 };
}

/** Whether the samples are the levels of the picture: 8-bit RGB, as most images are. */
function isShownAsStored({ raster, mask }: OpenRaster, bands: readonly number[], stretch?: Stretch): boolean {
  const { photometric, format, bits, planar, icc, nodata } = raster;
  const isRgb = photometric === PHOTOMETRIC.rgb || photometric === PHOTOMETRIC.yCbCr;
  const isEight = format === 'uint' && bits === 8 && (stretch ?? 'full') === 'full';
  const isWhole = raster.bands === 3 && bands.join() === '1,2,3' && !planar;
  return isRgb && isEight && isWhole && !icc && !mask && nodata === undefined;
}

/** The bands, and which of their pixels have data: those that no alpha, mask or nodata value excludes. */
async function readPlanes(
  { source, raster, mask }: OpenRaster,
  bands: readonly number[],
): Promise<{ planes: BandData[]; valid?: Uint8Array }> {
  const { nodata } = raster;
  const alpha = alphaOf(raster);
  const wanted = bands.map((band) => band - 1);
  const all = alpha === undefined || wanted.includes(alpha) ? wanted : [...wanted, alpha];
  const read = await readBands(source, raster, all, fillOf(raster));
  const planes = read.slice(0, wanted.length);
  const opacity = alpha === undefined ? undefined : read[all.indexOf(alpha)];
  if (opacity && isPremultiplied(raster)) unpremultiply(planes, opacity, raster);
  if (nodata !== undefined && raster.format === 'float')
    for (const plane of planes) clear(plane, nodata, raster);
  const mayLack = nodata !== undefined || raster.format === 'float';
  if (!opacity && !mask && !mayLack) return { planes };

  const valid = new Uint8Array(planes[0]!.length).fill(1);
  if (mayLack) {
    valid.fill(0);
    for (const plane of planes)
      for (let i = 0; i < valid.length; i++) {
        const sample = plane[i]!;
        if (sample !== nodata && !Number.isNaN(sample)) valid[i] = 1;
      }
  }
  if (opacity) unmark(valid, opacity);
  if (mask) unmark(valid, (await readBands(mask.source, mask.layout, [0]))[0]!);
  return { planes, valid };
}

/** Makes nodata values NaN. */
function clear(plane: BandData, nodata: number, layout: Layout): void {
  const near = tolerance(nodata, layout);
  for (let i = 0; i < plane.length; i++) if (Math.abs(plane[i]! - nodata) <= near) plane[i] = Number.NaN;
}

/**
 * How far samples may be from a nodata value, whose text in the file may have fewer digits: GDAL, too, takes the lowest
 * 32-bit float for -3.40282e+38.
 */
function tolerance(nodata: number, { bits }: Layout): number {
  const precision = Math.abs(nodata) > 1e37 && bits < 64 ? 1e-5 : bits < 64 ? 2 ** -22 : 0;
  return Math.abs(nodata) * precision;
}

/** Tells samples that stand for no data; undefined if none can. */
export function nodataTest(raster: Raster): ((sample: number) => boolean) | undefined {
  const { nodata, format } = raster;
  if (format !== 'float') return nodata === undefined ? undefined : (sample) => sample === nodata;
  const near = nodata === undefined ? 0 : tolerance(nodata, raster);
  const value = nodata ?? Number.NaN;
  return (sample) => Number.isNaN(sample) || sample === value || Math.abs(sample - value) <= near;
}

/** What a block holds that the file leaves out: the nodata value, if the type has it. */
export function fillOf({ nodata = 0, format, bits }: Raster): number {
  if (format === 'float') return nodata;
  const [low, high] = format === 'int' ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  return Number.isInteger(nodata) && nodata >= low && nodata <= high ? nodata : 0;
}

/** Takes the pixels away that a mask has 0 for. */
function unmark(valid: Uint8Array, mask: BandData): void {
  for (let i = 0; i < valid.length; i++) if (mask[i] === 0) valid[i] = 0;
}

function isPremultiplied({ extraSamples, format }: Layout): boolean {
  return extraSamples.includes(1) && format !== 'int';
}

/** Divides colours by alpha, as they were multiplied. */
function unpremultiply(planes: BandData[], opacity: BandData, { format, bits }: Layout): void {
  const isFloat = format === 'float';
  const most = isFloat ? 1 : 2 ** bits - 1;
  for (const plane of planes) {
    if (plane === opacity) continue;
    for (let i = 0; i < plane.length; i++) {
      const alpha = opacity[i]!;
      if (alpha === 0 || alpha === most) continue;
      const colour = Math.min((plane[i]! * most) / alpha, most);
      plane[i] = isFloat ? colour : Math.round(colour);
    }
  }
}

/** The colours of a palette's indices. */
function lookUp(indices: BandData, map: readonly number[], bits: number): Uint8Array {
  const size = 2 ** bits;
  if (map.length < 3 * size) throw new Error(`its palette has ${map.length / 3} colours and needs ${size}`);
  // Old writers store 8 bits where the standard has 16.
  const scale = map.some((value) => value > 255) ? 1 / 257 : 1;
  const levels = Uint8Array.from(map, (value) => Math.round(value * scale));
  const data = new Uint8Array(indices.length * 3);
  for (let i = 0; i < indices.length; i++)
    for (let c = 0; c < 3; c++) data[3 * i + c] = levels[c * size + indices[i]!]!;
  return data;
}

/** CMYK without a profile, 0…255 of ink each, as most programs show it. */
export function fromInks(inks: Uint8Array): Uint8Array {
  const data = new Uint8Array((inks.length / 4) * 3);
  for (let i = 0, at = 0; i < inks.length; i += 4)
    for (let c = 0; c < 3; c++) data[at++] = Math.round(((255 - inks[i + c]!) * (255 - inks[i + 3]!)) / 255);
  return data;
}
