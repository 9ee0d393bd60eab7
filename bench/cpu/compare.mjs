// Compares a contender's result with the first contender's, so that nobody is fast by computing something else.
import { existsSync, readFileSync } from 'node:fs';
import sharp from 'sharp';

/**
 * The PSNR of two pictures of equal size in dB; "identical" if every pixel is the same.
 *
 * @returns undefined if a file does not exist
 */
export async function psnrOf(file, reference) {
  if (!existsSync(file) || !existsSync(reference)) return undefined;
  const [a, b] = await Promise.all([file, reference].map(pixels));
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum === 0 ? 'identical' : Number((10 * Math.log10(255 ** 2 / (sum / a.length))).toFixed(1));
}

/** ‖a − b‖ / ‖b‖ of two files of fp32 numbers; undefined if one does not exist. */
export function relativeErrorOf(file, reference) {
  if (!existsSync(file) || !existsSync(reference)) return undefined;
  const [a, b] = [file, reference].map(floats);
  let [apart, norm] = [0, 0];
  for (let i = 0; i < b.length; i++) {
    apart += (a[i] - b[i]) ** 2;
    norm += b[i] ** 2;
  }
  return Number(Math.sqrt(apart / norm).toPrecision(2));
}

function pixels(file) {
  return sharp(readFileSync(file)).removeAlpha().raw().toBuffer();
}

function floats(file) {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}
