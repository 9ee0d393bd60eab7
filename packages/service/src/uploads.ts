import type { FastifyRequest } from 'fastify';
import { ImageError, imageSize, OptionError } from 'harmonidiff';
import { type Endpoint, readOptions } from './fields.js';
import { readForm } from './form.js';
import type { Limits } from './limits.js';

/** What a form asks for: options, and uploaded images. */
export interface Upload<E extends Endpoint, F extends string> {
  options: ReturnType<typeof readOptions<E>>;
  images: Partial<Record<F, Buffer>>;
  /** Of the whole form. */
  bytes: number;
}

/**
 * Reads and checks a form, as far as that can be done without decoding an image.
 *
 * @param required the images that must be there
 * @throws ServiceError, OptionError, ImageError
 */
export async function readUpload<E extends Endpoint, F extends string>(
  request: FastifyRequest,
  of: E,
  uploads: readonly F[],
  required: readonly F[],
  limits: Limits,
): Promise<Upload<E, F>> {
  const { texts, files, bytes } = await readForm(request, uploads, limits);
  const options = readOptions(of, texts);
  const missing = required.find((name) => !files.has(name));
  if (missing !== undefined)
    throw new OptionError(`${missing} is missing; upload it, as curl -F ${missing}=@FILE does.`);
  await Promise.all([...files].map(([name, file]) => checkPixels(name, file, limits)));
  return { options, images: Object.fromEntries(files) as Partial<Record<F, Buffer>>, bytes };
}

async function checkPixels(name: string, file: Buffer, { maxPixels }: Limits): Promise<void> {
  const { width, height } = await imageSize(file, name);
  if (width * height <= maxPixels) return;
  throw new ImageError(
    'IMAGE_TOO_LARGE',
    `The ${name} image has ${width} x ${height} pixels; the limit here is ${maxPixels}. Cut out the part you need.`,
  );
}
