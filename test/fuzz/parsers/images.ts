import fc from 'fast-check';
import sharp from 'sharp';
import { loadColour } from '../../../lib/colour/icc.js';
import { openMask, readImage } from '../../../lib/image/open.js';
import { imageSize } from '../../../lib/image/size.js';
import { inWorker } from '../../../lib/image/workers.js';
import { greyProfile, rgbProfile } from '../../support/icc.js';
import { mutatedBytes } from '../bytes.js';
import { expect, type Parser } from '../parser.js';
import { mutatedTiffs } from '../tiff-edits.js';
import { tiffs } from '../tiffs.js';

// Images as bytes: the formats that libvips decodes, TIFFs, and the colour profiles of both.

async function readAsPictureAndMask(bytes: Uint8Array): Promise<void> {
  const { image } = await readImage(bytes, 'target');
  const { width, height } = image;
  expect(image.data.length === 3 * width * height, 'a picture has another size than it says');
  const size = await imageSize(bytes);
  expect(size.width === width && size.height === height, 'a picture has another size than its header');
  const opened = await openMask(bytes, 'mask', 0.5);
  try {
    const { data } = await opened.mask();
    expect(data.length === width * height, 'a mask has another size than its picture');
    expect(
      data.every((sample) => sample <= 1),
      'a mask has a number other than 0 and 1',
    );
  } finally {
    await opened.close();
  }
}

const SIZE = { width: 24, height: 18 };
const samples = (channels: 1 | 2 | 3 | 4) =>
  sharp(
    Uint8Array.from({ length: SIZE.width * SIZE.height * channels }, (_, i) => (i * 37) % 256),
    {
      raw: { ...SIZE, channels },
    },
  );
const encoded = await Promise.all([
  samples(3).png().toBuffer(),
  samples(4).png({ palette: true }).toBuffer(),
  samples(2).toColourspace('grey16').png({ progressive: true }).toBuffer(),
  samples(3).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  samples(1).jpeg({ progressive: true }).toBuffer(),
  samples(3).toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 30 }).toBuffer(),
  samples(3).withIccProfile('p3').jpeg().toBuffer(),
  samples(4).webp().toBuffer(),
  samples(3).webp({ lossless: true }).toBuffer(),
  samples(3).gif().toBuffer(),
  samples(3).avif({ effort: 0 }).toBuffer(),
]);
const SIGNATURES = [
  '\x89PNG\r\n\x1a\n',
  '\xff\xd8\xff',
  'RIFF\x20\0\0\0WEBP',
  'GIF89a',
  '\0\0\0\x20ftypavif',
];

export const images: Parser<Uint8Array> = {
  name: 'images',
  arbitrary: mutatedBytes(encoded, SIGNATURES),
  run: readAsPictureAndMask,
};

export const tiffImages: Parser<Uint8Array> = {
  name: 'tiff-images',
  arbitrary: mutatedTiffs(tiffs),
  run: readAsPictureAndMask,
};

const PROFILES = [
  rgbProfile({}),
  rgbProfile({ version: 4, gamma: 2.2 }),
  rgbProfile({ gamma: (x: number) => x * x }),
  greyProfile(),
  (await sharp(await samples(3).withIccProfile('p3').png().toBuffer()).metadata()).icc!,
];

export const profiles: Parser<{ profile: Uint8Array; channels: 1 | 3 | 4 }> = {
  name: 'profiles',
  arbitrary: fc.record({
    profile: mutatedBytes(PROFILES),
    channels: fc.constantFrom(3 as const, 3 as const, 3 as const, 1 as const, 4 as const),
  }),
  async run({ profile, channels }) {
    // Once in this thread, and below in a worker as for images.
    const opened = (await loadColour()).open(profile, channels);
    try {
      opened?.toSrgb(new Uint8Array(4 * channels).fill(90), 4);
    } catch {
      // Its callers turn this into an error about a damaged image.
    } finally {
      opened?.close();
    }
    const { use } = await inWorker({ kind: 'profile', profile: Uint8Array.from(profile), channels });
    return use === 'unusable' ? use : undefined;
  },
};
