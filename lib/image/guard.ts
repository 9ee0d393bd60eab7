import { ImageError, isOurs, OptionError } from '../errors.js';
import { readFields } from '../values/fields.js';
import { damageOf, reasonOf, show } from '../values/show.js';

/** Turns the errors of decoders, and of objects that only look like a sharp instance, into errors of this package. */
export async function guard<T>(label: string, work: () => Promise<T>): Promise<T> {
  if (typeof label !== 'string') throw new OptionError(`label is ${show(label)}; it must be a string.`);
  try {
    return await work();
  } catch (cause) {
    if (isOurs(cause)) throw cause;
    if (isOutOfMemory(cause))
      throw new ImageError(
        'IMAGE_TOO_LARGE',
        `The ${label} image needs more memory than there is (${reasonOf(cause)}). Cut out the part you need.`,
        { cause },
      );
    if (isOfSystem(cause))
      throw new ImageError(
        'IMAGE_NOT_FOUND',
        `The ${label} image cannot be read (${reasonOf(cause)}). Check the disk or the network drive, and try again.`,
        { cause },
      );
    // libvips repeats a message for every line of the image that it fails to read.
    const [why] = damageOf(cause).trim().split('\n');
    throw new ImageError('IMAGE_INVALID', `The ${label} image cannot be decoded (${why}). Is it damaged?`, {
      cause,
    });
  }
}

function isOutOfMemory(cause: unknown): boolean {
  const code = readFields(cause, ['code'])?.code;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' || /allocation failed|out of memory/i.test(reasonOf(cause));
}

/** Whether a file could not be read, whatever is in it. Of an error in another thread, only the message arrives. */
function isOfSystem(cause: unknown): boolean {
  const syscall = readFields(cause, ['syscall'])?.syscall;
  return syscall !== undefined || /^E[A-Z0-9]+: .+, [a-z]+\b/.test(reasonOf(cause));
}
