import type { LoadOptions, ResolvedTarget, Size } from 'harmonidiff';
import type { Making } from './kinds/kind.js';

/** What is sent to the process that makes composites. */
export type Request =
  | { type: 'load'; model: string; options: LoadOptions }
  | ({ type: 'make'; call: number; root: string } & WhatToMake)
  | { type: 'abort'; call: number }
  | { type: 'close' };

export type WhatToMake = Pick<Making, 'run' | 'id' | 'item' | 'out'>;

/** What it sends back. */
export type Reply =
  | { type: 'loaded'; target: ResolvedTarget; canvas: Size }
  | { type: 'progress'; call: number; fraction: number }
  | { type: 'made'; call: number; result: object }
  /** `call` is missing if the model could not be loaded. */
  | { type: 'failed'; call?: number; error: Failure };

/** An error, as far as it can be sent. */
export interface Failure {
  message: string;
  /** Of errors of the library and the queue, whose messages say what to do. */
  code: string | undefined;
  /** The code of the error of a patch that failed. */
  causeCode: string | undefined;
  /** Whether the state of the machine has caused it. */
  mayPass: boolean;
  stack: string | undefined;
}
