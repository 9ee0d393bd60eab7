import type { FastifyReply, FastifyRequest } from 'fastify';
import { encodeImage, type HarmonizeOptions, type HarmonizeResult, type RgbImage } from 'harmonidiff';
import { ServiceError } from './errors.js';
import type { ResultJson } from './schemas.js';

/** The pictures that an answer can be, and what encodes them. */
const PICTURES = { 'image/png': 'png', 'image/webp': 'webp', 'image/tiff': 'tiff' } as const;

type PictureType = keyof typeof PICTURES;
export type AnswerType = PictureType | 'application/json' | 'text/event-stream';

/** By falling preference, for clients that take anything. */
const TYPES: readonly AnswerType[] = [
  ...(Object.keys(PICTURES) as PictureType[]),
  'application/json',
  'text/event-stream',
];

/** A result, and the options it was made with as far as its files state them. */
export interface Made {
  result: HarmonizeResult;
  madeBy: Pick<HarmonizeOptions, 'method' | 'mode'>;
}

/**
 * What a client wants.
 *
 * @throws ServiceError (`NOT_ACCEPTABLE`)
 */
export function acceptedType(request: FastifyRequest, without: readonly AnswerType[] = []): AnswerType {
  const types = TYPES.filter((type) => !without.includes(type));
  // Parameters such as charset say nothing here.
  const accept = request.headers.accept?.replace(/;\s*(?!q=)[^;,=]+=[^;,]*/gi, '');
  if (accept !== undefined) request.headers.accept = accept;
  const [wanted] = [request.accepts().type([...types])].flat();
  if (wanted) return wanted as AnswerType;
  throw new ServiceError(
    406,
    'NOT_ACCEPTABLE',
    `Accept allows none of ${types.join(', ')}; request one of them.`,
  );
}

/**
 * Refuses a picture that nobody can choose, before it is made.
 *
 * @throws ServiceError (`NO_WINNER`) for a picture of several candidates without a classifier
 */
export function checkHasWinner(
  type: AnswerType,
  hasClassifier: boolean,
  { method = 'harmonidiff', mode = 'ltf', candidateRange }: Omit<HarmonizeOptions, 'target' | 'source'>,
): void {
  const isOne = candidateRange !== undefined && candidateRange[1] - candidateRange[0] === 1;
  const hasCandidates = method === 'harmonidiff' && (mode === 'ltf' || mode === 'twr') && !isOne;
  if (type in PICTURES && hasCandidates && !hasClassifier) throw noWinner();
}

/** Answers with a picture or JSON. The headers of a picture have its score, timestep and number of warnings. */
export async function sendResult(
  reply: FastifyReply,
  type: Exclude<AnswerType, 'text/event-stream'>,
  made: Made,
): Promise<FastifyReply> {
  if (type === 'application/json') return reply.send(await toJson(made));
  const { winner, candidates, warnings } = made.result;
  const [only] = candidates;
  const chosen = winner ?? (candidates.length === 1 ? only! : undefined);
  if (!chosen?.image) throw noWinner();
  const { timestep, scores } = chosen;
  if (scores) reply.header('harmonidiff-score', scores.mean.toFixed(6));
  if (timestep !== null) reply.header('harmonidiff-timestep', timestep);
  reply.header('harmonidiff-warnings', warnings.length);
  const bytes = await encodeImage(chosen.image, PICTURES[type as PictureType], { madeBy: made.madeBy });
  return reply.type(type).send(bytes);
}

/** A result as JSON: the library's, with pictures as PNG in base64. */
export async function toJson({ result, madeBy }: Made): Promise<ResultJson> {
  const { winner, candidates, trace: _, ...others } = result;
  const png = async (image: RgbImage) => (await encodeImage(image, 'png', { madeBy })).toString('base64');
  return {
    winner: winner && { ...winner, image: await png(winner.image) },
    candidates: await Promise.all(
      candidates.map(async ({ image, ...candidate }) => ({
        ...candidate,
        image: image && (await png(image)),
      })),
    ),
    ...(others as Omit<ResultJson, 'winner' | 'candidates'>),
  };
}

function noWinner(): ServiceError {
  return new ServiceError(
    406,
    'NO_WINNER',
    'The model of this server has no classifier that chooses one of the candidates. Accept application/json, which has ' +
      'the pictures of all of them.',
  );
}
