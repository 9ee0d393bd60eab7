import { inspect } from 'node:util';
import { HarmonidiffError as BuiltError } from 'harmonidiff';
import { isOurs } from '../../lib/errors.js';
import { QueueError } from '../../packages/service/src/distributed/errors.js';
import type { AnyParser } from './parser.js';

/** Milliseconds that an input may take. On an idle machine, inputs of these sizes take far less than a second. */
const LONGEST = 10_000;
/** Errors of the JavaScript engine. They show that the code met a value it did not expect. */
const INTERNAL = ['TypeError', 'RangeError', 'ReferenceError', 'URIError'];

/** How an input ended: `read`, or the code of the error that refused it. */
export interface Outcome {
  ending: string;
  milliseconds: number;
}

export class TooSlow extends Error {}

/**
 * Gives a parser an input.
 *
 * @throws Error for a finding: a wrong error, a wrong result, or too much time
 */
export async function outcomeOf(parser: AnyParser, input: unknown): Promise<Outcome> {
  const began = performance.now();
  const ending = await ended(parser, input);
  const milliseconds = performance.now() - began;
  if (milliseconds > LONGEST) throw new TooSlow(`It took ${Math.round(milliseconds)} ms (${ending}).`);
  return { ending, milliseconds };
}

async function ended(parser: AnyParser, input: unknown): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow('It does not end.')), 2 * LONGEST);
  });
  try {
    const returned = await Promise.race([parser.run(input), late]);
    return typeof returned === 'string' ? returned : 'read';
  } catch (error) {
    if (error instanceof TooSlow) throw error;
    checkError(error);
    return error.code;
  } finally {
    clearTimeout(timer);
  }
}

/** The service imports the built library, whose error classes are not those of lib/. */
function isTyped(error: unknown): error is Error & { code: string } {
  return isOurs(error) || error instanceof BuiltError || error instanceof QueueError;
}

function checkError(error: unknown): asserts error is Error & { code: string } {
  if (!isTyped(error)) throw wrong('an error that is not of this package', error);
  const { code, message, cause } = error;
  if (typeof code !== 'string' || typeof message !== 'string' || message.trim() === '')
    throw wrong('an error without a code or a message', error);
  // Errors that a caller's own object throws are quoted.
  const isOfCaller = code === 'OPTION_INVALID' && message.includes(' cannot be read: ');
  if (
    cause instanceof Error &&
    INTERNAL.includes(cause.name) &&
    message.includes(cause.message) &&
    !isOfCaller
  )
    throw wrong('an error with the message of the JavaScript engine', error);
  if (/\[object |\bis not a function\b|\bCannot read prop/.test(message))
    throw wrong('an error whose message is not for users', error);
}

/** Includes the error in the message, because fast-check does not print causes. */
function wrong(what: string, error: unknown): Error {
  return new Error(`It throws ${what}: ${inspect(error)}`);
}
