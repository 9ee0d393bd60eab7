import type { Row } from './rows.js';

/** The numbers by which an evaluation compares variants. */
export type ColumnName =
  | 'bgd'
  | 'bgdChange'
  | 'harmony'
  | 'sourceGradients'
  | 'sourceSsim'
  | 'sourcePsnr'
  | 'outsidePsnr'
  | 'outsideMax'
  | 'clip'
  | 'fid'
  | 'seconds';

export interface Column {
  name: ColumnName;
  title: string;
  unit: string;
  better: 'higher' | 'lower';
  /** Decimal places. */
  digits: number;
  meaning: string;
  /** The number of one composite; absent if only the whole set has one. */
  of?: (row: Row) => number | null;
}

export const COLUMNS: readonly Column[] = [
  {
    name: 'bgd',
    title: 'BGD',
    unit: '',
    better: 'lower',
    digits: 2,
    meaning: 'boundary gradient difference, 3 px on each side of the outline',
    of: ({ measures }) => measures.bgd,
  },
  {
    name: 'bgdChange',
    title: 'BGD to paste',
    unit: '%',
    better: 'lower',
    digits: 1,
    meaning: 'mean BGD, relative to that of the plain paste',
  },
  {
    name: 'harmony',
    title: 'Harmony',
    unit: '',
    better: 'higher',
    digits: 3,
    meaning: 'mean score of the harmony classifier, 0 to 1',
    of: ({ measures }) => measures.harmony,
  },
  {
    name: 'sourceGradients',
    title: 'Source gradients',
    unit: '',
    better: 'higher',
    digits: 3,
    meaning: "similarity between the result's gradients in the box and the source's",
    of: ({ measures }) => measures.sourceGradients,
  },
  {
    name: 'sourceSsim',
    title: 'Source SSIM',
    unit: '',
    better: 'higher',
    digits: 3,
    meaning: 'SSIM between the result in the box and the source',
    of: ({ measures }) => measures.sourceSsim,
  },
  {
    name: 'sourcePsnr',
    title: 'Source PSNR',
    unit: 'dB',
    better: 'higher',
    digits: 2,
    meaning: 'PSNR between the result in the box and the source',
    of: ({ measures }) => measures.sourcePsnr,
  },
  {
    name: 'outsidePsnr',
    title: 'Outside PSNR',
    unit: 'dB',
    better: 'higher',
    digits: 2,
    meaning: 'PSNR between result and target outside the box and its edge band; ∞ if nothing changed there',
    of: ({ measures }) => measures.outsidePsnr,
  },
  {
    name: 'outsideMax',
    title: 'Outside max.',
    unit: '',
    better: 'lower',
    digits: 1,
    meaning: 'largest difference of any value there, out of 255',
    of: ({ measures }) => measures.outsideMax,
  },
  {
    name: 'clip',
    title: 'CLIP',
    unit: '',
    better: 'higher',
    digits: 4,
    meaning: 'cosine similarity between the image embeddings of result and plain paste',
    of: ({ measures }) => measures.clip,
  },
  {
    name: 'fid',
    title: 'FID',
    unit: '',
    better: 'lower',
    digits: 3,
    meaning: 'Fréchet distance between the features of all results and of their targets',
  },
  {
    name: 'seconds',
    title: 'Time',
    unit: 's',
    better: 'lower',
    digits: 2,
    meaning: 'time per composite, on the machine that ran the evaluation',
    of: ({ timings }) => timings.seconds,
  },
];

export function formatNumber(value: number, digits: number): string {
  if (value === Number.POSITIVE_INFINITY) return '∞';
  return value.toFixed(digits);
}
