import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { ImageError, OptionError } from 'harmonidiff';
import { clientGone, NOT_A_FORM, ServiceError, uploadTimeout } from './errors.js';
import type { Limits } from './limits.js';

/** What a form holds: texts and uploaded files, by the names of the fields. */
export interface Form {
  texts: Map<string, string>;
  files: Map<string, Buffer>;
  /** Of the files and texts together. */
  bytes: number;
}

/** Bytes of a text; a prompt has at most 10,000 characters. */
const LONGEST_TEXT = 65_536;
/** Parts of a form; no endpoint has as many fields. */
const MOST_PARTS = 64;

/** How the parser of multipart bodies is limited. */
export function multipartLimits({ maxFileBytes }: Limits) {
  return {
    fieldNameSize: 100,
    fieldSize: LONGEST_TEXT,
    fileSize: maxFileBytes,
    files: 4,
    fields: MOST_PARTS,
    parts: MOST_PARTS,
    headerPairs: 32,
  };
}

/**
 * Reads the whole form.
 *
 * @param uploads the fields that are files
 * @throws ServiceError, OptionError, ImageError for a body that is no form or takes too long to arrive, and for a field that
 * comes twice, is empty, or is text instead of a file, or the other way round
 */
export async function readForm(
  request: FastifyRequest,
  uploads: readonly string[],
  limits: Limits,
): Promise<Form> {
  if (!request.isMultipart()) throw new ServiceError(415, 'MEDIA_TYPE', NOT_A_FORM);
  const { maxBodyBytes: most, uploadTimeout: seconds } = limits;
  if (Number(request.headers['content-length']) > most) throw tooLarge(most);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(uploadTimeout()), seconds * 1000);
  });
  try {
    return await Promise.race([readParts(request, uploads, most), late]);
  } catch (error) {
    // The rest is read and dropped, so that the connection gets the answer.
    request.raw.unpipe();
    request.raw.resume();
    throw request.raw.socket.destroyed ? clientGone() : readable(error, limits);
  } finally {
    clearTimeout(timer);
  }
}

async function readParts(request: FastifyRequest, uploads: readonly string[], most: number): Promise<Form> {
  const form: Form = { texts: new Map(), files: new Map(), bytes: 0 };
  for await (const part of request.parts()) {
    const name: unknown = part.fieldname;
    if (typeof name !== 'string' || name === '')
      throw new OptionError('A part of the form has no name; give each part the name of its field.');
    if (form.texts.has(name) || form.files.has(name))
      throw new OptionError(`${name} is given twice; give it once.`);
    if (part.type === 'file') await takeFile(form, part, uploads);
    else takeText(form, part, uploads);
    // A request that comes in chunks does not say how long it is.
    if (form.bytes > most) throw tooLarge(most);
  }
  return form;
}

async function takeFile(form: Form, part: MultipartFile, uploads: readonly string[]): Promise<void> {
  const { fieldname: name } = part;
  if (!uploads.includes(name)) {
    const takes = uploads.join(', ');
    throw new OptionError(`${said(name)} is a file, but only ${takes} can be files; send it as text.`);
  }
  const bytes = await part.toBuffer();
  if (bytes.length === 0)
    throw new ImageError('IMAGE_INVALID', `The file ${name} is empty; upload an image.`);
  form.bytes += bytes.length;
  form.files.set(name, bytes);
}

function takeText(form: Form, part: MultipartValue, uploads: readonly string[]): void {
  const { fieldname: name, value, fieldnameTruncated, valueTruncated, mimetype } = part;
  if (uploads.includes(name))
    throw new OptionError(`${name} is text; upload the file itself, as curl -F ${name}=@FILE does.`);
  if (fieldnameTruncated || valueTruncated)
    throw new ServiceError(413, 'BODY_TOO_LARGE', `${said(name)} is longer than ${LONGEST_TEXT} bytes.`);
  if (typeof value !== 'string')
    throw new OptionError(`${said(name)} has the type ${mimetype}; send it as plain text.`);
  form.bytes += Buffer.byteLength(value);
  form.texts.set(name, value);
}

function tooLarge(most: number): ServiceError {
  return new ServiceError(413, 'BODY_TOO_LARGE', `The request is longer than ${most} bytes, the limit here.`);
}

/** Errors of the parser as clients are told them. */
function readable(error: unknown, { maxFileBytes }: Limits): unknown {
  const { code, message, statusCode } = error as Error & { code?: string; statusCode?: number };
  if (code === 'FST_REQ_FILE_TOO_LARGE')
    return new ServiceError(
      413,
      'BODY_TOO_LARGE',
      `A file is longer than ${maxFileBytes} bytes, the limit here.`,
    );
  if (code === 'FST_PROTO_VIOLATION')
    return new OptionError('A field has a reserved name, like __proto__; remove it.');
  if (code !== undefined || statusCode !== undefined) return error;
  return new ServiceError(400, 'BODY_INVALID', `The form cannot be read: ${message}.`);
}

/** A name that came with a request, short enough for a message. */
export function said(name: string): string {
  return /^[\w$-]{1,60}$/.test(name) ? name : JSON.stringify(name.slice(0, 60));
}
