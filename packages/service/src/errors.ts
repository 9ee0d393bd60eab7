import { HarmonidiffError } from 'harmonidiff';
import { CLIENT_GONE } from './outcome.js';

/** The codes of the service's own errors. Others are the library's. */
export type ServiceCode =
  | 'BODY_INVALID'
  | 'BODY_TOO_LARGE'
  | 'CLIENT_GONE'
  | 'FORBIDDEN'
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
  | 'UNAUTHORIZED'
  | 'UPLOAD_TIMEOUT';

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
export const LASTING: readonly string[] = ['DEVICE_LOST', 'MODEL_CHANGED'];

export const NOT_A_FORM = 'Send the fields as multipart/form-data, as curl -F does.';
const NOT_THERE = 'There is no such endpoint; /docs lists them all.';
const TOO_MANY_PARTS = 'The form has more fields or files than any endpoint takes.';

/** Errors of Fastify and its plugins about what the client sent. */
const OF_FASTIFY: Readonly<Record<string, [status: number, code: ServiceCode, message?: string]>> = {
  FST_REQ_FILE_TOO_LARGE: [413, 'BODY_TOO_LARGE'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'BODY_TOO_LARGE'],
  FST_PARTS_LIMIT: [413, 'BODY_TOO_LARGE', TOO_MANY_PARTS],
  FST_FILES_LIMIT: [413, 'BODY_TOO_LARGE', TOO_MANY_PARTS],
  FST_FIELDS_LIMIT: [413, 'BODY_TOO_LARGE', TOO_MANY_PARTS],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'MEDIA_TYPE', NOT_A_FORM],
  FST_INVALID_MULTIPART_CONTENT_TYPE: [415, 'MEDIA_TYPE', NOT_A_FORM],
  FST_INVALID_JSON_FIELD_ERROR: [400, 'BODY_INVALID'],
  FST_ERR_BAD_URL: [404, 'NOT_FOUND', NOT_THERE],
  FST_ERR_MAX_PARAM_LENGTH: [404, 'NOT_FOUND', NOT_THERE],
  FST_UNDER_PRESSURE: [503, 'OVERLOADED'],
};

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
  if (known) {
    const [status, code, text = message] = known;
    return { status, code, message: text, ...(status === 503 && { retryAfter: 10 }) };
  }
  if (statusCode === 403 || statusCode === 404) return answerOf(notFound());
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
    return status === 429
      ? answerOf(queueFull('The queue is full. Try again later.'))
      : { status, code, message: withFlatNames(message) };
  if (code === 'MODEL_NOT_FOUND')
    return { status: 501, code, message: 'The model of this server has no classifier, so it cannot score.' };
  const isShort = LASTING.includes(code) || code === 'OUT_OF_MEMORY';
  return { status: isShort ? 503 : 500, code, message: 'The server failed; its log says why.' };
}

/** Options as the fields are called: `prompts.source` is `sourcePrompt` here. */
function withFlatNames(message: string): string {
  return message.replace(/\bprompts\.(source|target)\b/g, '$1Prompt').replace(/\bmetadata\.(\w+)/g, '$1');
}

export function notFound(): ServiceError {
  return new ServiceError(404, 'NOT_FOUND', NOT_THERE);
}

export function uploadTimeout(): ServiceError {
  return new ServiceError(
    408,
    'UPLOAD_TIMEOUT',
    'The request took too long to arrive. Send it again, with smaller images or over a faster connection.',
  );
}

export function clientGone(): ServiceError {
  return new ServiceError(CLIENT_GONE, 'CLIENT_GONE', 'The client has closed its connection.');
}

export function stopping(): ServiceError {
  return new ServiceError(503, 'STOPPING', 'The server is shutting down; try again later.', 10);
}

export function queueFull(message: string): ServiceError {
  return new ServiceError(429, 'QUEUE_FULL', message, 5);
}
