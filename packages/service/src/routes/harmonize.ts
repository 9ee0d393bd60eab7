import type { HarmonizeOptions } from 'harmonidiff';
import { Type } from 'typebox';
import { acceptedType, checkHasWinner, type Made, sendResult, toJson } from '../answer.js';
import type { App } from '../app.js';
import { sendEvents } from '../events.js';
import { bodyIsChecked, formSchema } from '../fields.js';
import { errors, Result } from '../schemas.js';
import { readUpload, type Upload } from '../uploads.js';
import { departure } from '../work.js';

export const IMAGES = ['target', 'source', 'mask'] as const;

const REQUIRED = ['target', 'source'] as const;
const FILES = {
  target: "Scene that the source goes into; resized to the model's canvas if it has another size",
  source: 'Patch to insert',
  mask: 'Image of the size of the canvas, not 0 where the source goes; used instead of a box',
};

export const HARMONIZE_FORM = formSchema('harmonize', FILES, [...REQUIRED]);

const PICTURE = { schema: Type.String({ format: 'binary' }) };

/** The result in every type that it can have. */
export const RESULT_ANSWER = {
  description: 'The picture, or what is known of it as JSON',
  content: {
    'image/png': PICTURE,
    'image/webp': PICTURE,
    'image/tiff': PICTURE,
    'application/json': { schema: Result },
  },
};

export async function harmonizeRoutes(app: App): Promise<void> {
  const { admit, model, limits, works } = app.context;
  const schema = {
    operationId: 'harmonize',
    tags: ['images'],
    summary: 'Inserts the source into the target and makes it look as if it had always been there',
    consumes: ['multipart/form-data'],
    body: HARMONIZE_FORM,
    response: {
      200: {
        ...RESULT_ANSWER,
        content: {
          ...RESULT_ANSWER.content,
          'text/event-stream': { schema: Type.String({ description: 'progress … result, or error' }) },
        },
      },
      ...errors(406, 413, 415, 422),
    },
    security: [{ token: [] }],
  };
  const options = { schema, validatorCompiler: bodyIsChecked, onRequest: admit };
  app.post('/harmonize', options, async (request, reply) => {
    const type = acceptedType(request);
    const upload = await readUpload(request, 'harmonize', IMAGES, REQUIRED, limits);
    checkHasWinner(type, model.hasClassifier, upload.options);
    const run = (onProgress?: HarmonizeOptions['onProgress']): Promise<Made> =>
      works.run(limits.timeout, departure(request, reply), async (harmonizer, signal) => {
        const given = { ...optionsOf(upload), signal, onProgress };
        return { result: await harmonizer.harmonize(given), madeBy: upload.options };
      });
    if (type !== 'text/event-stream') return sendResult(reply, type, await run());
    return sendEvents(reply, async (send) => toJson(await run((progress) => send('progress', progress))));
  });
}

/** The options of the library: images are bytes, so that no path of the server can be among them. */
export function optionsOf({
  options,
  images,
}: Upload<'harmonize', (typeof IMAGES)[number]>): HarmonizeOptions {
  return { ...options, ...(images as { target: Buffer; source: Buffer }) };
}
