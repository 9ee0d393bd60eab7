/** The codes of errors about the queue and its jobs. Others are the library's. */
export type QueueErrorCode =
  | 'CANCELLED'
  | 'JOB_INVALID'
  | 'OUTPUT_FAILED'
  | 'PROCESS_ENDED'
  | 'REDIS_FAILED'
  | 'REDIS_UNAVAILABLE'
  | 'RUN_DIFFERS'
  | 'RUN_NOT_FOUND'
  | 'SHARED_FOLDER';

export class QueueError extends Error {
  constructor(
    readonly code: QueueErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'QueueError';
  }
}

export function cancelled(): QueueError {
  return new QueueError('CANCELLED', 'The run was cancelled. Submit its manifest again to continue.');
}
