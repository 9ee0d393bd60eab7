import type { ScoreOptions } from 'harmonidiff';
import type { App } from '../app.js';
import { bodyIsChecked, formSchema } from '../fields.js';
import { errors, Scores } from '../schemas.js';
import { readUpload } from '../uploads.js';
import { departure } from '../work.js';

const FILES = {
  image: 'Image to score; resized to the canvas if it has another size',
  mask: 'Image of the size of the canvas, not 0 for the pixels to score; used instead of a box',
};

export async function scoreRoutes(app: App): Promise<void> {
  const { admit, limits, works } = app.context;
  const schema = {
    operationId: 'score',
    tags: ['images'],
    summary: 'Scores the harmony of the pixels in a box or mask',
    consumes: ['multipart/form-data'],
    body: formSchema('score', FILES, ['image']),
    response: { 200: Scores, ...errors(413, 415, 422, 501) },
    security: [{ token: [] }],
  };
  const options = { schema, validatorCompiler: bodyIsChecked, onRequest: admit };
  app.post('/score', options, async (request, reply) => {
    const { options, images } = await readUpload(request, 'score', ['image', 'mask'], ['image'], limits);
    const { image, mask } = images;
    return works.run(limits.timeout, departure(request, reply), (harmonizer, signal) => {
      const given: ScoreOptions = { ...options, mask, signal };
      return harmonizer.score(image!, given);
    });
  });
}
