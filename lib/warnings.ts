/** Codes of the warnings. */
export type WarningCode = 'IMAGE_BRIGHT' | 'IMAGE_DARK' | 'OUTPUT_LOSSY';

/** What a user should know of a result that is not an error. The message names the value and the remedy. */
export interface Warning {
  code: WarningCode;
  message: string;
}
