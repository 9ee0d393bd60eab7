import { isOurs, OptionError } from '../errors.js';
import { reasonOf } from './show.js';

/**
 * Reads a value of a caller, whose getters and proxies may throw anything.
 *
 * @param what starts the sentence that names the value in the error
 * @throws OptionError for what is thrown, except an error of this package
 */
export function guarded<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (isOurs(cause)) throw cause;
    throw new OptionError(`${what} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}
