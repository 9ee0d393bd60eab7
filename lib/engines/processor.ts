import { readFileSync } from 'node:fs';

/**
 * What the first processor of this machine supports, as Linux names it: `avx512f`, `avx512_bf16`, …; empty if it is not
 * known.
 */
export function processorFlags(): readonly string[] {
  try {
    // "flags" on x64, "Features" on arm64.
    const line = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'));
    return line?.[1]?.trim().split(/\s+/) ?? [];
  } catch {
    return [];
  }
}
