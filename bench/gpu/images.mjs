// Images for the benchmark: a gradient with noise. What they show does not affect the time.
import sharp from 'sharp';
import { randomBits } from './weights.mjs';

const NOISE_LEVELS = 64;

/** Writes a `width` × `height` PNG whose colours go from `from` to `to` (RGB, 0…255) along the diagonal. */
export async function writePicture(path, { width, height, from, to, seed }) {
  const bits = randomBits(`${seed}:${path.split('/').at(-1)}`)(width * height * 3);
  const pixels = new Uint8ClampedArray(width * height * 3);
  for (let i = 0; i < pixels.length; i++) {
    const [pixel, channel] = [Math.floor(i / 3), i % 3];
    const along = ((pixel % width) / width + Math.floor(pixel / width) / height) / 2;
    const noise = (bits[i] / 65536 - 0.5) * NOISE_LEVELS;
    pixels[i] = from[channel] + (to[channel] - from[channel]) * along + noise;
  }
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(path);
}
