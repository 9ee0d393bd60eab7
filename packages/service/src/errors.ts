import { HarmonidiffError } from 'harmonidiff';

/** The codes of the service's own errors. Others are the library's. */
export type ServiceCode =
  | 'BODY_INVALID'
  | 'BODY_TOO_LARGE'
  | 'CLIENT_GONE'
  | 'INTERNAL'
  | 'JOB_GONE'
  | 'JOB_NOT_DONE'
  | 'JOB_NOT_FOUND'
  | 'LOADING'
  | 'MEDIA_TYPE'
  | 'NO_WINNER'
  | 'NOT_ACCEPTABLE'
  | 'NOT_FOUND'
  | 'OVERLOADED'
  | 'QUEUE_FULL'
  | 'RATE_LIMIT'
  | 'STOPPING'
  | 'TIMEOUT'
  | 'UNAUTHORIZED';

/** An error that is answered as it is. */
export class ServiceError extends Error {
  /** @param retryAfter seconds after which the same request may succeed */
  constructor(
    readonly statusCode: number,
    readonly code: ServiceCode,
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = 'ServiceError';
  }
}

/** What a client is told. */
export interface Answer {
  status: number;
  code: string;
  message: string;
  retryAfter?: number;
}

/** Statuses of the library's errors that a request causes. Their messages name nothing but what the client sent. */
const CAUSED_BY_REQUEST: Readonly<Record<string, number>> = {
  OPTION_INVALID: 400,
  IMAGE_TOO_LARGE: 413,
  IMAGE_UNSUPPORTED: 415,
  IMAGE_INVALID: 422,
  MEMORY_LIMIT: 422,
  MODEL_UNSUPPORTED: 422,
  OUTPUT_FAILED: 422,
  PLACEMENT_INVALID: 422,
  QUEUE_FULL: 429,
};

/** Errors after which the process cannot work any more: the GPU is lost, or the model's files have changed. */
const LASTING = ['DEVICE_LOST', 'MODEL_CHANGED'];

/** Errors of Fastify and its plugins about what the client sent. */
const OF_FASTIFY: Readonly<Record<string, [status: number, code: ServiceCode]>> = {
  FST_REQ_FILE_TOO_LARGE: [413, 'BODY_TOO_LARGE'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'BODY_TOO_LARGE'],
  FST_PARTS_LIMIT: [413, 'BODY_TOO_LARGE'],
  FST_FILES_LIMIT: [413, 'BODY_TOO_LARGE'],
  FST_FIELDS_LIMIT: [413, 'BODY_TOO_LARGE'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'MEDIA_TYPE'],
  FST_INVALID_MULTIPART_CONTENT_TYPE: [415, 'MEDIA_TYPE'],
  FST_UNDER_PRESSURE: [503, 'OVERLOADED'],
};

export const NOT_A_FORM = 'Send the fields as multipart/form-data, as curl -F does.';

/** Whether the process should be restarted because of an error. */
export function isLasting(error: unknown): boolean {
  return error instanceof HarmonidiffError && LASTING.includes(error.code);
}

/**
 * What a client is told of an error: nothing about the server's files, which the messages of other errors of the library
 * may name.
 */
export function answerOf(error: unknown): Answer {
  if (error instanceof ServiceError) {
    const { statusCode: status, code, message, retryAfter } = error;
    return { status, code, message, ...(retryAfter !== undefined && { retryAfter }) };
  }
  if (error instanceof HarmonidiffError) return ofLibrary(error);
  const { code = '', statusCode = 500, message } = error as Error & { code?: string; statusCode?: number };
  const known = OF_FASTIFY[code];
  if (known)
    return { status: known[0], code: known[1], message, ...(known[0] === 503 && { retryAfter: 10 }) };
  if (statusCode >= 400 && statusCode < 500) return { status: statusCode, code: 'BODY_INVALID', message };
  return { status: 500, code: 'INTERNAL', message: 'The server failed; its log says why.' };
}

function ofLibrary(error: HarmonidiffError): Answer {
  const { code, message, cause } = error;
  // The reason of the signal says more: a time limit, or a server that stops.
  if (code === 'ABORT_ERR' && cause instanceof ServiceError) return answerOf(cause);
  if (code === 'ABORT_ERR' || code === 'CLOSED') return answerOf(stopping());
  const status = CAUSED_BY_REQUEST[code];
  if (status !== undefined)
    return { status, code, message: withFlatNames(message), ...(status === 429 && { retryAfter: 5 }) };
  if (code === 'MODEL_NOT_FOUND')
    return { status: 501, code, message: 'The model of this server has no classifier, so it cannot score.' };
  const isShort = LASTING.includes(code) || code === 'OUT_OF_MEMORY';
  return { status: isShort ? 503 : 500, code, message: 'The server failed; its log says why.' };
}

/** Options as the fields are called: `prompts.source` is `sourcePrompt` here. */
function withFlatNames(message: string): string {
  return message.replace(/\bprompts\.(source|target)\b/g, '$1Prompt').replace(/\bmetadata\.(\w+)/g, '$1');
}

export function stopping(): ServiceError {
  return new ServiceError(
    503,
    'STOPPING',
    'The server is shutting down; try another one, or again later.',
    10,
  );
}

export function queueFull(message: string): ServiceError {
  return new ServiceError(429, 'QUEUE_FULL', message, 5);
}
