import { isOurs, OptionError } from '../errors.js';
import { reasonOf } from './show.js';

/**
 * Reads a value from a caller, whose getters and proxies may throw anything.
 *
 * @param what starts the sentence that names the value in the error
 * @throws OptionError if reading throws; errors of this package are thrown unchanged
 */
export function guarded<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (isOurs(cause)) throw cause;
    throw new OptionError(`${what} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}
