/** Codes of the warnings. */
export type WarningCode =
  | 'HARMONIDIFF_SCHEDULER'
  | 'IMAGE_BANDS'
  | 'IMAGE_BRIGHT'
  | 'IMAGE_DARK'
  | 'IMAGE_NODATA'
  | 'IMAGE_PROFILE'
  | 'LABELS_SKIPPED'
  | 'OUTPUT_LOSSY'
  | 'PATCH_CUT'
  | 'PATCH_LARGE'
  | 'PATCH_PROPERTY';

/** What a user should know of a model or a result that is not an error. The message names the value and the remedy. */
export interface Warning {
  code: WarningCode;
  message: string;
}
