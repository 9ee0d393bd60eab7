import { type Static, Type } from 'typebox';

// What the service answers: types, serialisers and documentation at once.

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const count = (description: string) => Type.Integer({ minimum: 0, description });
const seconds = Type.String({ format: 'date-time' });

export const ErrorAnswer = Type.Object(
  { error: Type.Object({ code: Type.String(), message: Type.String() }) },
  { $id: 'Error', description: 'A stable code, and a message with the cause and the remedy' },
);

export const Scores = Type.Object(
  {
    original: Type.Number(),
    eroded: Type.Number(),
    dilated: Type.Number(),
    mean: Type.Number(),
  },
  { description: 'Harmony scores, 0…1: with the mask as placed, eroded and dilated, and their mean' },
);

const Timestep = nullable(Type.Integer());
const Picture = Type.String({
  contentEncoding: 'base64',
  contentMediaType: 'image/png',
  description: 'A PNG in base64',
});
const Stretch = Type.Object(
  { method: Type.String(), range: Type.Optional(Type.Unknown()) },
  { additionalProperties: true, description: 'How samples became 8-bit levels' },
);
const Bands = Type.Array(Type.Integer());

export const Result = Type.Object({
  winner: nullable(
    Type.Object(
      { timestep: Timestep, scores: Scores, image: Picture },
      { description: 'The candidate with the highest mean score' },
    ),
  ),
  candidates: Type.Array(
    Type.Object({ timestep: Timestep, scores: nullable(Scores), image: nullable(Picture) }),
    { description: 'By ascending timestep; with pictures if `images` is true' },
  ),
  timings: Type.Record(Type.String(), Type.Number(), { description: 'Milliseconds, by stage' }),
  place: Type.Object({
    box: Type.Object({
      x: Type.Integer(),
      y: Type.Integer(),
      width: Type.Integer(),
      height: Type.Integer(),
    }),
    pixels: Type.Integer(),
  }),
  targetBands: Bands,
  sourceBands: Bands,
  targetStretch: Stretch,
  sourceStretch: Stretch,
  warnings: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
});

export const JobAnswer = Type.Object({
  id: Type.String({ format: 'uuid' }),
  state: Type.Enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  position: nullable(count('Jobs that run before this one; null once it runs')),
  progress: nullable(
    Type.Object({
      stage: Type.String(),
      step: Type.Integer(),
      steps: Type.Integer(),
      fraction: Type.Number({ minimum: 0, maximum: 1 }),
    }),
  ),
  created: seconds,
  started: nullable(seconds),
  ended: nullable(seconds),
  expires: nullable(seconds),
  error: nullable(Type.Object({ code: Type.String(), message: Type.String() })),
});

export const ModelAnswer = Type.Object({
  version: Type.String({ description: 'Of harmonidiff' }),
  canvas: Type.Object({ width: Type.Integer(), height: Type.Integer() }),
  methods: Type.Array(Type.String()),
  classifier: Type.Boolean({ description: 'Whether the model scores pictures and chooses a winner' }),
  device: Type.String(),
  engine: Type.String(),
  precision: Type.String(),
  limits: Type.Record(Type.String(), Type.Number()),
});

export const JobId = Type.Object({ id: Type.String() });

export type ResultJson = Static<typeof Result>;
export type JobJson = Static<typeof JobAnswer>;

/** The errors that every endpoint may answer with. */
export function errors(...statuses: number[]) {
  const shared = [400, 401, 429, 500, 503, ...statuses].sort();
  return Object.fromEntries(shared.map((status) => [status, Type.Ref('Error')]));
}
