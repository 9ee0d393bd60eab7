/** A copy without what JSON cannot hold, so that it reads as it was written. */
export function cleanJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
