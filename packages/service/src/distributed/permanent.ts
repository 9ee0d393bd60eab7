import { UNUSABLE } from './shared-folder.js';

/** Codes of errors that a retry cannot fix, unless something that may pass has caused them. */
export const PERMANENT: ReadonlySet<string> = new Set([
  'CANCELLED',
  'CHECKSUM_MISMATCH',
  'IMAGE_INVALID',
  'IMAGE_TOO_LARGE',
  'IMAGE_UNSUPPORTED',
  'JOB_INVALID',
  'LABELS_INVALID',
  'MANIFEST_INVALID',
  'MODEL_UNSUPPORTED',
  'OPTION_INVALID',
  'PLACEMENT_INVALID',
  'SHARED_FOLDER',
]);

/** Causes of an error that are looked at. */
const DEEPEST = 10;

/** Whether the state of the machine has caused an error: a file that could not be read, or too little memory. */
export function mayPass(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; depth < DEEPEST && cause instanceof Error; depth++, cause = cause.cause) {
    const { syscall, code, message } = cause as NodeJS.ErrnoException;
    if (syscall !== undefined && !UNUSABLE.includes(code!)) return true;
    // The library's messages may quote a file.
    if (depth === 0) continue;
    if (code === 'ERR_WORKER_OUT_OF_MEMORY' || /allocation failed|out of memory/i.test(message)) return true;
  }
  return false;
}
